/// Makes Python's tokens one by one: the current one is in `kind`, `start` and `end`. A copy is a place to come back to.
@safe
struct PythonLexer {
    let tree: SyntaxTree
    let source: UnsafePointer<UInt8>
    let count: Int

    var kind = PythonToken.newline
    var start = 0
    var end = 0
    /// Of an operator between two operands, else 0. See `Precedence`.
    var precedence: UInt8 = 0
    var operation = Operation.none
    var string = StringOpening()
    /// Where the last token ended that was no layout: the end of what was read.
    var lastEnd = 0

    /// Where the next token is looked for.
    var position = 0
    /// Brackets that are open; a line does not end within them.
    var brackets = 0
    /// True if the token is the first of its line.
    var startsLine = false
    /// Within an interpolation: the string around it.
    var enclosing: StringOpening?
    var isAtLineStart = true
    /// True from the first token of a line to its end.
    var isLineOpen = false
    private var lineStart = 0
    private var indents: [Int] = []
    private var pendingDedents = 0

    init(_ tree: SyntaxTree, _ source: UnsafePointer<UInt8>) {
        self.tree = tree
        unsafe self.source = unsafe source
        count = tree.count
        if unsafe source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF { position = 3 }
    }

    /// How far the block is indented that is being read.
    var column: Int { indents.last ?? 0 }

    /// Goes to the token behind a block that was passed over.
    mutating func pass(_ block: PythonSkimmer) {
        kind = .newline
        position = block.next
        lastEnd = block.end
        endLine()
        advance()
    }

    /// Goes to the colon of a block that was passed over, in a block that is indented so far.
    mutating func `return`(to colon: Int, around column: Int) {
        indents = column > 0 ? [column] : []
        position = colon
        isAtLineStart = false
        advance()
    }

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafe source[offset] }

    /// Goes to the next token.
    mutating func advance() {
        if !kind.isLayout { lastEnd = end }
        precedence = 0
        startsLine = isAtLineStart
        if brackets == 0 {
            if pendingDedents > 0 {
                pendingDedents -= 1
                return layout(.dedent)
            }
            if isAtLineStart, measureIndentation() { return }
        }
        while true {
            switch byte(position) {
            case 0x20, 0x09, 0x0C: position += 1
            case 0x0A, 0x0D:
                if brackets == 0 {
                    layout(.newline)
                    passLineEnd()
                    return endLine()
                }
                passLineEnd()
                lineStart = position
                startsLine = true
            case UInt8(ascii: "#"): comment()
            case UInt8(ascii: "\\") where Bytes.isLineEnd(byte(position + 1)):
                position += 1
                passLineEnd()
            case 0 where position >= count: return endOfSource()
            default:
                isLineOpen = true
                isAtLineStart = false
                start = position
                token()
                end = position
                return
            }
        }
    }

    mutating func layout(_ kind: PythonToken) {
        self.kind = kind
        start = position
        end = position
    }

    private mutating func endLine() {
        isAtLineStart = true
        isLineOpen = false
        lineStart = position
    }

    private mutating func endOfSource() {
        brackets = 0
        if isLineOpen {
            layout(.newline)
            endLine()
        } else if indents.popLast() != nil {
            layout(.dedent)
        } else {
            layout(.end)
        }
    }

    /// Passes blank lines and comments, and compares the indentation of the next line with those around it. True if that is a token.
    private mutating func measureIndentation() -> Bool {
        let column = indentation()
        guard position < count else { return false }
        isAtLineStart = false
        let current = indents.last ?? 0
        if column > current {
            indents.append(column)
            layout(.indent)
            return true
        }
        while let last = indents.last, last > column {
            indents.removeLast()
            pendingDedents += 1
        }
        if column != indents.last ?? 0 { tree.isPartial = true }
        guard pendingDedents > 0 else { return false }
        pendingDedents -= 1
        layout(.dedent)
        return true
    }

    private mutating func indentation() -> Int {
        var column = 0
        var joined: Int?
        while true {
            switch byte(position) {
            case 0x20: column += 1
            case 0x09: column = (column | 7) + 1
            case 0x0C: column = 0
            case 0x0A, 0x0D:
                passLineEnd()
                (column, joined) = (0, nil)
                continue
            case UInt8(ascii: "#"):
                comment()
                continue
            case UInt8(ascii: "\\") where Bytes.isLineEnd(byte(position + 1)):
                joined = joined ?? column
                position += 1
                passLineEnd()
                continue
            default:
                lineStart = position
                return joined ?? column
            }
            position += 1
        }
    }

    private mutating func passLineEnd() {
        position += byte(position) == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
    }

    private mutating func comment() {
        let start = position
        while !Bytes.isLineEnd(byte(position)), byte(position) != 0 || position < count { position += 1 }
        tree.note(.comment, start, position)
    }

    /// A word that begins a statement, at the start of a line, while brackets are open: they were not meant to be. The line is read
    /// again as one of its own.
    mutating func breakLine() {
        tree.isPartial = true
        brackets = 0
        position = lineStart
        layout(.newline)
        endLine()
    }
}
