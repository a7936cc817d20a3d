internal import SentinelModel

/// What one statement of a Python file imports, read off its text: most files that are asked need not be parsed.
struct ImportLine: Equatable {
    /// `a.b`, `..c`
    var module: String
    /// What the file calls it, or parts of it; `*` for all of them.
    var names: [String]
    /// Of `from a import b`, the parts' own names.
    var parts: [String]

    /// Statements of one file that are read, and names of one statement.
    static let most = 2_000

    /// The statements that begin a line, wherever it stands, or follow a colon or semicolon; also those of texts that look like one. No more
    /// than `most`.
    static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [ImportLine] {
        var reader = unsafe ImportLineReader(bytes: bytes)
        return reader.read()
    }
}

@safe
private struct ImportLineReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    private var at = 0
    private var found: [ImportLine] = []

    init(bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
        count = bytes.count
        // A byte order mark.
        if unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func read() -> [ImportLine] {
        while at < count, found.count < ImportLine.most {
            skipBlanks()
            let first = unsafe at < count ? bytes[at] : 0
            if first == UInt8(ascii: "f"), word() == "from" { readFrom() }
            if first == UInt8(ascii: "i"), word() == "import" { readImport() }
            skipToStatement()
        }
        return found
    }

    /// `a.b as c, d`
    private mutating func readImport() {
        repeat {
            skipBlanks()
            let module = dotted()
            guard !module.isEmpty else { return }
            let alias = alias()
            let name = alias ?? String(module.prefix { $0 != "." })
            found.append(ImportLine(module: module, names: [name], parts: []))
        } while found.count < ImportLine.most && isNext(UInt8(ascii: ","))
    }

    /// `a.b import c as d, (e)`
    private mutating func readFrom() {
        skipBlanks()
        var line = ImportLine(module: dotted(), names: [], parts: [])
        skipBlanks()
        guard !line.module.isEmpty, word() == "import" else { return }
        isBracketed = isNext(UInt8(ascii: "("))
        repeat {
            skipBlanks()
            if isNext(UInt8(ascii: "*")) {
                line.names.append("*")
                break
            }
            let part = word()
            guard !part.isEmpty else { break }
            line.parts.append(part)
            line.names.append(alias() ?? part)
        } while line.names.count < ImportLine.most && isNext(UInt8(ascii: ","))
        isBracketed = false
        found.append(line)
    }

    /// Line ends and comments count as blanks.
    private var isBracketed = false

    private mutating func alias() -> String? {
        let start = at
        skipBlanks()
        guard word() == "as" else {
            at = start
            return nil
        }
        skipBlanks()
        return word()
    }

    private mutating func isNext(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard at < count, unsafe bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func word() -> String {
        let start = at
        while at < count, unsafe bytes[at].isNamePart { at += 1 }
        return unsafe String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func dotted() -> String {
        let start = at
        while at < count, unsafe bytes[at].isNamePart || bytes[at] == UInt8(ascii: ".") { at += 1 }
        return unsafe String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while at < count {
            switch unsafe bytes[at] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
            case UInt8(ascii: "\\") where unsafe at + 1 < count && bytes[at + 1] == UInt8(ascii: "\n"): at += 2
            case UInt8(ascii: "\n") where isBracketed: at += 1
            case UInt8(ascii: "#") where isBracketed: skipLine()
            default: return
            }
        }
    }

    private mutating func skipLine() {
        while at < count, unsafe bytes[at] != UInt8(ascii: "\n") { at += 1 }
    }

    /// Behind the end of the line, or behind what another statement may follow on it.
    private mutating func skipToStatement() {
        while at < count {
            let byte = unsafe bytes[at]
            at += 1
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") { return }
        }
    }
}
