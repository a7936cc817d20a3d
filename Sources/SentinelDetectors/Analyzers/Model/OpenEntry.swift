package import SentinelModel

/// Servers that the network reaches and that ask nobody who they are.
package struct OpenEntry: ModelAnalyzer {
    package let name = "open-entry"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        let open = facts.entries.filter { !$0.asksWho }
        // Where one route runs what it is told, each way in is worth a look; else one is as good as the next.
        let isGrave = open.contains { $0.kind != .transport && $0.runsCommands }
        var found: [ModelPlace] = []
        var forwarding = 0
        for entry in open {
            if entry.kind == .forwarding {
                forwarding += 1
                if forwarding > 1, !isGrave { continue }
            }
            guard let severity = Self.severity(of: entry) else { continue }
            found.append(
                ModelPlace(
                    entry.place, severity: severity, confidence: Self.confidence(in: entry),
                    evidence: Self.evidence(of: entry)))
        }
        return found
    }

    /// Nil for what the machine alone reaches, and a library answers: other rules speak of that.
    private static func severity(of entry: EntryFact) -> Severity? {
        switch (entry.kind, entry.host) {
        case (.running, .loopback), (.running, .unknown): entry.runsCommands ? .medium : .low
        case (.running, _): entry.runsCommands ? .high : .medium
        case (_, .loopback): nil
        case (.transport, .all): entry.runsCommands ? .high : .medium
        case (.forwarding, .all): entry.runsCommands ? .high : .medium
        case (_, .named), (_, .unknown): .low
        }
    }

    private static func confidence(in entry: EntryFact) -> Confidence {
        switch entry.host {
        case .all: .medium
        case .loopback, .named, .unknown: .low
        }
    }

    private static func evidence(of entry: EntryFact) -> String {
        let what =
            switch entry.kind {
            case .transport: "the \(entry.name) transport"
            case .forwarding: "`\(entry.name)`, which leads to a transport"
            case .running: "`\(entry.name)`, which runs \(entry.runsCommands ? "commands" : "tools")"
            }
        let host =
            switch entry.host {
            case .all: ", open on all interfaces"
            case .loopback: ", open to the pages of a browser on this machine"
            case .named: ", open on one address"
            case .unknown: ""
            }
        return "nothing in the file asks who comes to \(what)\(host)"
    }
}
