/// Reads the elements of DER (X.690) one after the other. What is malformed reads as nil; nothing is copied.
struct DERReader {
    /// The tags that keys and certificates need.
    enum Tag: UInt8 {
        case integer = 0x02
        case bitString = 0x03
        case object = 0x06
        case sequence = 0x30
        /// Context-specific, constructed, number 0: the version of a certificate.
        case version = 0xA0
    }

    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The content of the next element if it has that tag; it is passed over then.
    mutating func next(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard rest.first == tag.rawValue else { return nil }
        return nextOfAnyTag()
    }

    /// The content of the next element.
    mutating func nextOfAnyTag() -> ArraySlice<UInt8>? {
        var tail = rest.dropFirst()
        guard !rest.isEmpty, let first = tail.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            // Four bytes of length are more than any file has; the form without a length is not DER.
            let count = Int(first & 0x7F)
            guard 1...4 ~= count, tail.count >= count else { return nil }
            length = tail.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            tail = tail.dropFirst(count)
        }
        guard tail.count >= length else { return nil }
        rest = tail.dropFirst(length)
        return tail.prefix(length)
    }

    mutating func sequence() -> DERReader? { next(.sequence).map(DERReader.init) }
}

/// The number of bits of an unsigned big-endian number.
func bitCount(_ number: some Collection<UInt8>) -> Int {
    let significant = number.drop { $0 == 0 }
    guard let first = significant.first else { return 0 }
    return significant.count * 8 - first.leadingZeroBitCount
}
