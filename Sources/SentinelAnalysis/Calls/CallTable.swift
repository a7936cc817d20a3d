package import SentinelModel
internal import SentinelSyntax

/// All call rules, so that a call finds what is said of it by the last part of its name. Immutable; shared by all workers.
package final class CallTable: Sendable {
    struct Entry: Sendable {
        /// The rule's number: its place in `rules`.
        var rule: Int
        var name: String
        var form: CallForm
    }

    package let rules: [CallRule]
    private let entries: [FlowSink.Language: [String: [Entry]]]

    package init(_ rules: [CallRule]) {
        self.rules = rules
        var entries: [FlowSink.Language: [String: [Entry]]] = [:]
        for (number, rule) in rules.enumerated() {
            for form in rule.calls {
                for name in form.calls {
                    entries[form.language, default: [:]][Self.last(of: name), default: []].append(
                        Entry(rule: number, name: name, form: form))
                }
            }
        }
        self.entries = entries
    }

    /// What is said of calls whose name ends like this.
    func entries(endingIn last: String, _ language: Language) -> [Entry] {
        FlowSink.Language(language).flatMap { entries[$0]?[last] } ?? []
    }

    /// The last parts of the names that these rules look for.
    func lasts(of asked: Set<Int>, _ language: Language) -> [String] {
        let all = FlowSink.Language(language).flatMap { entries[$0] } ?? [:]
        return all.filter { $0.value.contains { asked.contains($0.rule) } }.map(\.key)
    }

    private static func last(of name: String) -> String {
        name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    }
}
