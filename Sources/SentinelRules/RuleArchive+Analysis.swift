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
        opening(analysis.opening)
        list(analysis.groupNames.sorted { $0.key < $1.key }) {
            $0.text($1.key)
            $0.number($1.value)
        }
        list(analysis.anchors) { $0.anchor($1) }
    }

    /// Sets repeat, so each is written once.
    private mutating func opening(_ opening: MatchOpening) {
        var sets: [ByteSet] = []
        for set in opening.bytes + [opening.before] where !sets.contains(set) { sets.append(set) }
        list(sets) { writer, set in for index in 0..<4 { writer.number(Int(bitPattern: UInt(set.words[index]))) } }
        list(opening.bytes) { $0.number(sets.firstIndex(of: $1) ?? 0) }
        number(sets.firstIndex(of: opening.before) ?? 0)
        flag(opening.fitsTextStart)
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
        let opening = opening()
        let names = list { ($0.text(), $0.number()) }
        return PatternAnalysis(
            minLength: numbers[0], maxLength: numbers[1], cut: cut, reach: numbers[2], maxLookbehind: numbers[3],
            anchors: list { $0.anchor() }, opening: opening, groupCount: numbers[4],
            groupNames: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func opening() -> MatchOpening {
        let sets = list { reader in
            var words = SIMD4<UInt64>()
            for index in 0..<4 { words[index] = UInt64(UInt(bitPattern: reader.number())) }
            return ByteSet(words: words)
        }
        let bytes = list { reader in
            let index = reader.number()
            return sets.indices.contains(index) ? sets[index] : ByteSet.all
        }
        let before = number()
        return MatchOpening(
            bytes: bytes.isEmpty ? [.all] : bytes, before: sets.indices.contains(before) ? sets[before] : .all,
            fitsTextStart: flag())
    }

    private mutating func anchor() -> Anchor {
        let literal = list { UInt8(truncatingIfNeeded: $0.number()) }
        let caseless = flag()
        let start = number()
        let count = max(1, number())
        return Anchor(literal: literal, caseless: caseless, lead: start...(start &+ count &- 1))
    }
}
