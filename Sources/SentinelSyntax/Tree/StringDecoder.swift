/// What the languages' escapes are decoded with.
@safe
struct StringDecoder {
    let source: UnsafePointer<UInt8>
    var value: StringValue

    init(_ source: UnsafePointer<UInt8>, _ value: StringValue) {
        unsafe self.source = unsafe source
        self.value = value
    }

    func byte(_ offset: Int) -> UInt8 { unsafe source[offset] }

    /// Takes source as it is.
    mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        unsafe value.append(UnsafeBufferPointer(start: source + range.lowerBound, count: range.count), from: range)
    }

    mutating func put(byte: UInt8, _ range: Range<Int>) { value.append(CollectionOfOne(byte), from: range) }

    /// Puts a code point; U+FFFD for what is none.
    mutating func put(scalar: UInt32, _ range: Range<Int>) {
        value.append(UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? .init(), from: range)
    }

    /// The number that up to `most` digits spell from `start`, at least `least`, and where they end. Nil if it does not fit 32 bits.
    func number(_ start: Int, _ end: Int, radix: UInt32, _ least: Int, _ most: Int) -> (value: UInt32, end: Int)? {
        var (at, number): (Int, UInt32) = (start, 0)
        while at < end, at - start < most, let digit = Self.digit(byte(at)), digit < radix {
            let (product, overflows) = number.multipliedReportingOverflow(by: radix)
            guard !overflows else { return nil }
            number = product | digit
            at += 1
        }
        return at - start >= least ? (number, at) : nil
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        if Bytes.isDigit(byte) { return UInt32(byte - 0x30) }
        return Bytes.isHex(byte) ? UInt32((byte | 0x20) - 0x61 + 10) : nil
    }

    /// What `\a` and its like stand for in all languages that have them; nil for other letters.
    static func control(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "v"): 0x0B
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }

    /// Where a line end of one or two bytes ends.
    func lineEnd(_ at: Int, _ end: Int) -> Int {
        byte(at) == 0x0D && at + 1 < end && byte(at + 1) == 0x0A ? at + 2 : at + 1
    }
}
