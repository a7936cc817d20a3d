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
        let sets = self.sets(of: analysis)
        list(sets) { writer, set in
            writer.list(Self.runs(of: set)) {
                $0.number(Int($1.lowerBound))
                $0.number($1.count)
            }
        }
        opening(analysis.opening, sets)
        list(analysis.groupNames.sorted { $0.key < $1.key }) {
            $0.text($1.key)
            $0.number($1.value)
        }
        list(analysis.anchors) { $0.anchor($1, sets) }
    }

    /// Sets repeat, so each is written once.
    private func sets(of analysis: PatternAnalysis) -> [ByteSet] {
        var sets: [ByteSet] = []
        let all = analysis.opening.bytes + [analysis.opening.before] + analysis.anchors.flatMap(\.following)
        for set in all where !sets.contains(set) { sets.append(set) }
        return sets
    }

    private mutating func opening(_ opening: MatchOpening, _ sets: [ByteSet]) {
        list(opening.bytes) { $0.number(sets.firstIndex(of: $1) ?? 0) }
        number(sets.firstIndex(of: opening.before) ?? 0)
        flag(opening.fitsTextStart)
    }

    /// A set as ranges.
    private static func runs(of set: ByteSet) -> [ClosedRange<UInt8>] {
        var runs: [ClosedRange<UInt8>] = []
        for byte in set.members {
            if let last = runs.last, last.upperBound &+ 1 == byte {
                runs[runs.count - 1] = last.lowerBound...byte
            } else {
                runs.append(byte...byte)
            }
        }
        return runs
    }

    private mutating func anchor(_ anchor: Anchor, _ sets: [ByteSet]) {
        list(anchor.literal) { $0.number(Int($1)) }
        flag(anchor.caseless)
        number(anchor.lead.lowerBound)
        number(anchor.lead.count)
        list(anchor.following) { $0.number(sets.firstIndex(of: $1) ?? 0) }
    }
}

extension ArchiveReader {
    mutating func analysis() -> PatternAnalysis {
        let (minLength, maxLength, reach, lookbehind, groups) = (number(), number(), number(), number(), number())
        let cut = optional { $0.number() }
        let sets = list { $0.byteSet() }
        return PatternAnalysis(
            minLength: minLength, maxLength: maxLength, cut: cut, reach: reach, maxLookbehind: lookbehind,
            opening: opening(sets), groupCount: groups, groupNames: groupNames(), anchors: anchors(sets))
    }

    private mutating func byteSet() -> ByteSet {
        var set = ByteSet()
        for _ in 0..<count() {
            let start = number()
            let length = number()
            guard isValid, start >= 0, length > 0, length <= 256, start <= 256 - length else { continue }
            set.formUnion(ByteSet(UInt8(start)...UInt8(start + length - 1)))
        }
        return set
    }

    private mutating func groupNames() -> [String: Int] {
        var names: [String: Int] = [:]
        for _ in 0..<count() {
            let name = text()
            names[name] = number()
        }
        return names
    }

    /// The sets of a list of their numbers.
    private mutating func chosen(_ sets: [ByteSet]) -> [ByteSet] {
        list { reader in
            let index = reader.number()
            return sets.indices.contains(index) ? sets[index] : ByteSet.all
        }
    }

    private mutating func opening(_ sets: [ByteSet]) -> MatchOpening {
        let bytes = chosen(sets)
        let before = number()
        return MatchOpening(
            bytes: bytes.isEmpty ? [.all] : bytes, before: sets.indices.contains(before) ? sets[before] : .all,
            fitsTextStart: flag())
    }

    private mutating func anchors(_ sets: [ByteSet]) -> [Anchor] {
        var last: [ByteSet] = []
        return list { reader in
            var anchor = reader.anchor(sets)
            // What follows one literal mostly follows the next: one array serves both.
            if anchor.following == last { anchor.following = last } else { last = anchor.following }
            return anchor
        }
    }

    private mutating func anchor(_ sets: [ByteSet]) -> Anchor {
        let literal = list { UInt8(truncatingIfNeeded: $0.number()) }
        let caseless = flag()
        let start = number()
        let count = max(1, number())
        let end = start.addingReportingOverflow(count - 1)
        return Anchor(
            literal: literal, caseless: caseless, lead: start...(end.overflow ? start : end.partialValue),
            following: chosen(sets))
    }
}
