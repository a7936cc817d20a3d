package import SentinelRules

/// Names in which letters of another alphabet pass for Latin ones: `rеad_file` with a Cyrillic `е` is another name.
package struct MixedScripts: MetadataAnalyzer {
    package let name = "mixed-scripts"

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        guard unsafe text.contains(where: { $0 >= 0x80 }) else { return [] }
        let words = unsafe UTF8Scalars.all(of: text).split { !Self.belongsToName($0.scalar) }
        return words.compactMap { Self.place(of: $0) }
    }

    private static func place(of word: ArraySlice<(scalar: UInt32, range: Range<Int>)>) -> MetadataPlace? {
        var skeleton: [UInt8] = []
        var strangers: [UInt32] = []
        var hasLatin = false
        for (scalar, _) in word {
            if let byte = UInt8(exactly: scalar), byte < 0x80 {
                skeleton.append(byte)
                hasLatin = hasLatin || (97...122).contains(byte | 0x20)
            } else if let byte = Lookalikes.ascii(scalar) {
                skeleton.append(byte)
                strangers.append(scalar)
            } else {
                // A letter that passes for nothing shows that the word is no Latin one.
                return nil
            }
        }
        guard hasLatin, !strangers.isEmpty, let first = word.first, let last = word.last else { return nil }
        return MetadataPlace(
            range: first.range.lowerBound..<last.range.upperBound,
            note: "reads like \(Shown.quoted(skeleton)), with \(Shown.codePoints(strangers))")
    }

    private static func belongsToName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 48...57, 65...90, 95, 97...122: true
        case ..<0x80: false
        // Spaces and punctuation.
        case 0x80...0xBF, 0x2000...0x206F, 0x3000...0x303F: false
        default: true
        }
    }
}
