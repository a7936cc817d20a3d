/// Turns libyaml's events into nodes, without recursion: depth is bounded by a limit, not by the stack.
struct YAMLTreeBuilder {
    typealias Mistake = DocumentBuilder.Mistake

    private(set) var builder: DocumentBuilder
    private var open: [Collection] = []
    private var anchors: [String: (id: UInt32, extent: Extent)] = [:]
    private var count = 0

    /// Nodes in a node, itself included, and how many collections deep they lie; aliases counted in full.
    private struct Extent {
        var size = 1
        var depth = 0

        mutating func add(_ inner: Extent) {
            size += inner.size
            depth = max(depth, inner.depth + 1)
        }
    }

    /// A list or mapping that has begun and not ended.
    private struct Collection {
        var anchor: String?
        var extent = Extent(depth: 1)
    }

    init(_ builder: DocumentBuilder) { self.builder = builder }

    mutating func take(_ event: YAMLEvent) throws(Mistake) {
        switch event.kind {
        case .scalar(let text, let style):
            try counts(1, at: event.range.lowerBound)
            let id = try add(text, style, event.range)
            if let anchor = event.anchor { anchors[anchor] = (id, Extent()) }
            open.indices.last.map { open[$0].extent.add(Extent()) }
        case .alias(let name):
            guard let target = anchors[name] else {
                throw Mistake("the alias `*\(name)` names no anchor before it", at: event.range.lowerBound)
            }
            try counts(target.extent.size, at: event.range.lowerBound)
            guard open.count + target.extent.depth <= builder.limits.depth else {
                throw Mistake("nested deeper than \(builder.limits.depth) levels", at: event.range.lowerBound)
            }
            try builder.addAlias(of: target.id, at: event.range)
            open.indices.last.map { open[$0].extent.add(target.extent) }
        case .sequenceStart, .mappingStart:
            let isMapping = if case .mappingStart = event.kind { true } else { false }
            try counts(1, at: event.range.lowerBound)
            try builder.begin(isMapping ? .mapping : .sequence, at: event.range.lowerBound)
            open.append(Collection(anchor: event.anchor))
        case .collectionEnd(let isFlow):
            guard let done = open.popLast(), let id = builder.end(at: isFlow ? event.range.upperBound : nil) else {
                return
            }
            if let anchor = done.anchor { anchors[anchor] = (id, done.extent) }
            open.indices.last.map { open[$0].extent.add(done.extent) }
        case .documentEnd:
            anchors.removeAll()
        }
    }

    /// Keeps what was read before a mistake.
    mutating func stop(_ mistake: Mistake) {
        builder.note(mistake)
        builder.isPartial = true
        builder.endAll(at: mistake.offset)
    }

    private mutating func counts(_ size: Int, at offset: Int) throws(Mistake) {
        count += size
        guard count <= builder.limits.nodes else {
            throw Mistake("more than \(builder.limits.nodes) values (aliases counted in full)", at: offset)
        }
    }

    private mutating func add(
        _ text: [UInt8], _ style: YAMLEvent.Style, _ range: Range<Int>
    ) throws(Mistake) -> UInt32 {
        var range = range
        let source = builder.source
        switch style {
        case .plain:
            // Without the anchor and tag before it.
            if source[range].suffix(text.count).elementsEqual(text) {
                return try builder.add(
                    PlainScalar.kind(of: text), (range.upperBound - text.count)..<range.upperBound)
            }
            return try builder.add(PlainScalar.kind(of: text), range, text: text)
        case .quoted:
            let inner = source[range].dropLast().suffix(text.count)
            if inner.elementsEqual(text), range.count >= text.count + 2, isQuote(source[inner.startIndex - 1]) {
                return try builder.add(.string, (inner.startIndex - 1)..<range.upperBound, .quoted)
            }
        case .block:
            // The blank lines behind it are no part of what was written.
            while range.count > 1, Self.isBlank(source[range.upperBound - 1]) {
                range = range.lowerBound..<(range.upperBound - 1)
            }
        }
        return try builder.add(.string, range, text: text)
    }

    private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 9 }
}
