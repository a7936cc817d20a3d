import Glibc

/// The names of a tree, each once. Open addressing over places in the source: no name is copied.
struct NameTable {
    private var slots: [UInt32] = Array(repeating: 0, count: 256)
    private var places: [(start: UInt32, length: UInt32, hash: UInt32)] = [(0, 0, 0)]

    mutating func removeAll() {
        places.removeSubrange(1...)
        for index in slots.indices { slots[index] = 0 }
    }

    func copy() -> NameTable {
        var copy = NameTable()
        copy.slots = SyntaxTree.exact(slots)
        copy.places = SyntaxTree.exact(places)
        return copy
    }

    /// How many names there are, counting none.
    var count: Int { places.count }

    /// Where a name stands first.
    func place(of name: NameID) -> Range<Int> {
        let place = places[Int(name.index)]
        return Int(place.start)..<Int(place.start + place.length)
    }

    /// The id of the name at `start`, which has `length` bytes.
    mutating func intern(_ source: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> NameID {
        var hash: UInt32 = 2_166_136_261
        for index in start..<start + length { hash = unsafe (hash ^ UInt32(source[index])) &* 16_777_619 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 15) & mask
        while slots[slot] != 0 {
            let known = places[Int(slots[slot])]
            if known.hash == hash, Int(known.length) == length,
                unsafe memcmp(source + Int(known.start), source + start, length) == 0
            {
                return NameID(index: slots[slot])
            }
            slot = (slot + 1) & mask
        }
        let id = UInt32(places.count)
        places.append((UInt32(start), UInt32(length), hash))
        slots[slot] = id
        if places.count * 2 > slots.count { grow() }
        return NameID(index: id)
    }

    /// The id of a name that may occur nowhere.
    func find(_ name: UnsafeBufferPointer<UInt8>, in source: UnsafePointer<UInt8>) -> NameID {
        let length = name.count
        guard length > 0, let start = name.baseAddress else { return .none }
        var hash: UInt32 = 2_166_136_261
        for index in 0..<length { hash = unsafe (hash ^ UInt32(name[index])) &* 16_777_619 }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 15) & mask
        while slots[slot] != 0 {
            let known = places[Int(slots[slot])]
            if known.hash == hash, Int(known.length) == length,
                unsafe memcmp(source + Int(known.start), start, length) == 0
            {
                return NameID(index: slots[slot])
            }
            slot = (slot + 1) & mask
        }
        return .none
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for id in 1..<places.count {
            let hash = places[id].hash
            var slot = Int(truncatingIfNeeded: hash ^ hash >> 15) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(id)
        }
    }
}
