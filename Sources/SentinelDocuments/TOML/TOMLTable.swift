/// A table that is being read, and how it came to be: that decides what may still be added to it.
struct TOMLTable {
    enum Child {
        case value
        case table(Int)
        /// An array of tables: its node and its last table.
        case list(DocumentBuilder.Parent, last: Int)
    }

    var parent: DocumentBuilder.Parent
    var depth: Int
    var children: [[UInt8]: Child] = [:]
    /// Named in a header of its own.
    var isDefined = false
    /// Made by a dotted key.
    var isDotted = false
    /// Written in braces: complete.
    var isClosed = false

    init(parent: DocumentBuilder.Parent, depth: Int) {
        self.parent = parent
        self.depth = depth
    }
}

struct TOMLKey {
    var text: [UInt8]
    var range: Range<Int>
    var kind: DocumentKind
    var form: TextForm
}

extension TOMLReader {
    /// The table that a header goes through on its way.
    mutating func section(_ key: TOMLKey, in table: Int) throws(Mistake) -> Int {
        switch tables[table].children[key.text] {
        case nil: return try newTable(key, in: table, from: key.range.lowerBound)
        case .table(let known):
            if tables[known].isClosed { builder.note("the table is complete", at: key.range.lowerBound) }
            return known
        case .list(_, let last): return last
        case .value:
            builder.note("the key has a value already", at: key.range.lowerBound)
            return try newTable(key, in: table, from: key.range.lowerBound)
        }
    }

    /// The table that a header names.
    mutating func defined(_ key: TOMLKey, in table: Int, from start: Int) throws(Mistake) -> Int {
        var found: Int
        if case .table(let known) = tables[table].children[key.text] {
            found = known
            if tables[found].isDefined || tables[found].isDotted || tables[found].isClosed {
                builder.note("the table stands twice", at: start)
            }
        } else {
            if tables[table].children[key.text] != nil { builder.note("the key stands twice", at: start) }
            found = try newTable(key, in: table, from: start)
        }
        tables[found].isDefined = true
        return found
    }

    /// One more table of an array.
    mutating func newItem(_ key: TOMLKey, in table: Int, from start: Int) throws(Mistake) -> Int {
        var list: DocumentBuilder.Parent
        if case .list(let known, _) = tables[table].children[key.text] {
            list = known
        } else {
            if tables[table].children[key.text] != nil { builder.note("the key stands twice", at: start) }
            try addKey(key, in: table)
            list = DocumentBuilder.Parent(
                id: try builder.add(.sequence, start..<key.range.upperBound, to: &tables[table].parent))
        }
        let id = try builder.add(.mapping, start..<scanner.at, to: &list)
        let item = try register(id, depth: tables[table].depth + 2, at: start)
        tables[item].isDefined = true
        tables[table].children[key.text] = .list(list, last: item)
        return item
    }

    /// The table that a dotted key goes through.
    mutating func dotted(_ key: TOMLKey, in table: Int) throws(Mistake) -> Int {
        if case .table(let known) = tables[table].children[key.text] {
            if tables[known].isDefined || tables[known].isClosed {
                builder.note("the table is complete", at: key.range.lowerBound)
            }
            tables[known].isDotted = true
            return known
        }
        if tables[table].children[key.text] != nil {
            builder.note("the key has a value already", at: key.range.lowerBound)
        }
        let made = try newTable(key, in: table, from: key.range.lowerBound)
        tables[made].isDotted = true
        return made
    }

    private mutating func newTable(_ key: TOMLKey, in table: Int, from start: Int) throws(Mistake) -> Int {
        let depth = tables[table].depth + 1
        guard depth < builder.limits.depth else {
            throw Mistake("nested deeper than \(builder.limits.depth) levels", at: start)
        }
        try addKey(key, in: table)
        let id = try builder.add(.mapping, start..<key.range.upperBound, to: &tables[table].parent)
        let made = try register(id, depth: depth, at: start)
        tables[table].children[key.text] = .table(made)
        return made
    }

    mutating func register(_ id: UInt32, depth: Int, at start: Int) throws(Mistake) -> Int {
        tables.append(TOMLTable(parent: DocumentBuilder.Parent(id: id), depth: depth))
        return tables.count - 1
    }

    mutating func addKey(_ key: TOMLKey, in table: Int) throws(Mistake) {
        // Room for the value too: a key is never alone.
        guard builder.records.count + 2 <= builder.limits.nodes else {
            throw Mistake("more than \(builder.limits.nodes) values", at: key.range.lowerBound)
        }
        try builder.add(
            key.kind, key.range, key.form, text: key.form == .own ? key.text : nil, to: &tables[table].parent)
    }

    /// `a.b."c"`, blanks behind it taken.
    mutating func readPath() throws(Mistake) -> [TOMLKey] {
        var path: [TOMLKey] = []
        while true {
            path.append(try readKey())
            scanner.skipBlanks()
            guard scanner.byte == UInt8(ascii: ".") else { return path }
            guard path.count < builder.limits.depth else {
                throw Mistake("nested deeper than \(builder.limits.depth) levels", at: scanner.at)
            }
            scanner.at += 1
            scanner.skipBlanks()
        }
    }

    private mutating func readKey() throws(Mistake) -> TOMLKey {
        let start = scanner.at
        if scanner.byte == UInt8(ascii: "\"") || scanner.byte == UInt8(ascii: "'") {
            let string = try readString()
            if string.isMultiline { builder.note("a key has one line", at: start) }
            return TOMLKey(text: string.text, range: start..<scanner.at, kind: .string, form: string.form)
        }
        scanner.skip(while: Self.isBare)
        guard scanner.at > start else { throw Mistake("a key is missing", at: start) }
        let range = start..<scanner.at
        return TOMLKey(text: Array(scanner.source[range]), range: range, kind: .plain, form: .verbatim)
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
