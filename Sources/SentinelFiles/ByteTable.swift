import Glibc

/// SipHash with the process's random seed: whoever writes an ignore file cannot choose colliding keys.
func hashOfBytes(_ bytes: ArraySlice<UInt8>) -> Int {
    unsafe bytes.withUnsafeBufferPointer { unsafe hashOfBytes($0) }
}

func hashOfBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
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
    private var longest = 0

    init() {}

    func find(_ key: ArraySlice<UInt8>, hash: Int) -> Value? {
        guard used > 0, key.count <= longest else { return nil }
        return unsafe key.withUnsafeBufferPointer { unsafe slots[index(of: $0, hash: hash)]?.value }
    }

    /// The same for a key that only this table is asked for.
    func find(_ key: UnsafeBufferPointer<UInt8>) -> Value? {
        guard used > 0, key.count <= longest else { return nil }
        return unsafe slots[index(of: key, hash: hashOfBytes(key))]?.value
    }

    mutating func update(_ key: [UInt8], default value: Value, _ change: (inout Value) -> Void) {
        if used * 2 >= slots.count { grow() }
        let hash = hashOfBytes(key[...])
        let place = unsafe key.withUnsafeBufferPointer { unsafe index(of: $0, hash: hash) }
        if slots[place] == nil {
            slots[place] = Slot(hash: hash, start: keys.count, count: key.count, value: value)
            keys += key
            used += 1
            longest = max(longest, key.count)
        }
        guard var slot = slots[place] else { return }
        change(&slot.value)
        slots[place] = slot
    }

    /// The slot that holds the key, or the empty one where it would go.
    private func index(of key: UnsafeBufferPointer<UInt8>, hash: Int) -> Int {
        let mask = slots.count - 1
        var place = hash & mask
        while let slot = slots[place] {
            if slot.hash == hash, slot.count == key.count, unsafe holds(key, at: slot.start) { return place }
            place = (place + 1) & mask
        }
        return place
    }

    private func holds(_ key: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard let wanted = key.baseAddress else { return true }
        return unsafe keys.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return false }
            return unsafe memcmp(base + start, wanted, key.count) == 0
        }
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
