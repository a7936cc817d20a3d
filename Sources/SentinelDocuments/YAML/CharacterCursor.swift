/// Turns libyaml's counts of characters into byte offsets. Cheap when each count is near the one before, as those of events are.
@safe
struct CharacterCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Bytes of the byte order mark, which libyaml does not count.
    private let mark: Int
    private let isUTF16: Bool
    private let isBigEndian: Bool
    private var characters = 0
    private var offset: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = unsafe bytes
        isBigEndian = unsafe bytes.starts(with: [0xFE, 0xFF])
        isUTF16 = unsafe isBigEndian || bytes.starts(with: [0xFF, 0xFE])
        mark = unsafe isUTF16 ? 2 : bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        offset = mark
    }

    /// The offset of the byte at which character number `index` starts.
    mutating func byteOffset(ofCharacter index: Int) -> Int {
        while characters > max(index, 0), offset > mark {
            offset = previous
            characters -= 1
        }
        while characters < index, offset < (unsafe bytes.count) {
            offset += width
            characters += 1
        }
        return min(offset, unsafe bytes.count)
    }

    /// Where the character before `offset` starts.
    private var previous: Int {
        if isUTF16 {
            let high = offset - 2 + (isBigEndian ? 0 : 1)
            return unsafe offset >= mark + 4 && bytes[high] & 0xFC == 0xDC ? offset - 4 : offset - 2
        }
        var start = min(offset, unsafe bytes.count) - 1
        while unsafe start > mark && bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// Bytes of the character at `offset`; 1 where it is none.
    private var width: Int {
        if isUTF16 {
            let high = offset + (isBigEndian ? 0 : 1)
            return unsafe high < bytes.count && bytes[high] & 0xFC == 0xD8 ? 4 : 2
        }
        switch unsafe bytes[offset] {
        case 0xC0..<0xE0: return 2
        case 0xE0..<0xF0: return 3
        case 0xF0...0xFF: return 4
        default: return 1
        }
    }
}
