package import SentinelModel
internal import SentinelSyntax

/// All flow rules, so that a call finds what is said of it by its name. Immutable; shared by all runs.
package final class FlowTable: Sendable {
    struct Entry: Sendable {
        /// The rule's number: its place in `rules`.
        var rule: Int
        var sink: FlowSink
    }

    package let rules: [FlowRule]
    private let sinks: [FlowSink.Language: [String: [Entry]]]
    /// Of things with which whatever is done is meant (`git.Repo().git.*`), by what stands before the last dot.
    private let wholes: [String: [FlowSink.Language: [Entry]]]
    private let sanitizers: [String: RuleBits]
    private let guards: [FlowGuard: RuleBits]
    private let sources: [FlowSource: RuleBits]
    private let names: [FlowSink.Language: Set<SinkName>]
    /// Of them, those that matter in functions of which no caller is known.
    private let openNames: [FlowSink.Language: Set<SinkName>]
    /// Of them, those that secrets must not reach.
    private let secretNames: [FlowSink.Language: Set<SinkName>]

    /// A sink by what of its name stands where it is called.
    struct SinkName: Hashable, Sendable {
        /// `subprocess`, `child_process`; empty for methods of whatever object.
        var module: String
        /// `run`
        var last: String
    }

    /// Takes up to `RuleBits.mostRules` rules.
    package init(_ rules: [FlowRule]) {
        self.rules = rules
        var sinks: [FlowSink.Language: [String: [Entry]]] = [:]
        var sanitizers: [String: RuleBits] = [:]
        var guards: [FlowGuard: RuleBits] = [:]
        var sources: [FlowSource: RuleBits] = [:]
        var names: [FlowSink.Language: Set<SinkName>] = [:]
        var openNames = names
        var secretNames = names
        for (number, rule) in rules.prefix(RuleBits.mostRules).enumerated() {
            let bit = RuleBits.rule(number)
            let isOpen = rule.sources.contains(.caller)
            let isOfSecrets = !rule.sources.isDisjoint(with: FlowSource.secrets)
            for sink in rule.sinks {
                for call in sink.calls {
                    sinks[sink.language, default: [:]][call, default: []].append(Entry(rule: number, sink: sink))
                    let name = SinkName(call, sink.language)
                    names[sink.language, default: []].insert(name)
                    if isOpen { openNames[sink.language, default: []].insert(name) }
                    if isOfSecrets { secretNames[sink.language, default: []].insert(name) }
                }
            }
            for name in rule.sanitizers { sanitizers[name, default: .none].formUnion(bit) }
            for kind in rule.guards { guards[kind, default: .none].formUnion(bit) }
            for source in rule.sources { sources[source, default: .none].formUnion(bit) }
        }
        self.sinks = sinks
        var wholes: [String: [FlowSink.Language: [Entry]]] = [:]
        for (language, known) in sinks {
            for (name, entries) in known where name.hasSuffix(".*") {
                wholes[String(name.dropLast(2)), default: [:]][language] = entries
            }
        }
        self.wholes = wholes
        self.sanitizers = sanitizers
        self.guards = guards
        self.sources = sources
        self.names = names
        self.openNames = openNames
        self.secretNames = secretNames
    }

    /// All sinks, by what of their names stands where they are called.
    func sinkNames(in language: Language) -> Set<SinkName> { FlowSink.Language(language).flatMap { names[$0] } ?? [] }

    /// Those that matter in functions of which no caller is known.
    func openSinkNames(in language: Language) -> Set<SinkName> {
        FlowSink.Language(language).flatMap { openNames[$0] } ?? []
    }

    /// Those that secrets must not reach.
    func secretSinkNames(in language: Language) -> Set<SinkName> {
        FlowSink.Language(language).flatMap { secretNames[$0] } ?? []
    }

    /// What is said of a call, an assignment (`=innerHTML`) or a method (`?.execute`).
    func sinks(named name: String, in language: Language) -> [Entry] {
        guard let language = FlowSink.Language(language), let known = sinks[language] else { return [] }
        let exact = known[name] ?? []
        // `git.Repo().git.*`: all that a thing can do.
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), !wholes.isEmpty,
            let all = wholes[String(name[..<dot])]?[language]
        else { return exact }
        return exact + all
    }

    /// For which rules the result of a call is harmless.
    func sanitized(by name: String) -> RuleBits { sanitizers[name] ?? .none }

    /// For which rules a check makes harmless.
    func rules(for kind: FlowGuard) -> RuleBits { guards[kind] ?? .none }

    /// For which rules a function that is only known by name makes harmless: what it is called after, or all.
    func rules(forCheck name: String) -> RuleBits {
        let low = name.lowercased()
        let words: [(FlowGuard, [String])] = [
            (.containment, ["path", "file", "dir", "folder"]), (.host, ["url", "host", "uri", "domain"]),
            (.command, ["shell", "command", "cmd", "arg"]), (.query, ["sql", "ident", "table", "column"]),
        ]
        let meant = words.filter { $0.1.contains(where: low.hasPart) }
        if meant.isEmpty { return .all }
        return meant.reduce(.none) { $0.union(rules(for: $1.0)) }
    }

    func isMeant(_ source: FlowSource, by rule: Int) -> Bool { (sources[source] ?? .none).contains(.rule(rule)) }
}

extension FlowSink.Language {
    init?(_ language: Language) {
        switch language {
        case .python: self = .python
        case .javascript, .typescript, .tsx: self = .javascript
        case .go: self = .go
        default: return nil
        }
    }
}

extension FlowTable.SinkName {
    /// Of `asyncio.subprocess.run`, `os/exec.Command`, `?.execute`, `=innerHTML`, `git.Repo().git.*`.
    init(_ call: String, _ language: FlowSink.Language) {
        // Hundreds are made at once: bytes are split faster than characters.
        let parts = call.utf8.split(separator: UInt8(ascii: "."))
        let named = parts.last { !$0.elementsEqual("*".utf8) }.map(Self.text) ?? ""
        last = named.hasPrefix("=") ? String(named.dropFirst()) : named
        guard let first = parts.first, parts.count > 1, let start = first.first, start != UInt8(ascii: "?"),
            start != UInt8(ascii: "=")
        else {
            // A function by itself: `eval`.
            module = ""
            return
        }
        // `os/exec` is called `exec` where it is used.
        let whole = Self.text(first)
        module = language == .go ? whole.split(separator: "/").last.map { String($0) } ?? whole : whole
    }

    /// Without the brackets of what is called.
    private static func text(_ part: Substring.UTF8View) -> String {
        let text = Substring(part)
        return String(text.hasSuffix("()") ? text.dropLast(2) : text)
    }
}
