/// A set of byte values in 32 bytes.
package struct ByteSet: Hashable, Sendable, BitwiseCopyable {
    /// Bit b of word w stands for the byte 64w + b.
    package private(set) var words: SIMD4<UInt64>

    package init() { words = .zero }

    package init(_ range: ClosedRange<UInt8>) {
        self.init()
        for word in 0..<4 {
            // The bits of this word from `low` to `high`, if there are any.
            let low = max(Int(range.lowerBound) - word * 64, 0)
            let high = min(Int(range.upperBound) - word * 64, 63)
            if low <= high { words[word] = (UInt64.max >> UInt64(63 - (high - low))) << UInt64(low) }
        }
    }

    package init(_ bytes: some Sequence<UInt8>) {
        self.init()
        for byte in bytes { insert(byte) }
    }

    package static let all = ByteSet(0...255)

    package mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    package mutating func remove(_ byte: UInt8) { words[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63)) }
    package func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    package mutating func formUnion(_ other: ByteSet) { words |= other.words }
    package func union(_ other: ByteSet) -> ByteSet { ByteSet(words: words | other.words) }
    package func intersection(_ other: ByteSet) -> ByteSet { ByteSet(words: words & other.words) }
    package var complement: ByteSet { ByteSet(words: ~words) }

    package var isEmpty: Bool { words == .zero }
    package var count: Int { (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount } }

    /// The members in ascending order.
    package var members: [UInt8] {
        var all: [UInt8] = []
        for index in 0..<4 {
            var word = words[index]
            while word != 0 {
                all.append(UInt8(index * 64 + word.trailingZeroBitCount))
                word &= word - 1
            }
        }
        return all
    }

    /// With the other case of every ASCII letter in it.
    package var bothCases: ByteSet {
        // Letters stand in the second word, upper case in its lower half, 32 bits apart.
        let upper: UInt64 = 0x07FF_FFFE
        let letters = (words[1] | words[1] >> 32) & upper
        var folded = self
        folded.words[1] |= letters | letters << 32
        return folded
    }

    package init(words: SIMD4<UInt64>) { self.words = words }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    /// What `\w` matches without Unicode properties.
    var isWord: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
    var lowercased: UInt8 { isASCIILetter ? self | 0x20 : self }
    var hexValue: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46: UInt32(self - 0x41 + 10)
        case 0x61...0x66: UInt32(self - 0x61 + 10)
        default: nil
        }
    }
}
