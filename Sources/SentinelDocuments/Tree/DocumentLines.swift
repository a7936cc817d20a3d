/// Where the lines of a text start, for turning offsets into places. LF, CRLF and a lone CR each end one line.
struct DocumentLines: Sendable {
    private var starts: [Int] = []
    private let encoding: Encoding

    private enum Encoding { case utf8, utf16Little, utf16Big }

    init(_ source: DocumentSource) {
        let isBig = source.starts(with: [0xFE, 0xFF])
        encoding = isBig ? .utf16Big : source.starts(with: [0xFF, 0xFE]) ? .utf16Little : .utf8
        starts.append(encoding != .utf8 ? 2 : source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        var at = starts[0]
        while at < source.count {
            let unit = unit(at, source)
            at += width
            if unit == 0x0A || (unit == 0x0D && (at >= source.count || self.unit(at, source) != 0x0A)) {
                starts.append(at)
            }
        }
    }

    private var width: Int { encoding == .utf8 ? 1 : 2 }

    private func unit(_ at: Int, _ source: DocumentSource) -> UInt16 {
        switch encoding {
        case .utf8: UInt16(source[at])
        case .utf16Little: UInt16(source[at]) | UInt16(source[at + 1]) << 8
        case .utf16Big: UInt16(source[at]) << 8 | UInt16(source[at + 1])
        }
    }

    func place(of offset: Int, in source: DocumentSource) -> DocumentPlace {
        let offset = min(max(offset, 0), source.count)
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        var column = 1
        var at = starts[low]
        while at < offset {
            let unit = unit(at, source)
            let continues = encoding == .utf8 ? unit & 0xC0 == 0x80 : unit & 0xFC00 == 0xDC00
            if !continues { column += 1 }
            at += width
        }
        // Inside a character: its own column.
        if offset < source.count, encoding == .utf8, source[offset] & 0xC0 == 0x80, column > 1 { column -= 1 }
        return DocumentPlace(line: low + 1, column: column, offset: offset)
    }
}

/// A document's bytes, with zeros behind them, so that readers may look ahead without asking where the end is.
struct DocumentSource: Sendable {
    static let padding = 64

    let padded: [UInt8]
    let count: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        count = bytes.count
        padded = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count + Self.padding) { buffer, size in
            _ = unsafe buffer.update(fromContentsOf: bytes)
            for index in bytes.count..<(bytes.count + Self.padding) { unsafe buffer[index] = 0 }
            size = bytes.count + Self.padding
        }
    }

    /// 0 behind the end.
    subscript(index: Int) -> UInt8 { index >= 0 && index < count ? padded[index] : 0 }

    subscript(range: Range<Int>) -> ArraySlice<UInt8> { padded[range.clamped(to: 0..<count)] }

    func starts(with bytes: [UInt8]) -> Bool { count >= bytes.count && padded.starts(with: bytes) }

    /// Where the text starts: behind the byte order mark of UTF-8, if there is one.
    var textStart: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
