/// Finds where the block behind a colon ends without making tokens of it. Knows of strings, comments, brackets and lines what the lexer
/// does, and gives up where these are not as they should be: then the block is read.
@safe
struct PythonSkimmer {
    private let lexer: PythonLexer
    private let source: UnsafePointer<UInt8>
    private let count: Int
    private var at: Int

    /// Where the first statement begins, where the last token ends, and the line behind the block.
    private(set) var start = 0
    private(set) var end = 0
    private(set) var next = 0
    private(set) var hasImport = false

    /// Brackets that are open, the innermost in the lowest bits.
    private var brackets: UInt64 = 0
    private var depth = 0
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
    private func byte(_ offset: Int) -> UInt8 { unsafe source[offset] }

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
                guard statement() else { return false }
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

    private mutating func open(_ bracket: UInt8) -> Bool {
        guard depth < Self.deepest else { return false }
        depth += 1
        brackets = brackets << 2 | Self.number(bracket)
        at += 1
        return true
    }

    private mutating func close(_ bracket: UInt8) -> Bool {
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
        return !lexer.opensStatement(at)
    }

    // MARK: Strings

    /// A string whose first quote stands here.
    private mutating func string() -> Bool {
        var first = at
        while at - first < 3, Bytes.isWord(byte(first - 1)) { first -= 1 }
        let prefix = first < at ? lexer.prefix(first, at - first) : NodeFlags()
        guard at - first < 3, let prefix else { return false }
        let quote = byte(at)
        let isTriple = byte(at + 1) == quote && byte(at + 2) == quote
        at += isTriple ? 3 : 1
        guard prefix.contains(.isFormat) else { return text(quote, isTriple) }
        return format(quote, isTriple, isRaw: prefix.contains(.isRaw))
    }

    private func closes(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        byte(at) == quote && (!isTriple || byte(at + 1) == quote && byte(at + 2) == quote)
    }

    /// What is left of a string without interpolations.
    private mutating func text(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        while at < count {
            let current = byte(at)
            if current == quote, closes(quote, isTriple) {
                at += isTriple ? 3 : 1
                return true
            }
            if current == UInt8(ascii: "\\") {
                at += byte(at + 1) == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
                continue
            }
            if Bytes.isLineEnd(current), !isTriple { return false }
            at += 1
        }
        return false
    }

    /// What is left of a string with interpolations.
    private mutating func format(_ quote: UInt8, _ isTriple: Bool, isRaw: Bool) -> Bool {
        while at < count {
            if closes(quote, isTriple) {
                at += isTriple ? 3 : 1
                return true
            }
            switch byte(at) {
            case UInt8(ascii: "{"):
                at += 1
                if byte(at) == UInt8(ascii: "{") { break }
                guard interpolation(quote, isTriple) else { return false }
                continue
            case UInt8(ascii: "\\"): at = lexer.escapeEnd(at, isRaw)
            case 0x0A, 0x0D: if !isTriple { return false }
            default: break
            }
            at += 1
        }
        return false
    }

    /// An interpolation behind its first brace. False for what does more than most: there is no need to know all of it here.
    private mutating func interpolation(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        let outer = depth
        depth = 0
        defer { depth = outer }
        while at < count {
            switch byte(at) {
            case UInt8(ascii: "}") where depth == 0:
                at += 1
                return true
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                guard open(byte(at)) else { return false }
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard close(byte(at)) else { return false }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let inner = byte(at)
                guard inner != quote || isTriple, !Bytes.isWord(byte(at - 1)), !closes(inner, true) else {
                    return false
                }
                at += 1
                guard text(inner, false) else { return false }
            case UInt8(ascii: ":") where depth == 0: return specification(quote)
            case UInt8(ascii: "#"), UInt8(ascii: "\\"), 0x0A, 0x0D: return false
            default: at += 1
            }
        }
        return false
    }

    /// How an interpolation is shown, from the colon before it: what is left of the interpolation.
    private mutating func specification(_ quote: UInt8) -> Bool {
        at += 1
        guard byte(at) != UInt8(ascii: "=") else { return false }
        while at < count {
            switch byte(at) {
            case UInt8(ascii: "}"):
                at += 1
                return true
            case quote, UInt8(ascii: "{"), UInt8(ascii: "\\"), 0x0A, 0x0D: return false
            default: at += 1
            }
        }
        return false
    }
}
