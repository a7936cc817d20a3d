/// A value in a structured document, with the place where it stands.
///
/// One model for every format: what a rule or an option file says, and what a scanned configuration says. Keys stay nodes, so
/// that a wrong key can be pointed at, and duplicate keys are kept, since they matter to a scanner. A node is a view of a
/// `DocumentTree`, which it keeps alive; texts are made when they are asked for.
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

        package init(key: DocumentNode, value: DocumentNode) {
            self.key = key
            self.value = value
        }

        /// The key's text.
        package var name: String { key.text }
        /// The bytes from the key to the end of the value.
        package var range: Range<Int> {
            key.range.lowerBound..<max(key.range.lowerBound, value.range.upperBound, key.range.upperBound)
        }
    }

    package let tree: DocumentTree
    let id: UInt32

    var record: DocumentRecord { tree.records[Int(id)] }

    package var kind: DocumentKind { record.kind }

    /// The bytes of the value as written, quotes included.
    package var range: Range<Int> { Int(record.start)..<max(Int(record.start), Int(record.end)) }

    /// The bytes of a scalar's text as written, without quotes.
    package var contents: Range<Int> { tree.contents(of: record) }

    /// True where the text of a scalar stands in the file byte by byte: offsets in one are offsets in the other.
    package var isVerbatim: Bool { record.form == .verbatim || record.form == .quoted }

    package var place: DocumentPlace { tree.place(of: range.lowerBound) }

    /// The whole of it, for a look at small documents.
    package var value: Value {
        switch kind {
        case .mapping: .mapping(Array(entries))
        case .sequence: .sequence(Array(items))
        default: .scalar(text, isPlain: kind != .string)
        }
    }

    /// The text of a scalar, quotes and escapes resolved; empty for anything else.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same in UTF-8.
    package var bytes: ArraySlice<UInt8> { kind.isScalar ? tree.bytes(of: id) : [] }

    /// The items of a sequence; nothing for anything else.
    package var items: Items { Items(tree: tree, upcoming: kind == .sequence ? record.child : 0) }

    /// The entries of a mapping, in order, duplicates among them; nothing for anything else.
    package var entries: Entries { Entries(Items(tree: tree, upcoming: kind == .mapping ? record.child : 0)) }

    /// The value of a key; the last one, as most programs read it, where a key stands twice.
    package subscript(key: String) -> DocumentNode? {
        let wanted = Array(key.utf8)
        var found: DocumentNode?
        for entry in entries where entry.key.bytes.elementsEqual(wanted) { found = entry.value }
        return found
    }

    package subscript(index: Int) -> DocumentNode? {
        guard index >= 0 else { return nil }
        return items.dropFirst(index).first { _ in true }
    }

    package struct Items: Sequence, IteratorProtocol, Sendable {
        let tree: DocumentTree
        fileprivate var upcoming: UInt32

        fileprivate init(tree: DocumentTree, upcoming: UInt32) {
            self.tree = tree
            self.upcoming = upcoming
        }

        package mutating func next() -> DocumentNode? {
            guard upcoming != 0 else { return nil }
            let id = upcoming
            upcoming = tree.records[Int(id)].next
            return DocumentNode(tree: tree, id: tree.resolved(id))
        }
    }

    package struct Entries: Sequence, IteratorProtocol, Sendable {
        private var nodes: Items

        fileprivate init(_ nodes: Items) { self.nodes = nodes }

        package mutating func next() -> Entry? {
            guard let key = nodes.next(), let value = nodes.next() else { return nil }
            return Entry(key: key, value: value)
        }
    }
}
