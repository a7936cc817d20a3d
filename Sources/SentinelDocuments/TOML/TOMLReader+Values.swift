extension TOMLReader {
    /// Reads a value into `parent`, and says what can be added to it later.
    mutating func readValue(in parent: inout DocumentBuilder.Parent, depth: Int) throws(Mistake) -> TOMLTable.Child {
        let start = scanner.at
        guard depth < builder.limits.depth else {
            throw Mistake("nested deeper than \(builder.limits.depth) levels", at: start)
        }
        switch scanner.byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let string = try readString()
            try builder.add(
                .string, start..<scanner.at, string.form, text: string.form == .own ? string.text : nil, to: &parent)
        case UInt8(ascii: "["):
            var list = DocumentBuilder.Parent(id: try builder.add(.sequence, start..<(start + 1), to: &parent))
            try readItems(into: &list, depth: depth)
            builder.setEnd(scanner.at, of: list.id)
        case UInt8(ascii: "{"):
            let id = try builder.add(.mapping, start..<(start + 1), to: &parent)
            let table = try register(id, depth: depth, at: start)
            try readInline(into: table)
            builder.setEnd(scanner.at, of: id)
            return .table(table)
        default:
            try readWord(in: &parent)
        }
        return .value
    }

    private mutating func readItems(into list: inout DocumentBuilder.Parent, depth: Int) throws(Mistake) {
        let start = scanner.at
        scanner.at += 1
        while true {
            try skipLines()
            if scanner.byte == UInt8(ascii: "]") { break }
            guard !scanner.isAtEnd else { throw Mistake("the list does not end", at: start) }
            if case .table(let table) = try readValue(in: &list, depth: depth + 1) { tables[table].isClosed = true }
            try skipLines()
            if scanner.byte == UInt8(ascii: "]") { break }
            guard scanner.byte == UInt8(ascii: ",") else { throw Mistake("a comma is missing", at: scanner.at) }
            scanner.at += 1
        }
        scanner.at += 1
    }

    /// Blanks, line ends and comments, as they may stand in a list.
    private mutating func skipLines() throws(Mistake) {
        while !scanner.isAtEnd {
            scanner.skip { $0 == 0x20 || $0 == 9 || $0 == 0x0A || $0 == 0x0D }
            guard scanner.byte == UInt8(ascii: "#") else { return }
            try readComment()
        }
    }

    private mutating func readInline(into table: Int) throws(Mistake) {
        let first = tables.count
        scanner.at += 1
        scanner.skipBlanks()
        while scanner.byte != UInt8(ascii: "}") {
            try readPair(in: table)
            scanner.skipBlanks()
            if scanner.byte == UInt8(ascii: "}") { break }
            guard scanner.byte == UInt8(ascii: ",") else { throw Mistake("a comma is missing", at: scanner.at) }
            let comma = scanner.at
            scanner.at += 1
            scanner.skipBlanks()
            if scanner.byte == UInt8(ascii: "}") { builder.note("a comma before the closing brace", at: comma) }
        }
        scanner.at += 1
        tables[table].isClosed = true
        for index in first..<tables.count { tables[index].isClosed = true }
    }

    /// Numbers, booleans, dates.
    private mutating func readWord(in parent: inout DocumentBuilder.Parent) throws(Mistake) {
        let start = scanner.at
        skipWord()
        // A blank may stand between date and time.
        if scanner.at - start == 10, scanner.byte == 0x20, TOMLWord.isDate(Array(scanner.source[start..<scanner.at])),
            48...57 ~= scanner.peek(1), 48...57 ~= scanner.peek(2), scanner.peek(3) == UInt8(ascii: ":")
        {
            scanner.at += 1
            skipWord()
        }
        guard scanner.at > start else { throw Mistake("a value is missing", at: start) }
        let word = Array(scanner.source[start..<scanner.at])
        let kind = TOMLWord.kind(of: word)
        if kind == nil { builder.note("text needs quotes", at: start) }
        try builder.add(kind ?? .plain, start..<scanner.at, to: &parent)
    }

    private mutating func skipWord() {
        scanner.skip {
            Self.isBare($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
        }
    }
}
