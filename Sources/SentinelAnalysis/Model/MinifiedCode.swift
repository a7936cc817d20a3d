/// Code that was made small for browsers: few lines, and names that say nothing.
package enum MinifiedCode {
    /// Bytes of the smallest file that is judged, and those that lines have at least on average.
    private static let smallest = 16_000
    private static let longLine = 500

    /// True for a text whose lines are longer than people write them.
    package static func isLikely(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= smallest else { return false }
        var lines = 1
        for index in bytes.indices where unsafe bytes[index] == UInt8(ascii: "\n") { lines &+= 1 }
        return bytes.count / lines >= longLine
    }
}
