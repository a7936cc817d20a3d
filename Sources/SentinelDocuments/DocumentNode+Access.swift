extension DocumentNode {
    /// What the node is, for messages.
    package var typeName: String {
        switch kind {
        case .sequence: "a list"
        case .mapping: "a mapping"
        default: "text"
        }
    }

    /// True for text without quotes.
    package var isPlain: Bool { kind.isScalar && kind != .string }

    /// The text of a scalar; throws where the node is something else.
    package func text(_ what: String) throws(DocumentError) -> String {
        guard kind.isScalar else { throw DocumentError("\(what) must be text, not \(typeName)", at: place) }
        return text
    }

    /// The items of a list.
    package func items(_ what: String) throws(DocumentError) -> [DocumentNode] {
        guard kind == .sequence else { throw DocumentError("\(what) must be a list, not \(typeName)", at: place) }
        return Array(items)
    }

    /// The entries of a mapping, keys as text. A key that occurs twice is an error.
    package func entries(_ what: String) throws(DocumentError) -> [(
        name: String, key: DocumentNode, value: DocumentNode
    )] {
        guard kind == .mapping else { throw DocumentError("\(what) must be a mapping, not \(typeName)", at: place) }
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
        switch isPlain ? text : "" {
        case "true": return true
        case "false": return false
        default: throw DocumentError("\(what) must be true or false", at: place)
        }
    }

    /// A decimal integer within `range`, unquoted.
    package func integer(_ what: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        guard isPlain, let number = Int(text), range.contains(number) else {
            throw DocumentError(
                "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: place)
        }
        return number
    }
}
