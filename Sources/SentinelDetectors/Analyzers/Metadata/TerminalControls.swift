package import SentinelRules

/// What makes a terminal hide, recolour or overwrite text: escape sequences, backspaces, a carriage return within a line.
package struct TerminalControls: MetadataAnalyzer {
    package let name = "terminal-controls"

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        var found: [MetadataPlace] = []
        var at = 0
        while at < text.count {
            let place = unsafe place(in: text, at: at)
            if let place { found.append(place) }
            at = place?.range.upperBound ?? at + 1
        }
        return found
    }

    private func place(in text: UnsafeBufferPointer<UInt8>, at: Int) -> MetadataPlace? {
        func byte(_ offset: Int) -> UInt8 { at + offset < text.count ? unsafe text[at + offset] : 0 }
        switch byte(0) {
        case 0x1B:
            let isLink = byte(1) == UInt8(ascii: "]") && byte(2) == UInt8(ascii: "8")
            let end = unsafe sequenceEnd(in: text, from: at + 1)
            return MetadataPlace(range: at..<end, note: isLink ? "a link" : "an escape sequence")
        // U+009B, the escape sequence's start in one character.
        case 0xC2 where byte(1) == 0x9B:
            return MetadataPlace(range: at..<(at + 2), note: "an escape sequence")
        // One is a slip of somebody who wrote `\b` for the edge of a word.
        case 0x08 where byte(1) == 0x08 && byte(2) == 0x08:
            var end = at + 3
            while end < text.count, unsafe text[end] == 0x08 { end += 1 }
            return MetadataPlace(range: at..<end, note: "backspaces")
        // Where nothing follows, nothing is overwritten; CR CR LF is a slip of converters.
        case 0x0D where at + 1 < text.count && byte(1) != 0x0A && byte(1) != 0x0D:
            return MetadataPlace(range: at..<(at + 1), note: "a carriage return")
        default: return nil
        }
    }

    /// The end of a control sequence, `ESC [ 8 m`; of others two bytes are told.
    private func sequenceEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard start < text.count else { return start }
        guard unsafe text[start] == UInt8(ascii: "[") else { return start + 1 }
        var at = start + 1
        while at < text.count, at - start < 32, unsafe (0x20...0x3F).contains(text[at]) { at += 1 }
        return min(at + 1, text.count)
    }
}
