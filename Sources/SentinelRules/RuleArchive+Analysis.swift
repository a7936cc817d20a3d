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

    private mutating func opening(_ opening: MatchOpening) {
        list(opening.bytes) { $0.set($1) }
        set(opening.before)
        flag(opening.fitsTextStart)
    }

    /// A set as ranges.
    mutating func runs(of set: ByteSet) {
        var runs: [ClosedRange<UInt8>] = []
        for byte in set.members {
            if let last = runs.last, last.upperBound &+ 1 == byte {
                runs[runs.count - 1] = last.lowerBound...byte
            } else {
                runs.append(byte...byte)
            }
        }
        list(runs) {
            $0.number(Int($1.lowerBound))
            $0.number($1.count)
        }
    }

    private mutating func anchor(_ anchor: Anchor) {
        list(anchor.literal) { $0.number(Int($1)) }
        flag(anchor.caseless)
        number(anchor.lead.lowerBound)
        number(anchor.lead.count)
        list(anchor.following) { $0.set($1) }
    }
}

extension ArchiveReader {
    mutating func analysis() -> PatternAnalysis {
        let (minLength, maxLength, reach, lookbehind, groups) = (number(), number(), number(), number(), number())
        let cut = optional { $0.number() }
        return PatternAnalysis(
            minLength: minLength, maxLength: maxLength, cut: cut, reach: reach, maxLookbehind: lookbehind,
            opening: opening(), groupCount: groups, groupNames: groupNames(), anchors: anchors())
    }

    mutating func byteSet() -> ByteSet {
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

    private mutating func opening() -> MatchOpening {
        let bytes = list { $0.set() }
        return MatchOpening(bytes: bytes.isEmpty ? [.all] : bytes, before: set(), fitsTextStart: flag())
    }

    private mutating func anchors() -> [Anchor] {
        var last: [ByteSet] = []
        return list { reader in
            var anchor = reader.anchor()
            // What follows one literal mostly follows the next: one array serves both.
            if anchor.following == last { anchor.following = last } else { last = anchor.following }
            return anchor
        }
    }

    private mutating func anchor() -> Anchor {
        let literal = list { UInt8(truncatingIfNeeded: $0.number()) }
        let caseless = flag()
        let start = number()
        let count = max(1, number())
        let end = start.addingReportingOverflow(count - 1)
        return Anchor(
            literal: literal, caseless: caseless, lead: start...(end.overflow ? start : end.partialValue),
            following: list { $0.set() })
    }
}
