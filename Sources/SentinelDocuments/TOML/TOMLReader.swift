/// TOML 1.0. A line with a mistake is left out and the next one read: nothing hides behind a mistake.
struct TOMLReader {
    typealias Mistake = DocumentBuilder.Mistake

    var scanner: TextScanner
    var builder: DocumentBuilder
    var tables: [TOMLTable] = []

    static func read(_ builder: DocumentBuilder) -> DocumentBuilder {
        var reader = TOMLReader(scanner: TextScanner(builder.source), builder: builder)
        reader.readAll()
        return reader.builder
    }

    private mutating func readAll() {
        var current = 0
        do throws(Mistake) {
            let root = try builder.add(.mapping, scanner.at..<scanner.source.count)
            tables.append(TOMLTable(parent: DocumentBuilder.Parent(id: root), depth: 0))
        } catch {
            return stop(error)
        }
        while true {
            scanner.skip { $0 == 0x20 || $0 == 9 || $0 == 0x0A || $0 == 0x0D }
            if scanner.isAtEnd { break }
            do throws(Mistake) {
                if scanner.byte == UInt8(ascii: "[") {
                    current = try readHeader()
                } else if scanner.byte != UInt8(ascii: "#") {
                    try readPair(in: current)
                }
                try readLineEnd()
            } catch {
                stop(error)
                scanner.skipLine()
                if builder.records.count >= builder.limits.nodes { break }
            }
        }
        builder.widen()
    }

    private mutating func stop(_ mistake: Mistake) {
        builder.note(mistake)
        builder.isPartial = true
    }

    /// A comment, if there is one, and the end of the line.
    private mutating func readLineEnd() throws(Mistake) {
        scanner.skipBlanks()
        try readComment()
        guard scanner.isAtEnd || scanner.byte == 0x0A || (scanner.byte == 0x0D && scanner.peek(1) == 0x0A) else {
            throw Mistake("the line should end here", at: scanner.at)
        }
    }

    mutating func readComment() throws(Mistake) {
        guard scanner.byte == UInt8(ascii: "#") else { return }
        let end = scanner.lineEnd
        while scanner.at < end {
            if (scanner.byte < 0x20 && scanner.byte != 9) || scanner.byte == 0x7F {
                builder.note("a control character in a comment", at: scanner.at)
            }
            scanner.at += 1
        }
    }

    /// `[table]` or `[[table]]`; the table that what follows goes into.
    private mutating func readHeader() throws(Mistake) -> Int {
        let start = scanner.at
        let isList = scanner.looksAt("[[")
        scanner.at += isList ? 2 : 1
        scanner.skipBlanks()
        let path = try readPath()
        guard isList ? scanner.looksAt("]]") : scanner.byte == UInt8(ascii: "]") else {
            throw Mistake("the table's name does not end with a bracket", at: scanner.at)
        }
        scanner.at += isList ? 2 : 1
        var table = 0
        for key in path.dropLast() { table = try section(key, in: table) }
        guard let key = path.last else { return table }
        return isList ? try newItem(key, in: table, from: start) : try defined(key, in: table, from: start)
    }

    /// `key = value`, in a line or an inline table.
    mutating func readPair(in table: Int) throws(Mistake) {
        let path = try readPath()
        guard scanner.byte == UInt8(ascii: "=") else { throw Mistake("`=` is missing behind the key", at: scanner.at) }
        scanner.at += 1
        scanner.skipBlanks()
        var table = table
        for key in path.dropLast() { table = try dotted(key, in: table) }
        guard let key = path.last else { return }
        if tables[table].children[key.text] != nil { builder.note("the key stands twice", at: key.range.lowerBound) }
        try addKey(key, in: table)
        let before = builder.records.count
        var parent = tables[table].parent
        defer { tables[table].parent = parent }
        do throws(Mistake) {
            tables[table].children[key.text] = try readValue(in: &parent, depth: tables[table].depth + 1)
        } catch {
            // Every key has a value.
            if builder.records.count == before {
                let end = key.range.upperBound
                _ = try? builder.add(.null, end..<end, to: &parent)
            }
            throw error
        }
    }
}
