/// Markdown by lines: front matter, fenced code, comments and inline code; all else is prose. Fences may be indented by any number of
/// blanks and quoted with `>`, as within lists and quotes. Code that is merely indented counts as prose: in a list it is.
@safe
struct MarkdownLexer {
    let source: UnsafePointer<UInt8>
    let count: Int
    let tree: SyntaxTree
    var at = 0
    /// Where the prose begins that was not noted yet.
    private var prose = 0

    static func lex(_ tree: SyntaxTree) {
        unsafe tree.withBase { base in
            var lexer = unsafe MarkdownLexer(base, tree)
            lexer.file()
        }
    }

    private init(_ source: UnsafePointer<UInt8>, _ tree: SyntaxTree) {
        unsafe self.source = source
        self.tree = tree
        count = tree.count
    }

    @inline(__always)
    subscript(_ offset: Int) -> UInt8 { unsafe source[offset] }

    @inline(__always)
    func has(_ word: StaticString, at offset: Int) -> Bool { unsafe source.has(word, at: offset) }

    private mutating func file() {
        if has("\u{FEFF}", at: 0) { at = 3 }
        var children = ChildList()
        tree.add(frontMatter(), .item, to: &children)
        prose = at
        while at < count {
            if let fence = fence(at) {
                note(to: at)
                tree.add(fenced(fence), .body, to: &children)
                prose = at
            } else {
                line()
            }
        }
        at = min(at, count)
        note(to: at)
        tree.root = tree.make(.file, 0, count, children)
    }

    private func note(to end: Int) { tree.note(.docstring, prose, end) }

    /// Reads a line of prose, and what begins in it and ends later.
    private mutating func line() {
        while at < count {
            switch self[at] {
            case UInt8(ascii: "\n"):
                at &+= 1
                return
            case UInt8(ascii: "\\"): at &+= self[at + 1] == UInt8(ascii: "\n") ? 1 : 2
            case UInt8(ascii: "`"): inlineCode()
            case UInt8(ascii: "<"):
                if has("<!--", at: at) { comment() } else { at &+= 1 }
            default: at &+= 1
            }
        }
    }

    private mutating func comment() {
        note(to: at)
        let start = at
        at &+= 4
        while at < count && !has("-->", at: at) { at &+= 1 }
        if at >= count { tree.isPartial = true }
        at = min(at &+ 3, count)
        tree.note(.comment, start, at)
        prose = at
    }

    /// A run of backticks, and what lies between it and another as long, in the same paragraph.
    private mutating func inlineCode() {
        var open = at
        while self[open] == UInt8(ascii: "`") { open &+= 1 }
        let length = open - at
        var end = open
        while end < count && end - open < 4_000 {
            if self[end] == UInt8(ascii: "`") {
                let start = end
                while self[end] == UInt8(ascii: "`") { end &+= 1 }
                guard end - start == length else { continue }
                note(to: at)
                at = end
                prose = at
                return
            }
            if self[end] == UInt8(ascii: "\n") && (isBlankLine(end + 1) || fence(end + 1) != nil) { break }
            end &+= 1
        }
        at = open
    }

    private func isBlankLine(_ offset: Int) -> Bool {
        var at = offset
        while at - offset < 64 && (Bytes.isBlank(self[at]) || self[at] == UInt8(ascii: "\r")) { at &+= 1 }
        return self[at] == UInt8(ascii: "\n")
    }

    /// The start of the next line.
    func lineEnd(_ offset: Int) -> Int {
        var at = offset
        while at < count && self[at] != UInt8(ascii: "\n") { at &+= 1 }
        return min(at &+ 1, count)
    }
}
