extension JSONReader {
    /// Reads a string and adds it.
    mutating func readString(_ quote: UInt8) throws(Mistake) {
        let start = at
        if quote != UInt8(ascii: "\"") { allowed("a string in single quotes", at: start) }
        var form = TextForm.quoted
        at += 1
        while true {
            skipPlainText(quote)
            let byte = unsafe base[at]
            if byte == quote { break }
            if byte == UInt8(ascii: "\\") {
                form = .escaped
                try skipEscape()
            } else {
                guard at < count else { throw Mistake("the string does not end", at: start) }
                builder.note("a control character in a string is not JSON", at: at)
                at += 1
            }
        }
        at += 1
        try builder.add(.string, start..<at, form)
    }

    /// Goes on to the next quote, backslash or control character, eight bytes at a time; the zeros behind the end stop it.
    private mutating func skipPlainText(_ quote: UInt8) {
        let (ones, tops) = (UInt64(0x0101_0101_0101_0101), UInt64(0x8080_8080_8080_8080))
        let quotes = ones &* UInt64(quote)
        while at < count {
            let word = unsafe UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
            let quote = word ^ quotes
            let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            let found =
                (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- 0x2020_2020_2020_2020) & ~word))
                & tops
            if found != 0 {
                at += found.trailingZeroBitCount / 8
                return
            }
            at += 8
        }
    }

    private mutating func skipEscape() throws(Mistake) {
        let start = at
        let byte = unsafe base[at + 1]
        at += 2
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            break
        case UInt8(ascii: "u"):
            let digits = digits(4)
            if digits < 4 { builder.note("`\\u` needs four hexadecimal digits", at: start) }
            at += digits
        case UInt8(ascii: "x") where digits(2) == 2:
            allowed("the escape `\\x`", at: start)
            at += 2
        case UInt8(ascii: "'"), UInt8(ascii: "0"), UInt8(ascii: "v"), 0x0A, 0x0D:
            allowed("this escape", at: start)
        case 0 where start + 1 >= count: at = count
        default: builder.note("there is no such escape", at: start)
        }
    }

    private func digits(_ most: Int) -> Int {
        var found = 0
        while found < most, JSONText.hexadecimal(unsafe base[at + found]) != nil { found += 1 }
        return found
    }

    mutating func readNumber() throws(Mistake) {
        let start = at
        var isStrict = true
        if unsafe base[at] == UInt8(ascii: "+") { isStrict = false }
        if unsafe base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
        if unsafe isLetter(base[at]) { return try readWord(from: start) }
        let first = at
        if unsafe base[at] == UInt8(ascii: "0") && base[at + 1] | 0x20 == UInt8(ascii: "x") {
            at += 2
            while JSONText.hexadecimal(unsafe base[at]) != nil { at += 1 }
            isStrict = false
        } else {
            let whole = skipDigits()
            if unsafe whole == 0 || (whole > 1 && base[first] == UInt8(ascii: "0")) { isStrict = false }
            if unsafe base[at] == UInt8(ascii: ".") {
                at += 1
                if skipDigits() == 0 { isStrict = false }
            }
            if unsafe base[at] | 0x20 == UInt8(ascii: "e") {
                at += 1
                if unsafe base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
                if skipDigits() == 0 { builder.note("the exponent has no digits", at: start) }
            }
        }
        if unsafe isLetter(base[at]) {
            skipWord()
            builder.note("this is no number", at: start)
        } else if !isStrict {
            allowed("a number of this form", at: start)
        }
        try builder.add(.number, start..<at)
    }

    private mutating func skipDigits() -> Int {
        let start = at
        while unsafe base[at] >= UInt8(ascii: "0") && base[at] <= UInt8(ascii: "9") { at += 1 }
        return at - start
    }

    mutating func readWord() throws(Mistake) { try readWord(from: at) }

    /// `true`, `false`, `null`, JSON5's numbers by name; any other word is kept and is a mistake.
    private mutating func readWord(from start: Int) throws(Mistake) {
        skipWord()
        guard at > start else {
            throw Mistake(at < count ? "a value is missing" : "the file ends where a value should stand", at: at)
        }
        switch String(decoding: builder.source[start..<at], as: UTF8.self) {
        case "true", "false": try builder.add(.boolean, start..<at)
        case "null": try builder.add(.null, start..<at)
        case "NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "+NaN":
            allowed("a number of this form", at: start)
            try builder.add(.number, start..<at)
        default:
            builder.note("text needs quotes", at: start)
            try builder.add(.plain, start..<at)
        }
    }

    /// Letters, digits, `_`, `$`, `-`, and everything outside ASCII.
    mutating func skipWord() {
        while unsafe isLetter(base[at]) || (base[at] >= UInt8(ascii: "0") && base[at] <= UInt8(ascii: "9"))
            || base[at] == UInt8(ascii: "-")
        {
            at += 1
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
