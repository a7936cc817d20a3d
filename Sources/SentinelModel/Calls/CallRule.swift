/// What a rule of `kind: call` says: calls that are dangerous by themselves, whatever reaches them.
package struct CallRule: Hashable, Sendable {
    package var calls: [CallForm]
    /// Words that tell what the result is for: in the names it is given and in what it is handed to. Empty: that does not matter.
    package var usedAs: [String]
    /// Words that tell what it is made of: in its arguments. With `usedAs`, one of both must be found.
    package var given: [String]

    package init(calls: [CallForm], usedAs: [String] = [], given: [String] = []) {
        self.calls = calls
        self.usedAs = usedAs
        self.given = given
    }

    package var asksForRole: Bool { !usedAs.isEmpty || !given.isEmpty }
}

/// Calls of one form, by full names as imports have them.
package struct CallForm: Hashable, Sendable {
    package var language: FlowSink.Language
    /// As in `FlowSink`; besides, `/` for a regular expression that is written as a literal.
    package var calls: [String]
    /// What arguments must be, all of it.
    package var conditions: [FlowSink.Condition]

    package init(_ language: FlowSink.Language, calls: [String], conditions: [FlowSink.Condition] = []) {
        self.language = language
        self.calls = calls
        self.conditions = conditions
    }
}
