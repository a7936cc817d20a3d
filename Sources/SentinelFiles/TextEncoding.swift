import Glibc

/// How a file's bytes become text.
package enum TextEncoding: Hashable, Sendable {
    /// The bytes are matched as they are: UTF-8, or whatever else; nothing is decoded.
    case bytes
    case utf16(isBigEndian: Bool)
    case utf32(isBigEndian: Bool)

    /// Bytes of a code unit.
    var unit: Int {
        switch self {
        case .bytes: 1
        case .utf16: 2
        case .utf32: 4
        }
    }

    /// How many bytes of the file a character takes that takes `length` bytes in UTF-8. U+FFFD in the place of a broken
    /// unit takes three and stands for one unit, as every other character of three bytes.
    func originalLength(of length: Int) -> Int {
        switch self {
        case .bytes: length
        case .utf16: length == 4 ? 4 : 2
        case .utf32: 4
        }
    }
}

/// What the first bytes of a file tell.
struct ContentGuess: Equatable {
    var encoding = TextEncoding.bytes
    /// Bytes of the byte order mark.
    var mark = 0
    var isBinary = false

    /// Bytes that are looked at.
    static let sample = 8_192

    /// `isNamedText`: the name says that it is a kind of text, so that magic numbers and single NULs, which an attacker
    /// could put there to have a file passed over, do not make it binary.
    init(_ head: UnsafeBufferPointer<UInt8>, isNamedText: Bool) {
        let head = unsafe UnsafeBufferPointer(rebasing: head.prefix(Self.sample))
        // Before the counting, which the many archives and pictures of a tree can be spared.
        if !isNamedText, unsafe Magic.isKnown(head) {
            isBinary = true
            return
        }
        let statistics = unsafe ByteStatistics(head)
        if unsafe head.starts(with: [0xEF, 0xBB, 0xBF]) {
            mark = 3
        } else if let marked = unsafe Self.byMark(head, statistics) {
            (encoding, mark) = marked
            return
        } else if statistics.zeros > 0, let found = statistics.wideEncoding {
            encoding = found
            return
        }
        isBinary = isNamedText ? statistics.controls * 10 > statistics.count : statistics.holdsZero
    }

    private static func byMark(
        _ head: UnsafeBufferPointer<UInt8>, _ statistics: ByteStatistics
    ) -> (TextEncoding, Int)? {
        // A mark before plain ASCII is a lie: decoded, the text would be out of every rule's sight.
        if statistics.count >= 16, statistics.zeros == 0, statistics.ascii * 10 >= (statistics.count - 4) * 9 {
            return nil
        }
        if unsafe head.starts(with: [0xFF, 0xFE, 0, 0]), statistics.isUTF32LittleEndian {
            return (.utf32(isBigEndian: false), 4)
        }
        if unsafe head.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32(isBigEndian: true), 4) }
        if unsafe head.starts(with: [0xFF, 0xFE]) { return (.utf16(isBigEndian: false), 2) }
        if unsafe head.starts(with: [0xFE, 0xFF]) { return (.utf16(isBigEndian: true), 2) }
        return nil
    }
}

/// Counts over the first two KiB of a file.
struct ByteStatistics {
    private static let sample = 2_048

    private(set) var zeros = 0
    /// Printable ASCII and white space.
    private(set) var ascii = 0
    /// Control characters that text does not hold, NUL among them.
    private(set) var controls = 0
    /// Bytes that were counted; 0 when a look was enough.
    private(set) var count = 0
    /// A NUL anywhere.
    private(set) var holdsZero = false
    /// NULs at offsets that leave the remainder 0, 1, 2 and 3 when divided by four.
    private var zerosAt = (0, 0, 0, 0)

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress, let first = unsafe bytes.first else { return }
        holdsZero = unsafe memchr(base, 0, bytes.count) != nil
        // Without a NUL, and without a byte order mark that would have to be believed, the encoding is settled.
        guard holdsZero || first >= 0xFE else { return }
        count = min(bytes.count, Self.sample)
        for index in 0..<count {
            switch unsafe bytes[index] {
            case 0: note(zeroAt: index)
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1B, 0x20..<0x7F: ascii += 1
            case ..<0x20, 0x7F: controls += 1
            default: break
            }
        }
    }

    private mutating func note(zeroAt index: Int) {
        zeros += 1
        controls += 1
        switch index & 3 {
        case 0: zerosAt.0 += 1
        case 1: zerosAt.1 += 1
        case 2: zerosAt.2 += 1
        default: zerosAt.3 += 1
        }
    }

    /// True if the top byte of every little-endian unit of four bytes is zero, as in UTF-32.
    var isUTF32LittleEndian: Bool { count >= 4 && zerosAt.3 >= count / 4 }

    /// UTF-16 or UTF-32 without a mark: ASCII in it puts a NUL into (nearly) every unit, always on the same side. A few
    /// odd bytes do not make such a picture, and do not spoil it either.
    var wideEncoding: TextEncoding? {
        let quarter = count / 4
        let (a, b, c, d) = zerosAt
        if quarter >= 2, ascii * 10 >= quarter * 7 {
            if d >= quarter, c * 10 >= quarter * 9, b * 10 >= quarter * 7, a * 10 < quarter {
                return .utf32(isBigEndian: false)
            }
            if a >= quarter, b * 10 >= quarter * 9, c * 10 >= quarter * 7, d * 10 < quarter {
                return .utf32(isBigEndian: true)
            }
        }
        let half = count / 2
        guard half >= 2, ascii * 10 >= half * 7 else { return nil }
        if (b + d) * 10 >= half * 7, (a + c) * 20 < half { return .utf16(isBigEndian: false) }
        if (a + c) * 10 >= half * 7, (b + d) * 20 < half { return .utf16(isBigEndian: true) }
        return nil
    }
}

/// Formats that are no text although their first bytes need not hold a NUL.
enum Magic {
    static func isKnown(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = unsafe head.first else { return false }
        for magic in signatures where magic[0] == first {
            if unsafe head.starts(with: magic) { return true }
        }
        return false
    }

    private static let signatures: [[UInt8]] = [
        Array("%PDF-".utf8), [0x89, 0x50, 0x4E, 0x47], Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8),
        [0x7F, 0x45, 0x4C, 0x46], [0x1F, 0x8B], [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF],
        [0xCE, 0xFA, 0xED, 0xFE], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE], [0x00, 0x61, 0x73, 0x6D],
        Array("SQLite format 3".utf8), [0xFF, 0xD8, 0xFF], Array("GIF87a".utf8), Array("GIF89a".utf8),
        Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD], [0x37, 0x7A, 0xBC, 0xAF],
        Array("Rar!".utf8), Array("OggS".utf8), Array("fLaC".utf8), Array("wOFF".utf8), Array("wOF2".utf8),
        Array("!<arch>\n".utf8),
    ]
}
