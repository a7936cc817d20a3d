import Testing

@testable import SentinelFiles

@Suite struct BufferTests {
    /// What a large file took is given back when none has followed for a while, and not before.
    @Test func aBufferShrinks() {
        let buffer = ByteBuffer()
        func take(_ size: Int) {
            buffer.removeAll()
            buffer.expect(size)
            #expect(unsafe buffer.room(for: size) != nil)
        }
        take(20 << 20)
        for _ in 0..<900 { take(1_000) }
        #expect(buffer.capacity > 20 << 20)
        take(20 << 20)
        for _ in 0..<2_000 { take(1_000) }
        #expect(buffer.capacity < 4 << 20)
        take(20 << 20)
        #expect(buffer.capacity > 20 << 20)
    }
}
