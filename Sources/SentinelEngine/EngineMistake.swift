internal import SentinelRules

/// Why an engine could not be made.
package struct EngineMistake: Error, Sendable {
    package enum Reason: Sendable { case rule, option, unreadable }

    package var reason: Reason
    /// `path:line:column: message` for a rule file.
    package var message: String
    package var detail: String

    init(_ reason: Reason, _ message: String, detail: String = "") {
        self.reason = reason
        self.message = message
        self.detail = detail
    }

    init(_ error: RuleError) { self.init(.rule, error.description, detail: error.detail) }
}
