import SentinelDetectors
import SentinelModel
import Testing

/// How grave it is that nobody is asked who they are.
@Suite struct AccessAnalyzerTests {
    private func entry(
        _ kind: EntryFact.Kind, _ host: EntryFact.Host, at start: Int = 1, asks: Bool = false, looks: Bool = false,
        commands: Bool = false
    ) -> EntryFact {
        EntryFact(
            kind, name: "x", host: host, asksWho: asks, checksOrigin: looks, runsCommands: commands,
            place: start..<start + 1)
    }

    private func severities(_ entries: [EntryFact]) -> [Severity?] {
        var facts = ServerFacts()
        facts.entries = entries
        return OpenEntry().find(in: facts).map(\.severity)
    }

    @Test func severityFollowsWhoComesAndWhatTheyReach() {
        #expect(severities([entry(.transport, .all, asks: true)]).isEmpty)
        #expect(severities([entry(.transport, .loopback)]).isEmpty)
        #expect(severities([entry(.transport, .unknown)]) == [.low])
        #expect(severities([entry(.transport, .all)]) == [.medium])
        #expect(severities([entry(.transport, .all, commands: true)]) == [.high])
        #expect(severities([entry(.running, .loopback)]) == [.low])
        #expect(severities([entry(.running, .unknown)]) == [.low])
        #expect(severities([entry(.running, .all, commands: true)]) == [.high])
    }

    /// A check in front of the first route of a transport is in front of all of them.
    @Test func routesOfOneTransportAreToldOnce() {
        let routes = [entry(.forwarding, .all), entry(.forwarding, .all, at: 9)]
        #expect(severities(routes).count == 1)
        #expect(severities(routes + [entry(.forwarding, .all, at: 20, commands: true)]).count == 3)
    }

    @Test func onlyTheLoopbackAddressIsRebound() {
        func count(_ entries: [EntryFact]) -> Int {
            var facts = ServerFacts()
            facts.entries = entries
            return RebindableTransport().find(in: facts).count
        }
        #expect(count([entry(.forwarding, .loopback), entry(.forwarding, .loopback, at: 9)]) == 1)
        #expect(count([entry(.transport, .loopback, looks: true)]) == 0)
        #expect(count([entry(.transport, .all)]) == 0)
    }

    private func item(_ name: String, _ description: String, parameters: [String] = []) -> ItemFact {
        var item = ItemFact(kind: "tool", name: name, place: 1..<2)
        item.description = description
        item.hasOwnHandler = true
        item.parameters = parameters.map { ($0, "") }
        return item
    }

    @Test func claimsAreHeldAgainstWhatIsDone() {
        func count(_ change: (inout ItemFact) -> Void = { _ in }, networked: Bool? = nil) -> Int {
            var (claiming, granting) = (
                item("settings", "All settings. Requires admin role."), item("grant_role", "", parameters: ["user"])
            )
            change(&claiming)
            change(&granting)
            var facts = ServerFacts()
            facts.items = [claiming, granting]
            facts.isNetworked = networked
            return UnguardedTool().find(in: facts).count
        }
        #expect(count() == 2)
        #expect(count({ $0.decides = true }) == 1)
        #expect(count({ $0.calledNames = ["require_admin"] }) == 0)
        #expect(count(networked: false) == 1)
        #expect(count({ $0.namesCaller = true }) == 1)
    }
}
