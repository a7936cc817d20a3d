internal import CBytes

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
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var next = 0
            while next < bytes.count {
                // At most as many as there is room for, so that the loop needs no look at the room.
                let end = min(bytes.count, next + 64 - filled)
                let before = filled
                filled = unsafe withUnsafeMutableBytes(of: &block) { room in
                    var place = before
                    while next < end {
                        unsafe room[place] = bytes[next]
                        unsafe place += bytes[next] > floor ? 1 : 0
                        next += 1
                    }
                    return place
                }
                length &+= UInt64(filled - before)
                if filled == 64 { compressBlock() }
            }
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

        /// Bits of a digest are random already, and 64 are enough for a table of them.
        package func hash(into hasher: inout Hasher) { hasher.combine(UInt64(words[0]) << 32 | UInt64(words[1])) }

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
        let blocks = unsafe rest.count / 64
        unsafe compress(UnsafeRawBufferPointer(rebasing: rest.prefix(blocks * 64)))
        unsafe rest = rest.dropFirst(blocks * 64)
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

    /// Takes in whole blocks of 64 bytes.
    private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
        guard let bytes = unsafe blocks.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let count = blocks.count / 64
        unsafe withUnsafeMutableBytes(of: &state) { words in
            unsafe cbytes_sha256(words.baseAddress?.assumingMemoryBound(to: UInt32.self), bytes, count)
        }
    }
}

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
