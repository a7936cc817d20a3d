internal import CBytes

extension UnsafeBufferPointer<UInt8> {
    /// True if the bytes of `word` stand somewhere in these; an empty word does.
    package func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe firstIndex(of: word, from: 0) != nil
    }

    /// The first place at `from` or behind it where the bytes of `word` stand; an empty word stands at once. `from` is at most `count`.
    package func firstIndex(of word: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        guard let start = baseAddress, let wanted = word.baseAddress else { return word.isEmpty ? from : nil }
        guard 0...count ~= from else { return nil }
        let found = unsafe cbytes_find(start + from, count - from, wanted, word.count)
        return found >= 0 ? from + found : nil
    }

    /// The first name at `from` or behind it that has, for a word's first byte, the length of one: bit 63 of `lengths[first]` for 63 bytes and
    /// more, else a lower one. `from` is 0 or where a name ends; there are 256 lengths. Names are of ASCII letters, digits, `_`, `$` and bytes
    /// beyond ASCII.
    package func nextName(from: Int, _ lengths: [UInt64]) -> Range<Int>? {
        guard let start = baseAddress, 0...count ~= from, lengths.count == 256 else { return nil }
        var end = 0
        let found = unsafe cbytes_next_name(start, count, from, lengths, &end)
        return found >= 0 ? Int(found)..<end : nil
    }

    package func firstIndex(of word: StaticString, from: Int) -> Int? {
        unsafe firstIndex(of: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), from: from)
    }

    package func holds(_ word: StaticString) -> Bool {
        unsafe holds(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// True if `word` stands somewhere in these, its ASCII letters in either case.
    package func holdsInAnyCase(_ word: StaticString) -> Bool {
        guard let start = baseAddress else { return word.utf8CodeUnitCount == 0 }
        return unsafe cbytes_find_folded(start, count, word.utf8Start, word.utf8CodeUnitCount) >= 0
    }

    package func holds(_ word: [UInt8]) -> Bool { unsafe word.withUnsafeBufferPointer { unsafe holds($0) } }
}

extension Array<UInt8> {
    /// True if the bytes of `word` stand somewhere in these.
    package func holds(_ word: StaticString) -> Bool { unsafe withUnsafeBufferPointer { unsafe $0.holds(word) } }
}
