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

    /// What was borrowed is written to as long as all fits, and left alone afterwards.
    @Test(arguments: [0, 1, 100, 135, 136, 137, 200, 5_000])
    func aBufferBorrows(count: Int) {
        let place = UnsafeMutableRawBufferPointer.allocate(byteCount: 200, alignment: 1)
        defer { unsafe place.deallocate() }
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let buffer = ByteBuffer()
        for isLent in [true, false, true] {
            unsafe place.initializeMemory(as: UInt8.self, repeating: 7)
            buffer.removeAll()
            if isLent { unsafe buffer.borrow(place) }
            // In pieces, as files are read.
            for start in stride(from: 0, to: count, by: 50) {
                let piece = Array(content[start..<min(count, start + 50)])
                #expect(unsafe piece.withUnsafeBufferPointer { unsafe buffer.append($0) })
            }
            buffer.seal()
            #expect(unsafe Array(buffer.bytes) == content)
            let fits = count + ByteBuffer.padding <= place.count
            let isThere = unsafe UnsafeRawPointer(buffer.bytes.baseAddress) == UnsafeRawPointer(place.baseAddress)
            #expect(isThere == (isLent && fits))
            if !isLent { #expect(unsafe place.allSatisfy { $0 == 7 }) }
        }
    }
}
