/// JSON, from bytes into a tree, without recursion.
///
/// What other readers of configuration take besides JSON (comments, commas too many, single quotes, bare keys) is always
/// read; where the dialect does not allow it, it is a mistake as well. So nothing hides behind a comment in a strict file.
@safe
struct JSONReader {
    /// What is allowed.
    struct Dialect {
        /// Comments, trailing commas, single quotes, bare keys, JSON5's numbers.
        var isTolerant = false
        /// A document a line.
        var isLines = false
    }

    typealias Mistake = DocumentBuilder.Mistake

    let dialect: Dialect
    let base: UnsafePointer<UInt8>
    let count: Int
    var at: Int
    var builder: DocumentBuilder

    /// Reads all of the builder's source.
    static func read(_ builder: DocumentBuilder, _ dialect: Dialect) -> DocumentBuilder {
        let source = builder.source
        return unsafe source.padded.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return builder }
            var reader = unsafe JSONReader(
                dialect: dialect, base: base, count: source.count, at: source.textStart, builder: builder)
            reader.readAll()
            return reader.builder
        }
    }

    private mutating func readAll() {
        var isFirst = true
        var retries = 100
        while true {
            var start = at
            do throws(Mistake) {
                try skipBlanks()
                guard at < count else { break }
                start = at
                if !isFirst, !dialect.isLines { builder.note("something follows the document", at: at) }
                isFirst = false
                if try !readValue() { try readMembers() }
            } catch {
                builder.note(error)
                builder.isPartial = true
                builder.endAll(at: min(at, count))
                guard dialect.isLines else { return }
                // The next line is a document of its own. Not forever: each retry may have read the whole rest.
                if retries > 0 { at = start }
                retries -= 1
                if at >= count { return }
                skipLine()
            }
        }
        if isFirst, !dialect.isLines { builder.note("the file holds no value", at: min(at, count)) }
    }

    /// Reads what stands between the brackets that are open, until the last one is closed.
    private mutating func readMembers() throws(Mistake) {
        var needsComma = false
        var comma: Int?
        while !builder.isAtRoot {
            try skipBlanks()
            let isMapping = builder.isInMapping
            let byte = unsafe base[at]
            if byte == (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                if let comma { allowed("a comma before the closing bracket", at: comma) }
                at += 1
                builder.end(at: at)
                (needsComma, comma) = (true, nil)
            } else if byte == UInt8(ascii: ",") {
                guard needsComma else { throw Mistake("a value is missing before the comma", at: at) }
                (needsComma, comma) = (false, at)
                at += 1
            } else {
                guard at < count else { throw Mistake("the file ends inside brackets", at: count) }
                if needsComma { builder.note("a comma is missing", at: at) }
                comma = nil
                if isMapping { try readKey() }
                needsComma = try readValue()
            }
        }
    }

    private mutating func readKey() throws(Mistake) {
        let byte = unsafe base[at]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            try readString(byte)
        } else {
            let start = at
            skipWord()
            guard at > start else { throw Mistake("a key is missing", at: at) }
            allowed("a key without quotes", at: start)
            try builder.add(.plain, start..<at)
        }
        try skipBlanks()
        guard unsafe base[at] == UInt8(ascii: ":") else { throw Mistake("a colon is missing behind the key", at: at) }
        at += 1
        try skipBlanks()
    }

    /// Reads a value; false where it only began, since it is a mapping or a sequence.
    private mutating func readValue() throws(Mistake) -> Bool {
        let byte = unsafe base[at]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): try readString(byte)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try builder.begin(byte == UInt8(ascii: "{") ? .mapping : .sequence, at: at)
            at += 1
            return false
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            try readNumber()
        default: try readWord()
        }
        return true
    }

    /// Notes what only the tolerant dialect allows.
    mutating func allowed(_ what: @autoclosure () -> String, at offset: Int) {
        if !dialect.isTolerant { builder.note("\(what()) is not JSON", at: offset) }
    }

    private mutating func skipLine() {
        while at < count, unsafe base[at] != UInt8(ascii: "\n") { at += 1 }
    }

    /// Blanks and comments.
    private mutating func skipBlanks() throws(Mistake) {
        while true {
            switch unsafe base[at] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): at += 1
            case UInt8(ascii: "/"): try skipComment()
            case 0x0B, 0x0C:
                allowed("this blank", at: at)
                at += 1
            case 0xC2, 0xE2, 0xEF:
                let length = unsafe wideBlank(at: base + at)
                if length == 0 { return }
                allowed("this blank", at: at)
                at += length
            default: return
            }
        }
    }

    /// Bytes of a no-break space, a line or paragraph separator, or a byte order mark; 0 where there is none.
    private func wideBlank(at place: UnsafePointer<UInt8>) -> Int {
        switch unsafe (place[0], place[1], place[2]) {
        case (0xC2, 0xA0, _): 2
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xEF, 0xBB, 0xBF): 3
        default: 0
        }
    }

    private mutating func skipComment() throws(Mistake) {
        let start = at
        switch unsafe base[at + 1] {
        case UInt8(ascii: "/"): while at < count, unsafe base[at] != 0x0A && base[at] != 0x0D { at += 1 }
        case UInt8(ascii: "*"):
            at += 2
            while at < count, unsafe base[at] != UInt8(ascii: "*") || base[at + 1] != UInt8(ascii: "/") { at += 1 }
            guard at < count else { throw Mistake("the comment does not end", at: start) }
            at += 2
        default: throw Mistake("a value is missing", at: at)
        }
        allowed("a comment", at: start)
    }
}
