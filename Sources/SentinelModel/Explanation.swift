/// What a scan sees at one line, and why it tells of it or does not.
package struct Explanation: Sendable {
    package let path: RawPath
    /// Counts from 1.
    package let line: Int
    /// True if rules looked at the file.
    package var isScanned = false
    /// About the file and what was looked for in it, in sentences.
    package var notes: [String] = []
    /// Around the line, innermost first.
    package var functions: [Function] = []
    /// Sorted by place, then rule.
    package var sights: [Sight] = []

    package init(path: RawPath, line: Int) {
        self.path = path
        self.line = line
    }

    package struct Function: Hashable, Sendable {
        /// Empty where it has none.
        package let name: String
        /// Where it begins.
        package let line: Int
        /// What it handles: "tool `name`"; empty for nothing.
        package let handles: String

        package init(name: String, line: Int, handles: String) {
            self.name = name
            self.line = line
            self.handles = handles
        }
    }

    /// What became of a place that a rule has something to do with.
    package enum Outcome: String, CaseIterable, Sendable {
        case reported
        /// A comment keeps it from being told.
        case suppressed
        /// It matches, and something speaks against it.
        case dropped
        /// A call that a rule knows, which nothing dangerous reaches.
        case harmless
        /// A call that a rule knows, in code that nothing from outside was followed into.
        case unreached
        /// It matches, and the rule does not look at such files.
        case inapplicable
    }

    package struct Sight: Hashable, Sendable {
        package let rule: String
        /// The rule's title.
        package let title: String
        package let outcome: Outcome
        package let position: Position
        /// What is called there; empty for patterns.
        package let subject: String
        /// Why, in sentences without their full stop.
        package let reasons: [String]
        /// The way that leads there, as far as one does.
        package let trace: [TraceStep]

        package init(
            rule: RuleDescriptor, outcome: Outcome, position: Position, subject: String = "", reasons: [String],
            trace: [TraceStep] = []
        ) {
            self.rule = rule.id
            title = rule.title
            self.outcome = outcome
            self.position = position
            self.subject = subject
            self.reasons = reasons
            self.trace = trace
        }
    }
}
