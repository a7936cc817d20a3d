/// How a string is read: what ends it, what escapes, what is code in it.
struct StringForm {
    /// Code in a string.
    enum Code {
        case none
        /// `${a}`, `$a`: Kotlin.
        case dollar
        /// `${a}`, `{$a}`, `$a`.
        case php
        /// `${a}`, `$(a)`, `` `a` ``, `$a`.
        case shell
        /// `#{a}`.
        case hash
        /// `\(a)`, with as many `#` behind the backslash as the string has.
        case backslash
        /// `{a}`, with so many braces; where it is one, two stand for a brace.
        case braces(Int)
    }

    var quote: UInt8
    /// Quotes in a row that end it.
    var quotes = 1
    /// `#` behind the quotes that end it.
    var hashes = 0
    var hasEscapes = true
    /// Two quotes stand for one.
    var doubles = false
    var isOneLine = false
    var code = Code.none
}

extension ZoneLexer {
    /// A string, from the first byte of its content to behind its end.
    mutating func string(_ form: StringForm) {
        var piece = at
        while at < count {
            let byte = self[at]
            if byte == form.quote {
                if form.doubles && self[at + 1] == byte {
                    at &+= 2
                } else if let end = end(of: form) {
                    note(.string, piece, end)
                    at = min(end &+ form.quotes &+ form.hashes, count)
                    return
                }
            } else if form.isOneLine && Bytes.isLineEnd(byte) {
                break
            } else if interpolates(byte, form, &piece) {
                continue
            } else if form.hasEscapes && byte == UInt8(ascii: "\\") {
                escape(form)
            } else {
                at &+= 1
            }
        }
        at = min(at, count)
        isPartial = true
        note(.string, piece, at)
    }

    /// At a quote: where the content ends, if it does. Else passes over the quotes.
    private mutating func end(of form: StringForm) -> Int? {
        var run = 1
        if form.quotes > 1 { while self[at + run] == form.quote { run &+= 1 } }
        var hashes = 0
        while hashes < form.hashes && self[at + run + hashes] == UInt8(ascii: "#") { hashes &+= 1 }
        if run >= form.quotes && hashes == form.hashes { return at &+ run &- form.quotes }
        at &+= run
        return nil
    }

    /// Passes over a backslash and what it escapes; the end of a line only where lines may be continued.
    private mutating func escape(_ form: StringForm) {
        let escaped = self[at + 1]
        guard Bytes.isLineEnd(escaped) else {
            at &+= 2
            return
        }
        let continues = language == .c || language == .dockerfile || !form.isOneLine
        let isPair = escaped == UInt8(ascii: "\r") && self[at + 2] == UInt8(ascii: "\n")
        at &+= !continues ? 1 : isPair ? 3 : 2
    }

    /// What lies between brackets that may be nested, as Ruby's `%w[a b]`, from the first byte of the content.
    mutating func delimited(_ open: UInt8, _ close: UInt8, hasCode: Bool) {
        let form = StringForm(quote: close, code: hasCode ? .hash : .none)
        var piece = at
        var depth = 0
        while at < count {
            let byte = self[at]
            if byte == close {
                if depth == 0 {
                    note(.string, piece, at)
                    at &+= 1
                    return
                }
                depth &-= 1
                at &+= 1
            } else if interpolates(byte, form, &piece) {
                continue
            } else {
                if byte == open { depth &+= 1 }
                at &+= byte == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        at = min(at, count)
        isPartial = true
        note(.string, piece, at)
    }
}
