internal import Synchronization

/// What was read of a file: its documents (YAML and JSON Lines may hold several), and the first mistake in it, if there is
/// one. Immutable; nodes are views of it.
package final class DocumentTree: Sendable {
    package let format: DocumentFormat
    /// The first mistake: something the format does not allow, or that no reader can make sense of.
    package let mistake: DocumentError?
    /// True when reading stopped before the end of the file, or left a part of it out: the nodes hold what was read.
    package let isPartial: Bool
    let source: DocumentSource
    let records: [DocumentRecord]
    let texts: OwnTexts
    private let roots: [UInt32]
    private let lines = Mutex<DocumentLines?>(nil)

    init(_ builder: consuming DocumentBuilder, format: DocumentFormat) {
        self.format = format
        source = builder.source
        records = builder.records
        texts = builder.texts
        roots = builder.roots
        isPartial = builder.isPartial
        if let mistake = builder.mistake {
            let place = mistake.place ?? DocumentLines(source).place(of: mistake.offset, in: source)
            self.mistake = DocumentError(mistake.message, at: place)
        } else {
            mistake = nil
        }
    }

    /// The roots, in order.
    package var documents: [DocumentNode] { roots.map { DocumentNode(tree: self, id: resolved($0)) } }

    /// The root of the first document.
    package var root: DocumentNode? { roots.first.map { DocumentNode(tree: self, id: resolved($0)) } }

    /// Line and column of a byte.
    package func place(of offset: Int) -> DocumentPlace {
        lines.withLock { known in
            let found = known ?? DocumentLines(source)
            known = found
            return found.place(of: offset, in: source)
        }
    }

    /// The bytes of the file in `range`.
    package func bytes(in range: Range<Int>) -> ArraySlice<UInt8> { source[range] }

    /// The node that an alias stands for, or the node itself.
    func resolved(_ id: UInt32) -> UInt32 {
        records[Int(id)].kind == .alias ? records[Int(id)].child : id
    }

    /// The bytes of a scalar's text, quotes and escapes resolved; as it lies in the file where that is the same.
    func bytes(of id: UInt32) -> ArraySlice<UInt8> {
        let record = records[Int(id)]
        switch record.form {
        case .verbatim, .quoted: return source[contents(of: record)]
        case .escaped: return ArraySlice(JSONText.decoded(source[contents(of: record)]))
        case .own: return texts[id]
        }
    }

    /// The place of a scalar's text in the file, without its quotes.
    func contents(of record: DocumentRecord) -> Range<Int> {
        let range = Int(record.start)..<max(Int(record.start), Int(record.end))
        guard record.form == .quoted || record.form == .escaped, range.count >= 2 else { return range }
        return (range.lowerBound + 1)..<(range.upperBound - 1)
    }
}

/// Texts that are not in the file as they are, by the numbers of their nodes, which ascend.
struct OwnTexts: Sendable {
    private var nodes: [UInt32] = []
    private var ends: [Int] = []
    private var bytes: [UInt8] = []

    mutating func append(_ text: some Sequence<UInt8>, for node: UInt32) {
        bytes.append(contentsOf: text)
        nodes.append(node)
        ends.append(bytes.count)
    }

    subscript(node: UInt32) -> ArraySlice<UInt8> {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        guard low < nodes.count, nodes[low] == node else { return [] }
        return bytes[(low == 0 ? 0 : ends[low - 1])..<ends[low]]
    }
}
