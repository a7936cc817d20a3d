/// A text as its reader takes it: each run of white space is one space, characters that do not show are gone, typographic
/// quotes and letters that look like ASCII ones are ASCII.
///
/// So patterns say `do not tell` and mean it over line ends too, and hiding a character in a word hides nothing.
struct FoldedText {
    private(set) var bytes: [UInt8] = []
    /// For each byte, where in the text it comes from; then the text's length.
    private var origins: [Int] = []
    /// For each byte, where that ends: characters that are left out behind it belong to nothing.
    private var ends: [Int] = []

    init(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.reserveCapacity(text.count)
        origins.reserveCapacity(text.count + 1)
        ends.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            let byte = unsafe text[at]
            if byte < 0x80 {
                append(isSpace(byte) ? UInt8(ascii: " ") : byte, from: at..<(at + 1))
                at += 1
            } else {
                let (scalar, length) = unsafe UTF8Scalars.decode(text, at: at)
                switch Self.reading(of: scalar) {
                case .ascii(let byte): append(byte, from: at..<(at + length))
                case .nothing: break
                case .itself: for index in at..<(at + length) { unsafe append(text[index], from: index..<(index + 1)) }
                }
                at += length
            }
        }
        origins.append(text.count)
    }

    /// Where a range of the folded bytes stands in the text.
    func origin(of range: Range<Int>) -> Range<Int> {
        let start = origins[range.lowerBound]
        return start..<(range.isEmpty ? start : ends[range.upperBound - 1])
    }

    private mutating func append(_ byte: UInt8, from origin: Range<Int>) {
        if byte == UInt8(ascii: " "), bytes.last == byte { return }
        bytes.append(byte)
        origins.append(origin.lowerBound)
        ends.append(origin.upperBound)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private enum Reading {
        case itself, nothing
        case ascii(UInt8)
    }

    private static func reading(of scalar: UInt32?) -> Reading {
        guard let scalar else { return .itself }
        switch scalar {
        case 0x00A0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .ascii(UInt8(ascii: " "))
        case 0x2018, 0x2019, 0x201B, 0x02BC: return .ascii(UInt8(ascii: "'"))
        case 0x201C...0x201F: return .ascii(UInt8(ascii: "\""))
        case 0x2010...0x2015: return .ascii(UInt8(ascii: "-"))
        default:
            if UTF8Scalars.isInvisible(scalar) { return .nothing }
            return Lookalikes.ascii(scalar).map { .ascii($0) } ?? .itself
        }
    }
}
