/// A path with its ASCII letters small, and a sketch of it that rules most questions about it out at once.
package struct SmallPath: Sendable {
    package let path: RawPath
    private let sketch: ByteSketch

    package init(_ path: RawPath) {
        self.path = path.small
        sketch = ByteSketch(self.path.bytes)
    }

    /// False if a text with this sketch stands nowhere in the path; true says little.
    package func mayHold(_ text: ByteSketch) -> Bool { sketch.mayHold(text) }
}

/// Which pairs of neighbouring bytes a text has, roughly: 128 bits that pairs are dealt to.
package struct ByteSketch: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    package init(_ text: [UInt8]) {
        var previous: UInt32?
        for byte in text {
            if let previous {
                let place = ((previous &* 31 &+ UInt32(byte)) &* 2_654_435_769) >> 25
                if place < 64 { low |= 1 << UInt64(place) } else { high |= 1 << UInt64(place - 64) }
            }
            previous = UInt32(byte)
        }
    }

    /// Makes it one of a text that holds another too.
    package mutating func add(_ other: ByteSketch) {
        low |= other.low
        high |= other.high
    }

    /// False if a text with the sketch `part` stands nowhere in one with this.
    package func mayHold(_ part: ByteSketch) -> Bool { low & part.low == part.low && high & part.high == part.high }
}
