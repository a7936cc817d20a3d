/// Code that was made small for browsers: long lines full of it, and names that say nothing.
package enum MinifiedCode {
    /// Bytes of code in long lines that a file has at least, and from where a line is one.
    private static let least = 16_000
    private static let longLine = 500
    /// Bytes of a line that have a bracket or semicolon among them: texts and pictures have none for long.
    private static let sparse = 40

    /// True for a text of which half and more is code in lines longer than people write them.
    package static func isLikely(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= least else { return false }
        var (code, data, line, marks) = (0, 0, 0, 0)
        func endLine() {
            if line >= longLine {
                if marks * sparse >= line { code += line } else { data += line }
            }
            (line, marks) = (0, 0)
        }
        for index in bytes.indices {
            switch unsafe bytes[index] {
            case UInt8(ascii: "\n"): endLine()
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
                marks &+= 1
                line &+= 1
            default: line &+= 1
            }
        }
        endLine()
        return code >= least && code * 2 >= bytes.count - data
    }
}
