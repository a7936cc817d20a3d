/// One step of trying a plugin out, and what came of it.
package struct PluginCheckStep: Sendable {
    package enum Outcome: Int32, Sendable { case passed = 0, failed, skipped }

    /// Stable, for programs: `description`, `examples`, `long-line`.
    package var name: String
    package var outcome: Outcome
    /// What was tried, or what is wrong, one mistake a line.
    package var message: String
    /// Microseconds.
    package var time: Int
}

/// What does not hold, a sentence each.
struct PluginMistakes: Error {
    var sentences: [String]

    init(_ sentences: [String]) { self.sentences = sentences }
    init(_ sentence: String) { sentences = [sentence] }
}
