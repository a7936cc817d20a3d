/// Tells the words of the language from names. Words have at most ten letters, so one is a 64 bit number and a 16 bit one, and looking it up
/// is one multiplication and, nearly always, one comparison.
struct ScriptWords {
    private struct Slot {
        var head: UInt64 = 0
        var tail: UInt16 = 0
        var token = ScriptToken.name
    }

    static let shared = ScriptWords()

    private static let bits: UInt64 = 9
    private var slots = Array(repeating: Slot(), count: 1 << Self.bits)

    private init() {
        for token in ScriptToken.words {
            var bytes = Array("\(token)".utf8)
            let length = bytes.count
            bytes += [UInt8](repeating: 0, count: 16)
            let (head, tail) = unsafe bytes.withUnsafeBufferPointer { source -> (UInt64, UInt16) in
                guard let base = source.baseAddress else { return (0, 0) }
                return unsafe Self.key(base, length)
            }
            var slot = Self.slot(head, tail)
            while slots[slot].head != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Slot(head: head, tail: tail, token: token)
        }
    }

    /// What the word of `length` bytes at `start` is.
    @inline(__always)
    func token(_ start: UnsafePointer<UInt8>, _ length: Int) -> ScriptToken {
        guard length >= 2, length <= 10, unsafe start[0] &- 0x61 < 26 else { return .name }
        let (head, tail) = unsafe Self.key(start, length)
        var slot = Self.slot(head, tail)
        while slots[slot].head != 0 {
            if slots[slot].head == head, slots[slot].tail == tail { return slots[slot].token }
            slot = (slot + 1) & (slots.count - 1)
        }
        return .name
    }

    @inline(__always)
    private static func slot(_ head: UInt64, _ tail: UInt16) -> Int {
        Int(truncatingIfNeeded: ((head ^ UInt64(tail)) &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }

    @inline(__always)
    private static func key(_ start: UnsafePointer<UInt8>, _ length: Int) -> (head: UInt64, tail: UInt16) {
        let head = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
        guard length > 8 else { return (head & (~0 >> UInt64(64 - 8 * length)), 0) }
        let tail = unsafe UnsafeRawPointer(start + 8).loadUnaligned(as: UInt16.self).littleEndian
        return (head, length == 9 ? tail & 0xFF : tail)
    }
}
