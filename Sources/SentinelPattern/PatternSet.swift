/// Patterns that are searched for together: one screen over all their literals, then each pattern where it can match.
///
/// Patterns are known by their index. Immutable; workers share one and bring a `MatchScratch` each.
@safe package final class PatternSet: Sendable {
    package let patterns: [Pattern]
    /// The same, without counting references: workers would fight over the counts.
    let references: FixedTable<Unmanaged<Pattern>>
    package let screen: Screen
    /// By literal, the patterns it may start: `owners[ownerStarts[literal]..<ownerStarts[literal + 1]]`.
    let owners: FixedTable<Owner>
    let ownerStarts: FixedTable<Int32>
    /// The least and greatest lead of all.
    let leadBounds: ClosedRange<Int>
    let openings: OpeningTable

    /// A pattern, and the leads of all its anchors. One range per pattern makes the places to try ascend with the hits.
    struct Owner: BitwiseCopyable {
        let pattern: Int32
        let leastLead: Int32
        let greatestLead: Int32
        /// Of `openings`.
        let row: Int32
    }

    /// Patterns without anchors (condition patterns) are refused. `kernel` is for texts that are not worth planning the fastest for.
    package init(_ patterns: [Pattern], kernel: Screen.Kernel = .automatic) throws(PatternError) {
        self.patterns = patterns
        unsafe references = unsafe FixedTable(patterns.map { unsafe Unmanaged.passUnretained($0) })
        var numbers: [Screen.Literal: Int] = [:]
        var literals: [Screen.Literal] = []
        var ownersOf: [[Owner]] = []
        var leads: [ClosedRange<Int>] = []
        var following: [ByteSet] = []
        var openings = OpeningTable.Builder()
        for (index, pattern) in patterns.enumerated() {
            let analysis = pattern.analysis
            guard let lead = Self.hull(analysis.anchors) else {
                throw PatternError("pattern has no anchors", at: 0)
            }
            leads.append(lead)
            var shared: Int32?
            for anchor in analysis.anchors {
                let literal = Screen.Literal(anchor.literal, caseless: anchor.caseless)
                let number = numbers[literal] ?? literals.count
                if number == literals.count {
                    numbers[literal] = number
                    literals.append(literal)
                    ownersOf.append([])
                    following.append(ByteSet())
                }
                following[number].formUnion(anchor.following.first ?? .all)
                if ownersOf[number].last?.pattern == Int32(index) { continue }
                let row =
                    shared
                    ?? openings.add(
                        analysis.opening, lead: lead, literal: anchor.literal.count, following: anchor.following)
                if lead.count > 1 { shared = row }
                ownersOf[number].append(
                    Owner(
                        pattern: Int32(index), leastLead: Int32(lead.lowerBound), greatestLead: Int32(lead.upperBound),
                        row: row))
            }
        }
        self.openings = openings.table(zip(literals, following).map { ($0.bytes.count, $1) })
        screen = try Screen(literals, kernel: kernel)
        owners = FixedTable(ownersOf.flatMap(\.self))
        ownerStarts = FixedTable(ownersOf.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) })
        leadBounds = (leads.map(\.lowerBound).min() ?? 0)...(leads.map(\.upperBound).max() ?? 0)
    }

    private static func hull(_ anchors: [Anchor]) -> ClosedRange<Int>? {
        guard let first = anchors.first else { return nil }
        return anchors.reduce(first.lead) {
            min($0.lowerBound, $1.lead.lowerBound)...max($0.upperBound, $1.lead.upperBound)
        }
    }

    /// How far apart two windows over one file may end and begin: the bytes a match can depend on, before and after its
    /// start.
    package var windowReach: (before: Int, after: Int) {
        (
            patterns.map(\.analysis.maxLookbehind).max() ?? 0,
            patterns.map {
                max($0.analysis.reach, $0.analysis.anchors.map { $0.lead.upperBound + $0.literal.count }.max() ?? 0)
            }
            .max() ?? 0
        )
    }
}
