/// What a place in a source file is to a reader.
///
/// In Markdown prose is `docstring`, as it speaks to people and models; front matter, fenced and inline code are `code`; HTML comments
/// are `comment`. In HTML the values of attributes are `string`, tags, text, scripts and styles are `code`.
package enum ZoneKind: UInt8, CaseIterable, Sendable {
    case code, string, docstring, comment
    /// Code within a string or template.
    case interpolation
}

/// A piece of a string's content or a comment. All else is code.
package struct Zone: Sendable {
    package var start: UInt32
    package var end: UInt32
    package var kind: ZoneKind

    package var range: Range<Int> { Int(start)..<Int(end) }
}

/// The zones of a file, in order and apart from each other.
package struct Zones: Sendable {
    package internal(set) var pieces: [Zone] = []
    /// Interpolations from their first to their last byte, in order of their ends; the inner ones before the outer.
    package internal(set) var interpolations: [Range<UInt32>] = []

    /// Notes a comment or a piece of a string. Pieces come in order; what was noted already, in a part that is read again, is passed over.
    mutating func note(_ kind: ZoneKind, _ start: Int, _ end: Int) {
        guard end > start, start >= Int(pieces.last?.end ?? 0) else { return }
        pieces.append(Zone(start: UInt32(clamping: start), end: UInt32(clamping: end), kind: kind))
    }

    /// True if they hold on to megabytes.
    var isLarge: Bool { pieces.capacity > 1 << 15 || interpolations.capacity > 1 << 15 }

    /// Hands them over without a second owner, to whoever adds to them and puts them back.
    mutating func take() -> Zones {
        defer { self = Zones() }
        return self
    }

    mutating func removeAll() {
        pieces.removeAll(keepingCapacity: true)
        interpolations.removeAll(keepingCapacity: true)
    }

    /// The zone of the byte at `offset`.
    package func kind(at offset: Int) -> ZoneKind {
        if let piece = piece(at: offset) { return piece.kind }
        let place = UInt32(clamping: offset)
        return interpolations.contains { $0.contains(place) } ? .interpolation : .code
    }

    /// The string piece or comment that holds `offset`; nil in code.
    package func piece(at offset: Int) -> Zone? {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(pieces[middle].end) <= offset { low = middle + 1 } else { high = middle }
        }
        return low < pieces.count && pieces[low].range.contains(offset) ? pieces[low] : nil
    }
}
