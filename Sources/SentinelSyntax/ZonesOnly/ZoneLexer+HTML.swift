/// Mark-up, and PHP, which is mark-up with code in it.
extension ZoneLexer {
    mutating func html() {
        while at < count {
            guard self[at] == UInt8(ascii: "<") else {
                at &+= 1
                continue
            }
            if has("<!--", at: at) {
                htmlComment()
            } else if Bytes.isLetter(self[at + 1]) || self[at + 1] == UInt8(ascii: "/") {
                element()
            } else {
                at &+= 1
            }
        }
    }

    mutating func htmlComment() {
        let start = at
        at &+= 4
        while at < count && !has("-->", at: at) { at &+= 1 }
        if at >= count { isPartial = true }
        at = min(at &+ 3, count)
        note(.comment, start, at)
    }

    /// A tag with its attributes. What a script or style holds is code.
    private mutating func element() {
        let name = at + 1
        at &+= 1
        while at < count && self[at] != UInt8(ascii: ">") {
            if self[at] == UInt8(ascii: "=") { attribute() } else { at &+= 1 }
        }
        at = min(at &+ 1, count)
        if isName("script", name) { skipTo("script") } else if isName("style", name) { skipTo("style") }
    }

    /// A value, from the sign before it.
    private mutating func attribute() {
        at &+= 1
        while Bytes.isBlank(self[at]) || Bytes.isLineEnd(self[at]) { at &+= 1 }
        let quote = self[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            at &+= 1
            return string(StringForm(quote: quote, hasEscapes: false))
        }
        let start = at
        while at < count && !Bytes.isBlank(self[at]) && !Bytes.isLineEnd(self[at]) && self[at] != UInt8(ascii: ">") {
            at &+= 1
        }
        note(.string, start, at)
    }

    private func isName(_ name: StaticString, _ offset: Int) -> Bool {
        for index in 0..<name.utf8CodeUnitCount {
            let letter = unsafe name.utf8Start[index]
            if self[offset + index] | 0x20 != letter { return false }
        }
        return !Bytes.isWord(self[offset + name.utf8CodeUnitCount])
    }

    private mutating func skipTo(_ name: StaticString) {
        while at < count {
            if self[at] == UInt8(ascii: "<"), self[at + 1] == UInt8(ascii: "/"), isName(name, at + 2) { return }
            at &+= 1
        }
    }

    /// Code between `<?php` and `?>`; all else is mark-up, which is passed over.
    mutating func php() {
        while at < count {
            guard self[at] == UInt8(ascii: "<"), self[at + 1] == UInt8(ascii: "?"), !has("<?xml", at: at) else {
                at &+= 1
                continue
            }
            at &+= 2
            while at < count && !isPHPEnd {
                code()
                if !isPHPEnd { at &+= 1 }
            }
            at &+= 2
        }
    }

    /// At `?>`.
    var isPHPEnd: Bool { self[at] == UInt8(ascii: "?") && self[at + 1] == UInt8(ascii: ">") }
}
