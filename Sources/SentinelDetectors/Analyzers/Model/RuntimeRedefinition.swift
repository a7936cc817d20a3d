package import SentinelModel

/// Tools that a running server redefines: what was approved is not what is called later.
package struct RuntimeRedefinition: ModelAnalyzer {
    package let name = "runtime-redefinition"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        let triggers = facts.branches.filter { $0.cause == .count || $0.cause == .date }
        func trigger(of place: Range<Int>) -> BranchFact? { triggers.first { $0.body.contains(place.lowerBound) } }
        var found: [ModelPlace] = []
        var seen: Set<String> = []
        // What is assigned at several places is one thing that changes.
        for change in facts.changes {
            let trigger = trigger(of: change.place)
            guard seen.insert("\(change.kind) \(change.target) \(trigger != nil)").inserted else { continue }
            let context = change.within.map { "in the handler of \($0)" } ?? "by a timer"
            switch change.kind {
            case .assignment:
                found.append(
                    ModelPlace(
                        change.place, evidence: "`\(change.target)` is assigned \(context)\(Self.told(trigger))"))
            case .conditional:
                found.append(
                    ModelPlace(
                        change.place, confidence: .medium, message: "What a tool says depends on a file or a date",
                        evidence: "`\(change.target)` is assigned when the server starts, under a condition"))
            case .announcement:
                // To tell that tools have changed is what the protocol asks for; a reason such as the third call is none.
                guard let trigger else { continue }
                found.append(
                    ModelPlace(change.place, evidence: "`\(change.target)` is called \(context)\(Self.told(trigger))"))
            }
        }
        return found + registrations(facts, trigger)
    }

    /// Registering in a handler replaces a tool, or waits for its time; else servers load what they are asked for.
    private func registrations(_ facts: ServerFacts, _ trigger: (Range<Int>) -> BranchFact?) -> [ModelPlace] {
        let outside = Set(facts.items.filter { $0.within == nil }.map { "\($0.kind) \($0.name)" })
        return facts.items.compactMap { item in
            guard let handler = item.within, item.kind == "tool" else { return nil }
            let replaces = !item.name.isEmpty && outside.contains("\(item.kind) \(item.name)")
            let trigger = trigger(item.place)
            guard replaces || trigger != nil else { return nil }
            let what = replaces ? "is registered anew" : "is registered"
            return ModelPlace(
                item.place, evidence: "\(item.owner) \(what) in the handler of \(handler)\(Self.told(trigger))")
        }
    }

    private static func told(_ trigger: BranchFact?) -> String {
        switch trigger?.cause {
        case .count: ", after a number of calls"
        case .date: ", from a date on"
        default: ""
        }
    }
}
