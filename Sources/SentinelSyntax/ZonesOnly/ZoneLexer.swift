/// Finds strings, comments and interpolations in languages of which nothing else is read, in one pass. What a quote or comment mark
/// means shows at the mark itself and the few bytes around it; what has no end goes to the end of its line or of the file.
@safe
struct ZoneLexer {
    private let source: UnsafeBufferPointer<UInt8>
    let count: Int
    let language: Language
    var zones: Zones
    /// True where something has no end.
    var isPartial = false
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
        unsafe tree.withSource { source in
            var lexer = unsafe ZoneLexer(source, tree.language, adding: tree.zones.take())
            lexer.readAll()
            tree.zones = lexer.zones
            tree.isPartial = lexer.isPartial
        }
        tree.root = tree.make(.file, 0, tree.count)
    }

    init(_ source: UnsafeBufferPointer<UInt8>, _ language: Language, adding zones: consuming Zones) {
        unsafe self.source = source
        count = source.count
        self.language = language
        self.zones = zones
        marks = ByteMarks(language)
    }

    /// All of a file in any language but Python, which is read by `python(past:)`.
    mutating func readAll() {
        switch language {
        case .html: html()
        case .php: php()
        case .ruby:
            rubyLine()
            code()
        default: code()
        }
    }

    /// The byte at `offset`; zero before the file and behind it.
    @inline(__always)
    subscript(_ offset: Int) -> UInt8 {
        unsafe UInt(bitPattern: offset) < UInt(bitPattern: source.count) ? source[offset] : 0
    }

    @inline(__always)
    func has(_ word: StaticString, at offset: Int) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where unsafe self[offset + index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    mutating func note(_ kind: ZoneKind, _ start: Int, _ end: Int) { zones.note(kind, start, end) }

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
