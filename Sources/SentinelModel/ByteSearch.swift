internal import CBytes

extension UnsafeBufferPointer<UInt8> {
    /// True if the bytes of `word` stand somewhere in these; an empty word does.
    package func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = baseAddress, let wanted = word.baseAddress else { return word.isEmpty }
        return unsafe cbytes_holds(start, count, wanted, word.count) != 0
    }

    package func holds(_ word: StaticString) -> Bool {
        unsafe holds(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    package func holds(_ word: [UInt8]) -> Bool { unsafe word.withUnsafeBufferPointer { unsafe holds($0) } }
}

extension Array<UInt8> {
    /// True if the bytes of `word` stand somewhere in these.
    package func holds(_ word: StaticString) -> Bool { unsafe withUnsafeBufferPointer { unsafe $0.holds(word) } }
}
