package import SentinelRules

/// Directional controls that are left open, or that turn text without any right-to-left letter around: what is read is not
/// what is there.
package struct DirectionControls: MetadataAnalyzer {
    package let name = "direction-controls"

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        // All of them begin with the same byte.
        guard unsafe text.contains(0xE2) else { return [] }
        let scalars = unsafe UTF8Scalars.all(of: text)
        let isRightToLeft = scalars.contains { Self.isRightToLeft($0.scalar) }
        var found: [MetadataPlace] = []
        for line in scalars.split(whereSeparator: { [0x0A, 0x0D, 0x2029].contains($0.scalar) }) {
            for index in Self.suspects(in: line, isRightToLeft: isRightToLeft) {
                let (scalar, range) = line[index]
                found.append(MetadataPlace(range: range, note: Shown.codePoint(scalar)))
            }
        }
        return found
    }

    private static func suspects(
        in line: ArraySlice<(scalar: UInt32, range: Range<Int>)>, isRightToLeft: Bool
    ) -> [Int] {
        var embeddings: [Int] = []
        var isolates: [Int] = []
        var overrides: [Int] = []
        for index in line.indices {
            switch line[index].scalar {
            case 0x202A, 0x202B: embeddings.append(index)
            case 0x202D, 0x202E:
                embeddings.append(index)
                if !isRightToLeft { overrides.append(index) }
            case 0x2066...0x2068: isolates.append(index)
            case 0x202C: _ = embeddings.popLast()
            case 0x2069: _ = isolates.popLast()
            default: break
            }
        }
        return Set(embeddings + isolates + overrides).sorted()
    }

    private static func isRightToLeft(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
