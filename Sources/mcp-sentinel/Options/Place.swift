import ArgumentParser
import SentinelClient

/// `FILE:LINE`
struct Place: ExpressibleByArgument {
    let path: RawPath
    /// Counts from 1.
    let line: UInt32

    init?(argument: String) {
        let bytes = RawArguments.bytes(of: argument)
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
            let line = UInt32(String(decoding: bytes[(colon + 1)...], as: UTF8.self)), line > 0
        else { return nil }
        path = RawPath(bytes: Array(bytes[..<colon]))
        self.line = line
    }

    static var defaultCompletionKind: CompletionKind { .file() }
}
