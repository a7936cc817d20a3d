/// Finds strings, comments and interpolations in languages of which nothing else is read, in one pass. What a quote or comment mark
/// means shows at the mark itself and the few bytes around it; what has no end goes to the end of its line or of the file.
@safe
struct ZoneLexer {
    let source: UnsafePointer<UInt8>
    let count: Int
    let tree: SyntaxTree
    let language: Language
    var at = 0
    /// Interpolations that are open.
    var depth = 0
    /// Heredocs whose bodies begin behind the present line.
    var heredocs: [Heredoc] = []
    /// Between `((` and `))` of a shell, where `<<` shifts.
    var isArithmetic = false
    let marks: ByteMarks

    static let mostDepth = 100

    static func lex(_ tree: SyntaxTree) {
        unsafe tree.withBase { base in
            var lexer = unsafe ZoneLexer(base, tree)
            switch tree.language {
            case .html: lexer.html()
            case .php: lexer.php()
            case .python: lexer.python()
            case .ruby:
                lexer.rubyLine()
                lexer.code()
            default: lexer.code()
            }
        }
        tree.root = tree.make(.file, 0, tree.count)
    }

    private init(_ source: UnsafePointer<UInt8>, _ tree: SyntaxTree) {
        unsafe self.source = source
        self.tree = tree
        count = tree.count
        language = tree.language
        marks = ByteMarks(language)
    }

    /// The byte at `offset`; zero before the file and in the padding behind it.
    @inline(__always)
    subscript(_ offset: Int) -> UInt8 { offset < 0 ? 0 : unsafe source[offset] }

    @inline(__always)
    func has(_ word: StaticString, at offset: Int) -> Bool { unsafe source.has(word, at: offset) }

    /// Code up to the end of the file, or to the bracket that closes the one before it.
    mutating func code(in brackets: Brackets? = nil) {
        var open = 0
        while at < count {
            let byte = self[at]
            guard marks.contain(byte) else {
                at &+= 1
                continue
            }
            if language == .php && isPHPEnd { return }
            if let brackets {
                if byte == brackets.close {
                    if open == 0 { return }
                    open &-= 1
                } else if byte == brackets.open {
                    open &+= 1
                }
            }
            let before = at
            mark(byte)
            if at == before { at &+= 1 }
        }
    }

    /// Reads what begins at `at`, if something does.
    private mutating func mark(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): doubleQuote()
        case UInt8(ascii: "'"): singleQuote()
        case UInt8(ascii: "`"): backtick()
        case UInt8(ascii: "/"): slash()
        case UInt8(ascii: "#"): hash()
        case UInt8(ascii: "-"): if language == .sql && self[at + 1] == byte { lineComment() }
        case UInt8(ascii: "\\"): if language == .shell || language == .dockerfile { at &+= 2 }
        case UInt8(ascii: "<"): heredocMark()
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            if language == .shell && self[at + 1] == byte { isArithmetic = byte == UInt8(ascii: "(") }
        case UInt8(ascii: "\n"): lineEnd()
        case UInt8(ascii: "%"): if language == .ruby { percent() }
        default: break
        }
    }

    private mutating func lineEnd() {
        at &+= 1
        if !heredocs.isEmpty { bodies() }
        if language == .ruby { rubyLine() }
    }
}

/// Brackets that hold an interpolation.
struct Brackets {
    let open: UInt8
    let close: UInt8

    static let round = Brackets(open: UInt8(ascii: "("), close: UInt8(ascii: ")"))
    static let curly = Brackets(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
}

/// The bytes at which something may begin or end.
struct ByteMarks {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ language: Language) {
        let bytes: StaticString =
            switch language {
            case .shell: "\"'`#\\<(){}\n"
            case .python: "\"'#\\()[]{};\n\r"
            case .dockerfile: "\"'#\\"
            case .ruby: "\"'`/#<%{}\n"
            case .sql: "\"'`/-#"
            case .php: "\"'`/#<?{}"
            default: "\"'`/(){}"
            }
        for index in 0..<bytes.utf8CodeUnitCount {
            let byte = unsafe bytes.utf8Start[index]
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
    }

    @inline(__always)
    func contain(_ byte: UInt8) -> Bool {
        let half = byte & 64 == 0 ? low : high
        return byte < 128 && half >> UInt64(byte & 63) & 1 != 0
    }
}
