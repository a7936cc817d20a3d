/// SipHash with the process's random seed: whoever writes an ignore file cannot choose colliding keys.
func hashOfBytes(_ bytes: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
}

/// A hash table whose keys are bytes, asked with a slice and a hash that the caller computes once for many tables.
///
/// Open addressing with the keys in one arena; never more than half full.
struct ByteTable<Value: Sendable>: Sendable {
    private struct Slot: Sendable {
        var hash: Int
        var start: Int
        var count: Int
        var value: Value
    }

    private var slots: [Slot?] = []
    private var keys: [UInt8] = []
    private var used = 0

    init() {}

    func find(_ key: ArraySlice<UInt8>, hash: Int) -> Value? {
        guard used > 0, let slot = slots[index(of: key, hash: hash)] else { return nil }
        return slot.value
    }

    mutating func update(_ key: [UInt8], default value: Value, _ change: (inout Value) -> Void) {
        if used * 2 >= slots.count { grow() }
        let hash = hashOfBytes(key[...])
        let place = index(of: key[...], hash: hash)
        if slots[place] == nil {
            slots[place] = Slot(hash: hash, start: keys.count, count: key.count, value: value)
            keys += key
            used += 1
        }
        guard var slot = slots[place] else { return }
        change(&slot.value)
        slots[place] = slot
    }

    /// The slot that holds the key, or the empty one where it would go.
    private func index(of key: ArraySlice<UInt8>, hash: Int) -> Int {
        let mask = slots.count - 1
        var place = hash & mask
        while let slot = slots[place] {
            if slot.hash == hash, slot.count == key.count,
                keys[slot.start..<slot.start + slot.count].elementsEqual(key)
            {
                return place
            }
            place = (place + 1) & mask
        }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: nil, count: max(8, old.count * 2))
        let mask = slots.count - 1
        for case let slot? in old {
            var place = slot.hash & mask
            while slots[place] != nil { place = (place + 1) & mask }
            slots[place] = slot
        }
    }
}
