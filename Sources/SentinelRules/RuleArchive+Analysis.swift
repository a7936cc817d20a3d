internal import SentinelPattern

// What is known about a pattern, in the same order in both halves.

extension ArchiveWriter {
    mutating func analysis(_ analysis: PatternAnalysis) {
        for value in [
            analysis.minLength, analysis.maxLength, analysis.reach, analysis.maxLookbehind, analysis.groupCount,
        ] {
            number(value)
        }
        optional(analysis.cut) { $0.number($1) }
        list(analysis.firstBytes.members) { $0.number(Int($1)) }
        list(analysis.groupNames.sorted { $0.key < $1.key }) {
            $0.text($1.key)
            $0.number($1.value)
        }
        list(analysis.anchors) { $0.anchor($1) }
    }

    private mutating func anchor(_ anchor: Anchor) {
        list(anchor.literal) { $0.number(Int($1)) }
        flag(anchor.caseless)
        number(anchor.lead.lowerBound)
        number(anchor.lead.count)
    }
}

extension ArchiveReader {
    mutating func analysis() -> PatternAnalysis {
        let numbers = (0..<5).map { _ in number() }
        let cut = optional { $0.number() }
        let first = list { UInt8(truncatingIfNeeded: $0.number()) }
        let names = list { ($0.text(), $0.number()) }
        return PatternAnalysis(
            minLength: numbers[0], maxLength: numbers[1], cut: cut, reach: numbers[2], maxLookbehind: numbers[3],
            anchors: list { $0.anchor() }, firstBytes: ByteSet(first), groupCount: numbers[4],
            groupNames: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func anchor() -> Anchor {
        let literal = list { UInt8(truncatingIfNeeded: $0.number()) }
        let caseless = flag()
        let start = number()
        let count = max(1, number())
        return Anchor(literal: literal, caseless: caseless, lead: start...(start &+ count &- 1))
    }
}
