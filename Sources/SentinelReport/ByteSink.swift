/// The bytes a writer has made and its caller has not yet taken.
///
/// Streaming works like this: call the writer, take `bytes`, `removeAll`, and go on with the next event. What one event
/// adds is bounded (an `Excerpt` is), so a report of any length passes through a few kilobytes.
package struct ByteSink: Sendable {
    /// Capacity beyond this many bytes is given back by `removeAll`.
    static let keptCapacity = 1 << 16

    /// What was written since the last `removeAll`: UTF-8.
    package private(set) var bytes: [UInt8] = []
    /// The byte written last, which draining does not forget; nil before the first.
    private(set) var last: UInt8?

    /// An empty sink.
    package init() {}

    /// Bytes waiting to be taken.
    package var count: Int { bytes.count }
    /// True when none are.
    package var isEmpty: Bool { bytes.isEmpty }

    /// Forgets the bytes, which the caller has taken, and keeps a moderate capacity for the next ones.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= ByteSink.keptCapacity)
    }

    /// Adds a byte.
    package mutating func append(_ byte: UInt8) {
        bytes.append(byte)
        last = byte
    }

    /// Adds a text's UTF-8.
    package mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        last = bytes.last ?? last
    }

    /// Adds bytes as they are.
    package mutating func append(contentsOf more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
        last = bytes.last ?? last
    }
}
