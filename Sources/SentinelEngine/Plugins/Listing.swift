internal import Glibc

/// An MCP server's answer to `tools/list`, `prompts/list` or `resources/list`, saved as a file.
enum Listing {
    /// How far the first key may stand into the file.
    private static let reach = 4096
    private static let keys = ["\"tools\"", "\"prompts\"", "\"resources\""].map { Array($0.utf8) }

    /// True for an object with a list of tools, prompts or resources near its start.
    static func isLikely(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = unsafe bytes.prefix(reach)
        guard unsafe head.first(where: { !isSpace($0) }) == UInt8(ascii: "{") else { return false }
        return keys.contains { key in
            var rest = unsafe head[...]
            while let quote = unsafe rest.firstIndex(of: UInt8(ascii: "\"")) {
                unsafe rest = rest[quote...]
                if unsafe rest.starts(with: key), unsafe isList(rest.dropFirst(key.count)) { return true }
                unsafe rest = rest.dropFirst()
            }
            return false
        }
    }

    /// `: [`, spaces anywhere.
    private static func isList(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let signs = unsafe rest.lazy.filter { !isSpace($0) }.prefix(2)
        return unsafe Array(signs) == Array(":[".utf8)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
