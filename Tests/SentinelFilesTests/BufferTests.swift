import Testing

@testable import SentinelFiles

@Suite struct BufferTests {
    /// What a large file took is given back when eight small ones have followed, and not before.
    @Test func aBufferShrinks() {
        let buffer = ByteBuffer()
        func take(_ size: Int) {
            buffer.removeAll()
            buffer.expect(size)
            #expect(unsafe buffer.room(for: size) != nil)
        }
        take(20 << 20)
        for _ in 0..<7 { take(1_000) }
        #expect(buffer.capacity > 20 << 20)
        take(20 << 20)
        for _ in 0..<8 { take(1_000) }
        #expect(buffer.capacity < 4 << 20)
        take(20 << 20)
        #expect(buffer.capacity > 20 << 20)
    }
}
