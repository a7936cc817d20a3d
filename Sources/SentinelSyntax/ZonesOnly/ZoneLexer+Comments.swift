extension ZoneLexer {
    /// From `at` to the end of the line.
    mutating func lineComment() {
        let start = at
        while at < count {
            let byte = self[at]
            if Bytes.isLineEnd(byte) {
                // In C a backslash takes the next line in.
                guard language == .c, self[at - 1] == UInt8(ascii: "\\"), at > start + 1 else { break }
            }
            if language == .php && byte == UInt8(ascii: "?") && self[at + 1] == UInt8(ascii: ">") { break }
            at &+= 1
        }
        note(.comment, start, at)
    }

    /// `/* */`, from `at`; they nest in Kotlin, Rust and Swift.
    mutating func blockComment() {
        let start = at
        let nests = language == .kotlin || language == .rust || language == .swift
        var open = 1
        at &+= 2
        while at < count && open > 0 {
            if self[at] == UInt8(ascii: "*") && self[at + 1] == UInt8(ascii: "/") {
                open &-= 1
                at &+= 2
            } else if nests && self[at] == UInt8(ascii: "/") && self[at + 1] == UInt8(ascii: "*") {
                open &+= 1
                at &+= 2
            } else {
                at &+= 1
            }
        }
        at = min(at, count)
        if open > 0 { isPartial = true }
        note(.comment, start, at)
    }

    mutating func slash() {
        if language == .ruby { return regex() }
        let second = self[at + 1]
        if second == UInt8(ascii: "*") {
            blockComment()
        } else if second == UInt8(ascii: "/") && language != .sql {
            lineComment()
        }
    }

    mutating func hash() {
        let before = self[at - 1]
        let isComment =
            switch language {
            case .shell: before == 0 || isWordEnd(before)
            case .dockerfile: isFirstInLine
            // `#` is an operator, or begins a name, in dialects that do not comment with it.
            case .sql: isFirstInLine && Bytes.isBlank(self[at + 1])
            // `#[` begins an attribute, `?#` is a character.
            case .php: self[at + 1] != UInt8(ascii: "[")
            case .ruby: !(before == UInt8(ascii: "?") && Bytes.isBlank(self[at - 2])) && before != UInt8(ascii: "$")
            default: false
            }
        if isComment { lineComment() }
    }

    /// True if a word of a shell begins behind `byte`.
    private func isWordEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"),
            UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"):
            true
        default: false
        }
    }

    /// True if only blanks stand before `at` in its line. Long ones are not looked through.
    private var isFirstInLine: Bool {
        for offset in 1...256 {
            let byte = self[at - offset]
            if Bytes.isLineEnd(byte) || at < offset { return true }
            if !Bytes.isBlank(byte) { return false }
        }
        return false
    }
}
