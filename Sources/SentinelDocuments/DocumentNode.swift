/// A value in a structured document, with the place where it stands.
///
/// One tree for every format: what a rule or an option file says, and later what a scanned configuration says. Keys stay
/// nodes, so that a wrong key can be pointed at, and duplicate keys are kept, since they matter to a scanner.
package struct DocumentNode: Sendable {
    package indirect enum Value: Sendable {
        /// Text as written, quotes and escapes resolved. `isPlain` is true for text that stood without quotes.
        case scalar(String, isPlain: Bool)
        case sequence([DocumentNode])
        case mapping([Entry])
    }

    package struct Entry: Sendable {
        package var key: DocumentNode
        package var value: DocumentNode
    }

    package var value: Value
    package var place: DocumentPlace

    package init(_ value: Value, at place: DocumentPlace) {
        self.value = value
        self.place = place
    }
}

/// A place in a document: line and column from 1 (columns in code points), offset in bytes from 0.
package struct DocumentPlace: Hashable, Sendable {
    package var line: Int
    package var column: Int
    package var offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    package static let start = DocumentPlace(line: 1, column: 1, offset: 0)
}

/// Why a document could not be read, or does not say what it should.
package struct DocumentError: Error, Hashable, Sendable {
    package var message: String
    package var place: DocumentPlace
    /// Further lines (a regular expression's probe); may be empty.
    package var detail: String

    package init(_ message: String, at place: DocumentPlace, detail: String = "") {
        self.message = message
        self.place = place
        self.detail = detail
    }

    /// `file:line:column: message`, the form editors jump to.
    package func described(in file: String) -> String {
        "\(file):\(place.line):\(place.column): \(message)"
    }
}

extension DocumentNode {
    /// What the node is, for messages.
    package var typeName: String {
        switch value {
        case .scalar: "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The text of a scalar; throws where the node is something else.
    package func text(_ what: String) throws(DocumentError) -> String {
        guard case .scalar(let text, _) = value else {
            throw DocumentError("\(what) must be text, not \(typeName)", at: place)
        }
        return text
    }

    /// The items of a list.
    package func items(_ what: String) throws(DocumentError) -> [DocumentNode] {
        guard case .sequence(let items) = value else {
            throw DocumentError("\(what) must be a list, not \(typeName)", at: place)
        }
        return items
    }

    /// The entries of a mapping, keys as text. A key that occurs twice is an error.
    package func entries(_ what: String) throws(DocumentError) -> [(
        name: String, key: DocumentNode, value: DocumentNode
    )] {
        guard case .mapping(let entries) = value else {
            throw DocumentError("\(what) must be a mapping, not \(typeName)", at: place)
        }
        var seen: Set<String> = []
        var found: [(name: String, key: DocumentNode, value: DocumentNode)] = []
        for entry in entries {
            let name = try entry.key.text("a key")
            guard seen.insert(name).inserted else {
                throw DocumentError("the key `\(name)` stands twice", at: entry.key.place)
            }
            found.append((name, entry.key, entry.value))
        }
        return found
    }

    /// The items of a list of texts.
    package func texts(_ what: String) throws(DocumentError) -> [String] {
        var found: [String] = []
        for item in try items(what) { found.append(try item.text("an item of \(what)")) }
        return found
    }

    /// `true` or `false`, unquoted.
    package func boolean(_ what: String) throws(DocumentError) -> Bool {
        switch value {
        case .scalar("true", isPlain: true): return true
        case .scalar("false", isPlain: true): return false
        default: throw DocumentError("\(what) must be true or false", at: place)
        }
    }

    /// A decimal integer within `range`, unquoted.
    package func integer(_ what: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        guard case .scalar(let text, isPlain: true) = value, let number = Int(text), range.contains(number) else {
            throw DocumentError(
                "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: place)
        }
        return number
    }
}
