package import SentinelRules

/// Runs of base64 or hexadecimal digits that decode to sentences which tell somebody to do something.
package struct EncodedText: MetadataAnalyzer {
    package let name = "encoded-text"
    private static let leastLength = 40

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        var found: [MetadataPlace] = []
        var at = 0
        while at < text.count {
            guard unsafe Base64.value(of: text[at]) != nil else {
                at += 1
                continue
            }
            let start = at
            while at < text.count, unsafe Base64.value(of: text[at]) != nil { at += 1 }
            guard at - start >= Self.leastLength else { continue }
            let run = unsafe Array(text[start..<at])
            let readings = [Base64.hexDecoded(run), Base64.decoded(run)].compactMap(\.self)
            if let decoded = readings.first(where: Self.isOrder) {
                found.append(MetadataPlace(range: start..<at, note: "decodes to \(Shown.quoted(decoded))"))
            }
        }
        return found
    }

    /// True for readable words, one of which asks for something.
    private static func isOrder(_ bytes: [UInt8]) -> Bool {
        let isText = bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard isText else { return false }
        let words = bytes.split { !($0 | 0x20 >= 97 && $0 | 0x20 <= 122) }.map { word in
            String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
        }
        return words.count >= 4 && words.contains { orders.contains($0) }
    }

    private static let orders: Set<String> = [
        "access", "always", "append", "bypass", "call", "cat", "copy", "curl", "delete", "disregard", "download",
        "email", "eval", "exec", "execute", "exfiltrate", "extract", "fetch", "forget", "forward", "ignore", "include",
        "instead", "instruction", "instructions", "invoke", "must", "never", "open", "output", "override", "pass",
        "post", "print", "read", "repeat", "respond", "reveal", "run", "send", "tell", "upload", "use", "wget", "write",
    ]
}

/// Decoding, of what need not be right.
private enum Base64 {
    /// The six bits of a digit, of either alphabet.
    static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 65...90: byte - 65
        case 97...122: byte - 71
        case 48...57: byte + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    static func decoded(_ digits: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    static func hexDecoded(_ digits: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case 48...57: value = digit - 48
            case 65...70: value = digit - 55
            case 97...102: value = digit - 87
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }
}
