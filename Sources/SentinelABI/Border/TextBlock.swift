internal import CMCPSentinel

/// Texts in one piece of memory, each followed by a NUL, for getters to lend. Immutable; freed with its owner.
@safe
final class TextBlock: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<CChar>
    private let ranges: [Range<Int>]

    init(_ texts: [[UInt8]]) {
        let size = texts.reduce(1) { $0 + $1.count + 1 }
        unsafe memory = .allocate(capacity: size)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(texts.count)
        var position = 0
        for text in texts {
            ranges.append(position..<(position + text.count))
            for byte in text {
                unsafe memory[position] = CChar(bitPattern: byte)
                position += 1
            }
            unsafe memory[position] = 0
            position += 1
        }
        self.ranges = ranges
    }

    convenience init(_ texts: [String]) { self.init(texts.map { Array($0.utf8) }) }

    deinit { unsafe memory.deallocate() }

    /// The text at `index`; an empty one past the end.
    subscript(index: Int) -> mcps_text {
        guard ranges.indices.contains(index) else { return unsafe emptyText }
        let range = ranges[index]
        return unsafe mcps_text(data: memory + range.lowerBound, length: range.count)
    }
}

/// A text of static storage.
func staticText(_ text: StaticString) -> mcps_text {
    unsafe mcps_text(
        data: UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self), length: text.utf8CodeUnitCount)
}

var emptyText: mcps_text { unsafe staticText("") }
