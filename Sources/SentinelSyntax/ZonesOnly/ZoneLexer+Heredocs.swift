/// A heredoc whose body is still to come.
struct Heredoc {
    /// Its tag, without quotes.
    var start: Int
    var length: Int
    /// Blanks may stand before the tag that ends it.
    var isIndented: Bool
    var code: StringForm.Code
}

extension ZoneLexer {
    private static let mostHeredocs = 32
    private static let longestTag = 80

    /// At `<` of a shell, Ruby or PHP.
    mutating func heredocMark() {
        guard self[at + 1] == UInt8(ascii: "<") else { return }
        if language == .php { return phpHeredoc() }
        let isHere = self[at + 2] == UInt8(ascii: "<")
        let before = self[at - 1]
        at &+= isHere ? 3 : 2
        if isHere || isArithmetic { return }
        guard language == .shell || !Bytes.isWord(before) else { return }
        let sign = self[at]
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "~") && language == .ruby
        var tag = isSigned ? at + 1 : at
        if language == .shell { while Bytes.isBlank(self[tag]) { tag &+= 1 } }
        guard var heredoc = self.tag(tag) else { return }
        let first = self[heredoc.start]
        // `list << item` appends.
        if language == .ruby && !isSigned && !(Bytes.isLetter(first) && first & 0x20 == 0 || first == UInt8(ascii: "_"))
        {
            return
        }
        heredoc.isIndented = isSigned
        at = tagEnd(heredoc)
        if heredocs.count < Self.mostHeredocs { heredocs.append(heredoc) }
    }

    private func tagEnd(_ heredoc: Heredoc) -> Int {
        let end = heredoc.start + heredoc.length
        let byte = self[end]
        return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") ? end + 1 : end
    }

    /// A tag, bare, in quotes, or (shell) behind a backslash; nil if none stands at `offset`.
    private func tag(_ offset: Int) -> Heredoc? {
        let first = self[offset]
        let code: StringForm.Code = language == .shell ? .shell : language == .php ? .php : .hash
        let isPlain = first == UInt8(ascii: "'") || first == UInt8(ascii: "\\") && language == .shell
        let isQuoted = isPlain || first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") && language == .ruby
        let start = isQuoted ? offset + 1 : offset
        guard Bytes.isLetter(self[start]) else { return nil }
        var end = start
        while Bytes.isWord(self[end]) || self[end] == UInt8(ascii: "-") && language == .shell {
            end &+= 1
            if end - start > Self.longestTag { return nil }
        }
        if isQuoted && first != UInt8(ascii: "\\") && self[end] != first { return nil }
        let hasCode = !isPlain && !(isQuoted && language == .shell)
        return Heredoc(start: start, length: end - start, isIndented: true, code: hasCode ? code : .none)
    }

    /// `<<<TAG`, whose body begins on the next line, wherever that is.
    private mutating func phpHeredoc() {
        guard self[at + 2] == UInt8(ascii: "<") else {
            at &+= 2
            return
        }
        at &+= 3
        while Bytes.isBlank(self[at]) { at &+= 1 }
        guard let heredoc = tag(at) else { return }
        at = tagEnd(heredoc)
        while at < count && self[at] != UInt8(ascii: "\n") { at &+= 1 }
        at = min(at &+ 1, count)
        body(heredoc)
    }

    /// The bodies of all heredocs that the line before asked for.
    mutating func bodies() {
        let pending = heredocs
        heredocs.removeAll(keepingCapacity: true)
        for (index, heredoc) in pending.enumerated() {
            if index > 0 && at < count && self[at] == UInt8(ascii: "\n") { at &+= 1 }
            body(heredoc)
        }
    }

    /// A body, from the start of its first line to behind the tag that ends it.
    private mutating func body(_ heredoc: Heredoc) {
        let form = StringForm(quote: 0, code: heredoc.code)
        let hasCode = if case .none = heredoc.code { false } else { true }
        var piece = at
        while at < count {
            if let end = end(of: heredoc) {
                note(.string, piece, at)
                at = end
                return
            }
            while at < count && self[at] != UInt8(ascii: "\n") {
                if hasCode {
                    if interpolates(self[at], form, &piece) { continue }
                    if self[at] == UInt8(ascii: "\\") { at &+= 1 }
                }
                at &+= 1
            }
            at &+= 1
        }
        at = min(at, count)
        isPartial = true
        note(.string, piece, at)
    }

    /// At the start of a line: the end of the tag, if this is the line that ends the heredoc.
    private func end(of heredoc: Heredoc) -> Int? {
        var start = at
        if heredoc.isIndented { while Bytes.isBlank(self[start]) { start &+= 1 } }
        let end = start + heredoc.length
        guard end <= count else { return nil }
        for index in 0..<heredoc.length where self[start + index] != self[heredoc.start + index] { return nil }
        let isEnd = language == .php ? !Bytes.isWord(self[end]) : Bytes.isLineEnd(self[end]) || end == count
        // `)` may follow in a substitution.
        return isEnd || language == .shell && self[end] == UInt8(ascii: ")") ? end : nil
    }
}
