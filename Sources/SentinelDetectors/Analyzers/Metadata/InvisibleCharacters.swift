package import SentinelRules

/// Characters that nobody sees and a model reads: tags, runs of variation selectors, joiners and fillers where no script
/// needs them.
package struct InvisibleCharacters: MetadataAnalyzer {
    package let name = "invisible-characters"

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        guard unsafe text.contains(where: { $0 >= 0x80 }) else { return [] }
        let scalars = unsafe UTF8Scalars.all(of: text)
        var found: [MetadataPlace] = []
        var at = 0
        while at < scalars.count {
            guard Self.isHidden(scalars[at].scalar) else {
                at += 1
                continue
            }
            let start = at
            while at < scalars.count, Self.isHidden(scalars[at].scalar) { at += 1 }
            let run = Run(
                hidden: scalars[start..<at].map(\.scalar),
                before: start > 0 ? scalars[start - 1].scalar : nil,
                after: at < scalars.count ? scalars[at].scalar : nil)
            guard !run.isOrdinary(inName: target == .name || target == .parameterName) else { continue }
            found.append(
                MetadataPlace(
                    range: scalars[start].range.lowerBound..<scalars[at - 1].range.upperBound, note: run.note))
        }
        return found
    }

    /// Directional controls are another analyzer's.
    private static func isHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        default: UTF8Scalars.isInvisible(scalar)
        }
    }
}

/// Hidden characters in a row, and what stands beside them.
private struct Run {
    var hidden: [UInt32]
    var before: UInt32?
    var after: UInt32?

    /// True for what writing needs: emoji, scripts with joiners, a byte order mark.
    func isOrdinary(inName: Bool) -> Bool {
        var rest = hidden[...]
        if before == nil, rest.first == 0xFEFF { rest = rest.dropFirst() }
        if rest.isEmpty || isFlag(rest) { return true }
        // A selector that makes the character before it an emoji or picks a form of it, then perhaps a joiner.
        if let first = rest.first, let before, isSelector(first), !isLetter(before) { rest = rest.dropFirst() }
        if rest.isEmpty { return true }
        guard rest.count == 1, let only = rest.first, let before, let after else { return false }
        switch only {
        case 0x200D where isPictorial(before) && isPictorial(after): return true
        case 0x200C, 0x200D, 0x200B, 0x034F, 0x17B4, 0x17B5, 0x180B...0x180F:
            if needsJoiners(before) || needsJoiners(after) { return true }
        case 0x115F, 0x1160: return isJamo(before) || isJamo(after)
        default: break
        }
        // What was pasted with a text stands between its words; inside a word or a name it has a purpose.
        return !inName && only != 0x3164 && only != 0xFFA0 && !(isLetter(before) && isLetter(after)) && only < 0xE0000
    }

    /// The tags of a subdivision's flag.
    private func isFlag(_ tags: ArraySlice<UInt32>) -> Bool {
        before == 0x1F3F4 && tags.count <= 8 && tags.last == 0xE007F && tags.allSatisfy { $0 >> 8 == 0xE00 }
    }

    private func isSelector(_ scalar: UInt32) -> Bool { (0xFE00...0xFE0F).contains(scalar) || ideographic(scalar) }

    /// Selectors of ideographs' forms.
    private func ideographic(_ scalar: UInt32) -> Bool {
        (0xE0100...0xE01EF).contains(scalar) && (before ?? 0) >= 0x2E80
    }

    private func isLetter(_ scalar: UInt32) -> Bool { (65...90).contains(scalar) || (97...122).contains(scalar) }

    /// Symbols and emoji, with their modifiers.
    private func isPictorial(_ scalar: UInt32) -> Bool {
        (0x2190...0x2BFF).contains(scalar) || (0x1F000...0x1FAFF).contains(scalar)
    }

    /// Arabic to Khmer, Mongolian, and the presentation forms of Arabic; for a break without width also East Asian text.
    private func needsJoiners(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0590...0x10FF, 0x1780...0x18AF, 0x1900...0x1CFF, 0x2E80...0x9FFF, 0xA840...0xABFF, 0xAC00...0xD7AF,
            0xFB50...0xFDFF, 0xFE70...0xFEFE, 0x11000...0x11FFF:
            true
        default: false
        }
    }

    private func isJamo(_ scalar: UInt32) -> Bool {
        (0x1100...0x11FF).contains(scalar) || (0xA960...0xA97F).contains(scalar) || (0xD7B0...0xD7FF).contains(scalar)
    }

    /// What the run says, where it says something.
    var note: String {
        let tags = hidden.filter { (0xE0020...0xE007E).contains($0) }.map { UInt8($0 & 0x7F) }
        if tags.count >= 2 { return "tag characters spell \(Shown.quoted(tags))" }
        let selected = hidden.compactMap(Self.selectedByte)
        if selected.count >= 4, selected.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) {
            return "variation selectors spell \(Shown.quoted(selected))"
        }
        return "\(hidden.count == 1 ? "1 character" : "\(hidden.count) characters"): \(Shown.codePoints(hidden))"
    }

    /// The byte that a variation selector can stand for: the first 16, then 240 more.
    private static func selectedByte(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0xFE00...0xFE0F: UInt8(scalar - 0xFE00)
        case 0xE0100...0xE01EF: UInt8(scalar - 0xE0100 + 16)
        default: nil
        }
    }
}
