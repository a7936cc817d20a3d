extension ScriptParser {
    /// A string in quotes: sets the token, and notes its content.
    mutating func string(_ start: Int, _ quote: UInt8) {
        var at = start + 1
        while at < count {
            let next = byte(at)
            if next == quote { break }
            if next == UInt8(ascii: "\\") {
                // An escaped line end goes on; of CRLF both bytes.
                at &+= byte(at + 1) == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
                continue
            }
            if Bytes.isLineEnd(next) { break }
            at &+= 1
        }
        at = min(at, count)
        token = .string
        isUnterminated = at >= count || byte(at) != quote
        tree.note(.string, start + 1, at)
        tokenEnd = isUnterminated ? at : at + 1
        if isUnterminated { tree.isPartial = true }
    }

    func numberEnd(_ start: Int) -> Int {
        var at = start
        if byte(at) == UInt8(ascii: "0"), "xXoObB".utf8.contains(byte(at + 1)) {
            return digits(at + 2, hex: true)
        }
        at = digits(at)
        if byte(at) == UInt8(ascii: ".") { at = digits(at + 1) }
        if byte(at) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(at + 1)
            let exponent = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? at + 2 : at + 1
            if Bytes.isDigit(byte(exponent)) { at = digits(exponent) }
        }
        return byte(at) == UInt8(ascii: "n") ? at + 1 : at
    }

    private func digits(_ start: Int, hex: Bool = false) -> Int {
        var at = start
        while true {
            let next = byte(at)
            guard Bytes.isDigit(next) || next == UInt8(ascii: "_") || hex && Bytes.isHex(next) else { break }
            at += 1
        }
        return hex && byte(at) == UInt8(ascii: "n") ? at + 1 : at
    }

    /// A regular expression from the slash at the present token on. `.regex`.
    mutating func regex() -> NodeID {
        let start = tokenStart
        var (at, isClass, isClosed) = (start + 1, false, false)
        scan: while at < count {
            switch byte(at) {
            case 0x0A, 0x0D: break scan
            case UInt8(ascii: "\\"): if !Bytes.isLineEnd(byte(at + 1)) { at += 1 }
            case UInt8(ascii: "["): isClass = true
            case UInt8(ascii: "]"): isClass = false
            case UInt8(ascii: "/") where !isClass:
                isClosed = true
                break scan
            default: break
            }
            at += 1
        }
        at = min(at, count)
        if isClosed { at = wordEnd(at + 1) } else { tree.isPartial = true }
        tokenEnd = at
        advance()
        return finish(.regex, from: start)
    }

    /// The string at the present token. Its content was noted when the token was made.
    mutating func stringNode() -> NodeID {
        let flags: NodeFlags = isUnterminated ? .isUnterminated : []
        let id = tree.make(.string, tokenStart, tokenEnd, flags: flags)
        let trailing: UInt8 = isUnterminated ? 0 : 1
        tree.update(id) {
            $0.leading = 1
            $0.trailing = trailing
        }
        advance()
        return id
    }
}
