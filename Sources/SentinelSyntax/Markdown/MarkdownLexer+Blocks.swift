/// The line that opens fenced code.
struct MarkdownFence {
    /// Of its first backtick or tilde.
    var start: Int
    var byte: UInt8
    var length: Int
}

extension MarkdownLexer {
    /// `---` and YAML, or `+++` and TOML, at the top: a `block` (isDocumentation) from the first mark to the last, its content as `.value`.
    mutating func frontMatter() -> NodeID {
        let start = at
        let isYAML = has("---", at: at)
        guard isYAML || has("+++", at: at), isMarkLine(at) else { return .none }
        let content = lineEnd(at)
        var line = content
        while line < count {
            let isEnd = isYAML ? has("---", at: line) || has("...", at: line) : has("+++", at: line)
            if isEnd && isMarkLine(line) {
                var children = ChildList()
                tree.add(tree.make(.stringPart, content, line), .value, to: &children)
                at = lineEnd(line)
                return tree.make(.block, start, line + 3, children, flags: .isDocumentation)
            }
            line = lineEnd(line)
        }
        return .none
    }

    /// Three marks, then nothing but blanks.
    private func isMarkLine(_ offset: Int) -> Bool {
        var at = offset + 3
        while at < count && (Bytes.isBlank(self[at]) || self[at] == UInt8(ascii: "\r")) { at &+= 1 }
        return at >= count || self[at] == UInt8(ascii: "\n")
    }

    /// The fence that the line at `offset` opens.
    func fence(_ offset: Int) -> MarkdownFence? {
        var start = offset
        while Bytes.isBlank(self[start]) || self[start] == UInt8(ascii: ">") { start &+= 1 }
        if let marker = listMarker(start) { start = marker }
        let byte = self[start]
        guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
        var end = start
        while self[end] == byte { end &+= 1 }
        guard end - start >= 3 else { return nil }
        if byte == UInt8(ascii: "`") {
            var at = end
            while at < count && self[at] != UInt8(ascii: "\n") {
                if self[at] == byte { return nil }
                at &+= 1
            }
        }
        return MarkdownFence(start: start, byte: byte, length: end - start)
    }

    /// Behind `- ` or `1. `, where a fence may follow.
    private func listMarker(_ offset: Int) -> Int? {
        var at = offset
        switch self[at] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): at &+= 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while at - offset < 9 && Bytes.isDigit(self[at]) { at &+= 1 }
            guard self[at] == UInt8(ascii: ".") || self[at] == UInt8(ascii: ")") else { return nil }
            at &+= 1
        default: return nil
        }
        guard Bytes.isBlank(self[at]) else { return nil }
        while Bytes.isBlank(self[at]) { at &+= 1 }
        return at
    }

    /// Fenced code, from the line that opens it to behind the one that closes it: a `block` with `.tag`?, the first word behind the
    /// fence, and its content as `.value`.
    mutating func fenced(_ fence: MarkdownFence) -> NodeID {
        var children = ChildList()
        tree.add(tag(fence.start + fence.length), .tag, to: &children)
        at = lineEnd(fence.start)
        let content = at
        while at < count {
            let line = at
            at = lineEnd(line)
            if closes(line, fence) {
                tree.add(tree.make(.stringPart, content, line), .value, to: &children)
                return tree.make(.block, fence.start, at, children)
            }
        }
        tree.add(tree.make(.stringPart, content, count), .value, to: &children)
        return tree.make(.block, fence.start, count, children, flags: .isUnterminated)
    }

    private func tag(_ offset: Int) -> NodeID {
        var start = offset
        while Bytes.isBlank(self[start]) || self[start] == UInt8(ascii: "{") || self[start] == UInt8(ascii: ".") {
            start &+= 1
        }
        var end = start
        while end < count && !Bytes.isBlank(self[end]) && !Bytes.isLineEnd(self[end]) && self[end] != UInt8(ascii: "}")
        {
            end &+= 1
        }
        guard end > start else { return .none }
        let node = tree.make(.name, start, end)
        let name = unsafe tree.names.intern(source, start, end - start)
        tree.update(node) { $0.name = name }
        return node
    }

    private func closes(_ line: Int, _ fence: MarkdownFence) -> Bool {
        var start = line
        while Bytes.isBlank(self[start]) || self[start] == UInt8(ascii: ">") { start &+= 1 }
        var end = start
        while self[end] == fence.byte { end &+= 1 }
        guard end - start >= fence.length else { return false }
        while Bytes.isBlank(self[end]) || self[end] == UInt8(ascii: "\r") { end &+= 1 }
        return end >= count || self[end] == UInt8(ascii: "\n")
    }
}
