/// Tokens, one at a time. What a slash, a backtick, a closing brace or a `>` begins depends on where it stands: the parser knows, and reads
/// such a token anew from its first byte.
extension ScriptParser {
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafe base[offset] }

    /// Goes on to the next token. Where `tokenEnd` was moved, it is the next from there.
    mutating func advance() {
        previousEnd = tokenEnd
        skipTrivia(tokenEnd)
        let start = tokenStart
        let first = byte(start)
        if Self.isWordByte(first) {
            if first &- 0x30 < 10 {
                token = .number
                tokenEnd = numberEnd(start)
            } else {
                tokenEnd = wordEnd(start)
                unsafe token = words.token(base + start, tokenEnd - start)
            }
            return
        }
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): string(start, first)
        case UInt8(ascii: "."): dots(start)
        case UInt8(ascii: "#"), UInt8(ascii: "\\"): oddName(start, first)
        case 0 where start >= count:
            token = .end
            tokenStart = count
            tokenEnd = count
        default: punctuation(start, first)
        }
    }

    /// Passes over blanks and comments, notes the comments, and sets `tokenStart`.
    @inline(__always)
    private mutating func skipTrivia(_ start: Int) {
        var at = start
        newlineBefore = false
        while true {
            let next = byte(at)
            switch next {
            case 0x20, 0x09, 0x0B, 0x0C: at &+= 1
            case 0x0A, 0x0D:
                newlineBefore = true
                at &+= 1
            case UInt8(ascii: "/"):
                let second = byte(at + 1)
                if second == UInt8(ascii: "/") {
                    at = lineComment(at)
                } else if second == UInt8(ascii: "*") {
                    at = blockComment(at)
                } else {
                    tokenStart = at
                    return
                }
            default:
                let blank = next < 0x80 ? 0 : wideBlank(at)
                if blank == 0 {
                    tokenStart = at
                    return
                }
                // U+2028 and U+2029 end a line.
                if byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9 { newlineBefore = true }
                at &+= blank
            }
        }
    }

    private func lineComment(_ start: Int) -> Int {
        var at = start + 2
        while at < count, !Bytes.isLineEnd(byte(at)) { at &+= 1 }
        tree.note(.comment, start, at)
        return at
    }

    private mutating func blockComment(_ start: Int) -> Int {
        var at = start + 2
        while at < count {
            let next = byte(at)
            if next == UInt8(ascii: "*"), byte(at + 1) == UInt8(ascii: "/") {
                tree.note(.comment, start, at + 2)
                return at + 2
            }
            if Bytes.isLineEnd(next) { newlineBefore = true }
            at &+= 1
        }
        tree.note(.comment, start, count)
        tree.isPartial = true
        return count
    }

    /// The length of a blank or line end beyond ASCII; 0 where there is none.
    private func wideBlank(_ at: Int) -> Int {
        switch (byte(at), byte(at + 1), byte(at + 2)) {
        case (0xC2, 0xA0, _): 2
        case (0xEF, 0xBB, 0xBF), (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80), (0xE2, 0x81, 0x9F): 3
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF): 3
        default: 0
        }
    }

    /// Letters, digits, `$`, `_`, and all beyond ASCII.
    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_0010_0000_0000
        let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
        return byte >= 0x80 || (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }

    @inline(__always)
    func wordEnd(_ start: Int) -> Int {
        var at = start
        while Self.isWordByte(byte(at)) {
            if byte(at) >= 0x80, wideBlank(at) > 0 { break }
            at &+= 1
        }
        return byte(at) == UInt8(ascii: "\\") ? escapedWordEnd(at) : at
    }

    /// The end of a word that has `\u0061` or `\u{61}` at `start`.
    private func escapedWordEnd(_ start: Int) -> Int {
        var at = start
        while at < count {
            if Self.isWordByte(byte(at)) {
                at += 1
            } else if byte(at) == UInt8(ascii: "\\"), byte(at + 1) == UInt8(ascii: "u") {
                at += 2
                guard byte(at) == UInt8(ascii: "{") else { continue }
                at += 1
                while Bytes.isHex(byte(at)) { at += 1 }
                if byte(at) == UInt8(ascii: "}") { at += 1 }
            } else {
                break
            }
        }
        return at
    }

    /// A private name, or a name that begins with an escape.
    private mutating func oddName(_ start: Int, _ first: UInt8) {
        let isPrivate = first == UInt8(ascii: "#")
        let end = escapedWordEnd(isPrivate ? start + 1 : start)
        token = end <= start + 1 ? .unknown : isPrivate ? .privateName : .name
        tokenEnd = max(end, start + 1)
    }

    private mutating func dots(_ start: Int) {
        if Bytes.isDigit(byte(start + 1)) {
            token = .number
            tokenEnd = numberEnd(start)
        } else if unsafe base.has("...", at: start) {
            token = .ellipsis
            tokenEnd = start + 3
        } else {
            token = .dot
            tokenEnd = start + 1
        }
    }
}
