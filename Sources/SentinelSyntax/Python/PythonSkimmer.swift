/// Finds where the block behind a colon ends without making tokens of it. Knows of strings, comments, brackets and lines what the lexer
/// does, and gives up where these are not as they should be: then the block is read.
@safe
struct PythonSkimmer {
    let lexer: PythonLexer
    private let source: UnsafePointer<UInt8>
    let count: Int
    var at: Int

    /// Where the first statement begins, where the last token ends, and the line behind the block.
    private(set) var start = 0
    private(set) var end = 0
    private(set) var next = 0
    private(set) var hasImport = false

    /// Brackets that are open, the innermost in the lowest bits.
    private var brackets: UInt64 = 0
    var depth = 0
    private static let deepest = 30

    /// Of the block behind the current token of `lexer`; nil where it is not as it should be, or has a class in it.
    init?(_ lexer: PythonLexer) {
        self.lexer = lexer
        unsafe source = unsafe lexer.source
        count = lexer.count
        at = lexer.end
        passBlanks()
        if byte(at) == UInt8(ascii: "#") { passLine() }
        guard Bytes.isLineEnd(byte(at)), block() else { return nil }
    }

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafe source[offset] }

    private mutating func passBlanks() { while Bytes.isBlank(byte(at)) { at += 1 } }

    /// Up to the end of the line; within comments all is text.
    private mutating func passLine() {
        while !Bytes.isLineEnd(byte(at)), byte(at) != 0 { at += 1 }
    }

    /// Lines up to one that does not belong to the block. False where it cannot be told.
    private mutating func block() -> Bool {
        let column = lexer.column
        var inner: Int?
        while true {
            next = at
            let indentation = indentation()
            switch byte(at) {
            case 0x0A, 0x0D:
                at += 1
                continue
            case UInt8(ascii: "#"):
                passLine()
                continue
            case 0 where at >= count: return inner != nil
            case 0, UInt8(ascii: "\\"): return false
            default: break
            }
            guard indentation > column else { return inner != nil }
            if inner == nil { start = at }
            guard indentation >= inner ?? 0 else { return false }
            inner = inner ?? indentation
            guard statement(), line() else { return false }
        }
    }

    private mutating func indentation() -> Int {
        var column = 0
        while true {
            switch byte(at) {
            case 0x20: column += 1
            case 0x09: column = (column | 7) + 1
            case 0x0C: column = 0
            default: return column
            }
            at += 1
        }
    }

    /// What begins here may be a statement: false for a class.
    private mutating func statement() -> Bool {
        switch byte(at) {
        case UInt8(ascii: "c"): return unsafe !source.has("class", at: at)
        case UInt8(ascii: "i"): if unsafe source.has("import", at: at) { hasImport = true }
        case UInt8(ascii: "f"): if unsafe source.has("from", at: at) { hasImport = true }
        default: break
        }
        return true
    }

    /// A logical line, up to its end or that of the source.
    private mutating func line() -> Bool {
        while true {
            let current = byte(at)
            if (current | 0x20) &- 0x61 < 26 || current == 0x20 {
                at += 1
                continue
            }
            switch current {
            case 0x0A, 0x0D, UInt8(ascii: "#"):
                noteEnd()
                passLine()
                guard byte(at) != 0 || at >= count else { return false }
                if depth == 0 { return true }
                guard at < count, goesOn() else { return false }
            case 0:
                noteEnd()
                return at >= count && depth == 0
            case UInt8(ascii: "\\"):
                noteEnd()
                guard Bytes.isLineEnd(byte(at + 1)) else { return false }
                at += byte(at + 1) == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                guard open(current) else { return false }
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard close(current) else { return false }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard string() else { return false }
            case UInt8(ascii: ":"), UInt8(ascii: ";"):
                at += 1
                guard depth == 0 else { continue }
                passBlanks()
                guard byte(at) != UInt8(ascii: "\\"), statement() else { return false }
            default: at += 1
            }
        }
    }

    /// The code before this place ends where its last byte stands.
    private mutating func noteEnd() {
        var last = at
        while Bytes.isBlank(byte(last - 1)) { last -= 1 }
        // A line without code: the one before it was noted.
        if !Bytes.isLineEnd(byte(last - 1)) { end = last }
    }

    mutating func open(_ bracket: UInt8) -> Bool {
        guard depth < Self.deepest else { return false }
        depth += 1
        brackets = brackets << 2 | Self.number(bracket)
        at += 1
        return true
    }

    mutating func close(_ bracket: UInt8) -> Bool {
        guard depth > 0, brackets & 3 == Self.number(bracket) else { return false }
        depth -= 1
        brackets >>= 2
        at += 1
        return true
    }

    /// The same for both of a pair.
    private static func number(_ bracket: UInt8) -> UInt64 {
        switch bracket {
        case UInt8(ascii: "("), UInt8(ascii: ")"): 1
        case UInt8(ascii: "["), UInt8(ascii: "]"): 2
        default: 3
        }
    }

    /// Goes to the next line with code, while brackets are open. False where it begins as statements do.
    private mutating func goesOn() -> Bool {
        while Bytes.isBlank(byte(at)) || Bytes.isLineEnd(byte(at)) { at += 1 }
        return byte(at) != UInt8(ascii: "\\") && !lexer.opensStatement(at)
    }
}
