/// What a place in a document is to a reader: a key, a value, a comment, or the marks between them.
package enum DocumentZone: Sendable {
    case key, value, comment, mark
}

/// Tells the zones of a document. Made once, then asked for any number of places.
package struct DocumentZones: Sendable {
    private struct Piece {
        var start: UInt32
        var end: UInt32
        var isKey: Bool
    }

    private let tree: DocumentTree
    /// The scalars that stand in the file, by start.
    private var pieces: [Piece] = []

    package init(_ tree: DocumentTree) {
        self.tree = tree
        var keys = Set<UInt32>()
        for record in tree.records where record.kind == .mapping {
            var child = record.child
            while child != 0 {
                keys.insert(child)
                let value = tree.records[Int(child)].next
                child = value == 0 ? 0 : tree.records[Int(value)].next
            }
        }
        for (index, record) in tree.records.enumerated() where record.kind.isScalar && record.start < record.end {
            pieces.append(Piece(start: record.start, end: record.end, isKey: keys.contains(UInt32(index))))
        }
        pieces.sort { $0.start < $1.start }
    }

    package func kind(at offset: Int) -> DocumentZone {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(pieces[middle].end) <= offset { low = middle + 1 } else { high = middle }
        }
        if low < pieces.count, Int(pieces[low].start) <= offset { return pieces[low].isKey ? .key : .value }
        return isComment(offset, after: low > 0 ? Int(pieces[low - 1].end) : 0) ? .comment : .mark
    }

    /// True where a comment is opened between the last scalar and `offset`, and not closed before it.
    private func isComment(_ offset: Int, after start: Int) -> Bool {
        let source = tree.source
        var isLine = false
        var isBlock = false
        // So far back and no farther: a comment of megabytes is asked about for each match in it.
        var at = max(start, offset - 16_384)
        while at <= offset, at < source.count {
            let (byte, next) = (source[at], source[at + 1])
            if isBlock {
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") { isBlock = at + 1 >= offset }
            } else if byte == 0x0A || byte == 0x0D {
                isLine = false
            } else if opensLine(byte, next) {
                isLine = true
            } else if isJSON, !isLine, byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                isBlock = true
            }
            at += 1
        }
        return isLine || isBlock
    }

    private var isJSON: Bool { [.json, .jsonc, .jsonLines].contains(tree.format) }

    private func opensLine(_ byte: UInt8, _ next: UInt8) -> Bool {
        if isJSON { return byte == UInt8(ascii: "/") && next == UInt8(ascii: "/") }
        return byte == UInt8(ascii: "#") || (tree.format == .ini && byte == UInt8(ascii: ";"))
    }
}
