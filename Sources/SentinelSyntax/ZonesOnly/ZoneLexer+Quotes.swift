/// What a quote begins, by language.
extension ZoneLexer {
    mutating func doubleQuote() {
        let quote = UInt8(ascii: "\"")
        var form = StringForm(quote: quote)
        switch language {
        case .java:
            form.quotes = tripled()
            form.isOneLine = form.quotes == 1
        case .kotlin:
            form.quotes = tripled()
            form.hasEscapes = form.quotes == 1
            form.isOneLine = form.quotes == 1
            form.code = .dollar
        case .csharp: return csharpString()
        case .swift:
            form.hashes = hashesBefore()
            form.quotes = tripled()
            form.isOneLine = form.quotes == 1
            form.code = .backslash
            form.hasEscapes = form.hashes == 0
        case .rust:
            form.hashes = hashesBefore()
            form.hasEscapes = !isRawRust(form.hashes)
            if form.hasEscapes { form.hashes = 0 }
        case .c:
            if isRawC { return rawC() }
            form.isOneLine = true
        case .ruby: form.code = .hash
        case .php: form.code = .php
        case .shell: form.code = .shell
        case .sql:
            form.doubles = true
            form.hasEscapes = false
        default: form.isOneLine = true
        }
        at &+= form.quotes
        string(form)
    }

    mutating func singleQuote() {
        let quote = UInt8(ascii: "'")
        switch language {
        case .ruby:
            // `$'` is a variable.
            if self[at - 1] == UInt8(ascii: "$") { break }
            at &+= 1
            string(StringForm(quote: quote))
        case .php:
            at &+= 1
            string(StringForm(quote: quote))
        case .shell:
            let hasEscapes = self[at - 1] == UInt8(ascii: "$")
            at &+= 1
            string(StringForm(quote: quote, hasEscapes: hasEscapes))
        case .dockerfile:
            at &+= 1
            string(StringForm(quote: quote, isOneLine: true))
        case .sql:
            let hasEscapes = self[at - 1] | 0x20 == UInt8(ascii: "e") && !Bytes.isWord(self[at - 2])
            at &+= 1
            string(StringForm(quote: quote, hasEscapes: hasEscapes, doubles: true))
        case .swift: break
        default: character()
        }
    }

    mutating func backtick() {
        let quote = UInt8(ascii: "`")
        switch language {
        // `` $` `` is a variable.
        case .ruby where self[at - 1] != UInt8(ascii: "$"):
            at &+= 1
            string(StringForm(quote: quote, code: .hash))
        case .php:
            at &+= 1
            string(StringForm(quote: quote, code: .php))
        case .kotlin, .sql, .swift:
            // A name: what is in it means nothing else.
            var end = at + 1
            while end - at < 256 && self[end] != quote && !Bytes.isLineEnd(self[end]) && end < count { end &+= 1 }
            if self[end] == quote { at = end &+ 1 }
        default: break
        }
    }

    /// A character in quotes. Whatever else an apostrophe may be (a lifetime, a digit separator, one in the text of an `#error`) it has
    /// no second one a few bytes on.
    private mutating func character() {
        let before = self[at - 1]
        if Bytes.isWord(before) && language == .c && !isPrefixC(at) { return }
        if language == .rust && self[at + 1] != UInt8(ascii: "\\") && !isOneCharacter { return }
        var end = at + 1
        while end - at < 14 {
            let byte = self[end]
            if byte == UInt8(ascii: "'") && end > at + 1 {
                note(.string, at + 1, end)
                at = end &+ 1
                return
            }
            if Bytes.isLineEnd(byte) || end >= count { return }
            end &+= byte == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// One character of UTF-8 and a quote.
    private var isOneCharacter: Bool {
        let first = self[at + 1]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return self[at + 1 + length] == UInt8(ascii: "'")
    }

    private func tripled() -> Int { has("\"\"\"", at: at) ? 3 : 1 }

    /// `#` right before the quote.
    private func hashesBefore() -> Int {
        var number = 0
        while self[at - 1 - number] == UInt8(ascii: "#") { number &+= 1 }
        return number
    }

    /// `r"`, `r#"`, `br"`, `cr"`.
    private func isRawRust(_ hashes: Int) -> Bool {
        let letter = at - 1 - hashes
        guard self[letter] == UInt8(ascii: "r") else { return false }
        let before = self[letter - 1]
        let isPrefixed = before == UInt8(ascii: "b") || before == UInt8(ascii: "c")
        return !Bytes.isWord(isPrefixed ? self[letter - 2] : before)
    }
}
