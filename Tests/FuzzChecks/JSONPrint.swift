internal import SentinelDocuments

/// Documents as JSON without blanks, one a line.
enum JSONPrint {
    static func lines(_ tree: DocumentTree) -> [UInt8] {
        var out: [UInt8] = []
        for document in tree.documents {
            append(document, to: &out)
            out.append(0x0A)
        }
        return out
    }

    /// As deep as a document, which is bounded.
    private static func append(_ node: DocumentNode, to out: inout [UInt8]) {
        switch node.kind {
        case .mapping:
            list(node.entries, "{", "}", &out) { entry, out in
                append(entry.key, to: &out)
                out.append(UInt8(ascii: ":"))
                append(entry.value, to: &out)
            }
        case .sequence: list(node.items, "[", "]", &out) { append($0, to: &$1) }
        case .string: append(text: node.bytes, to: &out)
        case .number, .boolean, .null, .plain, .alias: out += node.bytes
        }
    }

    private static func list<Items: Sequence>(
        _ items: Items, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ out: inout [UInt8],
        _ write: (Items.Element, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: opening))
        for (number, item) in items.enumerated() {
            if number > 0 { out.append(UInt8(ascii: ",")) }
            write(item, &out)
        }
        out.append(UInt8(ascii: closing))
    }

    private static func append(text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        out.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case ..<0x20: out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
