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
