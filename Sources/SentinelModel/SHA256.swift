/// SHA-256 (FIPS 180-4), for fingerprints and digests of plugins. Written here because the alternatives bring a whole
/// cryptography library into a host's process for one function of a hundred lines.
///
/// A value: a copy is a state in between, from which several texts with the same beginning can go on.
package struct SHA256: Sendable {
    private var state = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
    /// The bytes of an incomplete block: its first `filled`.
    private var block = InlineArray<64, UInt8>(repeating: 0)
    private var filled = 0
    private var length: UInt64 = 0

    package init() {}

    /// Adds bytes to what is hashed.
    package mutating func update(_ bytes: Span<UInt8>) {
        length &+= UInt64(bytes.count)
        unsafe bytes.withUnsafeBytes { unsafe add($0) }
    }

    /// Adds those bytes that are greater than `floor`.
    package mutating func update(_ bytes: Span<UInt8>, above floor: UInt8) {
        for index in bytes.indices where bytes[index] > floor {
            block[filled] = bytes[index]
            filled += 1
            length &+= 1
            if filled == 64 { compressBlock() }
        }
    }

    /// The digest of all bytes so far.
    package func digest() -> Digest {
        var last = self
        let bits = length &* 8
        last.fill(from: filled, with: 0)
        last.block[filled] = 0x80
        if filled >= 56 {
            last.compressBlock()
            last.fill(from: 0, with: 0)
        }
        for place in 0..<8 { last.block[56 + place] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - place * 8)) }
        last.compressBlock()
        return Digest(words: last.state)
    }

    /// The result: 256 bits.
    package struct Digest: Hashable, Sendable {
        fileprivate let words: SIMD8<UInt32>

        /// 64 lower-case hexadecimal digits.
        package var hex: String {
            unsafe String(unsafeUninitializedCapacity: 64) { text in
                for index in 0..<8 {
                    let digits = hexDigits(words[index])
                    for place in 0..<8 {
                        unsafe text[index * 8 + place] = UInt8(truncatingIfNeeded: digits >> UInt64(56 - place * 8))
                    }
                }
                return 64
            }
        }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var rest = unsafe bytes[...]
        if unsafe filled > 0 || rest.count < 64 {
            let piece = unsafe rest.prefix(64 - filled)
            unsafe withUnsafeMutableBytes(of: &block) { [filled] in
                unsafe UnsafeMutableRawBufferPointer(rebasing: $0[filled...]).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: piece))
            }
            unsafe filled += piece.count
            guard filled == 64 else { return }
            compressBlock()
            unsafe rest = rest.dropFirst(piece.count)
        }
        while unsafe rest.count >= 64 {
            unsafe compress(UnsafeRawBufferPointer(rebasing: rest.prefix(64)))
            unsafe rest = rest.dropFirst(64)
        }
        if unsafe !rest.isEmpty { unsafe add(UnsafeRawBufferPointer(rebasing: rest)) }
    }

    private mutating func fill(from start: Int, with byte: UInt8) {
        for index in start..<64 { block[index] = byte }
    }

    private mutating func compressBlock() {
        let full = block
        unsafe withUnsafeBytes(of: full) { unsafe compress($0) }
        filled = 0
    }

    /// Takes in one block of 64 bytes.
    private mutating func compress(_ block: UnsafeRawBufferPointer) {
        var w = InlineArray<64, UInt32>(repeating: 0)
        for index in 0..<16 {
            w[index] = unsafe UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
        }
        for i in 16..<64 {
            let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)
            let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10)
            w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        let constants = Self.constants.span
        for i in stride(from: 0, to: 64, by: 4) {
            // Four rounds at a time, so that the words turn by their names and not by moves.
            Self.round(a, b, c, &d, e, f, g, &h, constants[i] &+ w[i])
            Self.round(h, a, b, &c, d, e, f, &g, constants[i + 1] &+ w[i + 1])
            Self.round(g, h, a, &b, c, d, e, &f, constants[i + 2] &+ w[i + 2])
            Self.round(f, g, h, &a, b, c, d, &e, constants[i + 3] &+ w[i + 3])
            (a, b, c, d, e, f, g, h) = (e, f, g, h, a, b, c, d)
        }
        state &+= SIMD8(a, b, c, d, e, f, g, h)
    }

    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
        _ h: inout UInt32, _ word: UInt32
    ) {
        let t1 = h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ ((e & f) ^ (~e & g)) &+ word
        d = d &+ t1
        h = t1 &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ ((a & b) ^ (a & c) ^ (b & c))
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}

/// `word` turned right by `count` bits.
private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

/// The eight hexadecimal digits of a word, the first in the highest byte: all at once, since a digest has eight words and
/// every finding a digest.
private func hexDigits(_ word: UInt32) -> UInt64 {
    var nibbles = UInt64(word)
    nibbles = (nibbles << 16 | nibbles) & 0x0000_FFFF_0000_FFFF
    nibbles = (nibbles << 8 | nibbles) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles << 4 | nibbles) & 0x0F0F_0F0F_0F0F_0F0F
    // Adding six carries a nibble above nine into the next bit; between "9" and "a" lie 39 other characters.
    let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
}
