import SentinelModel

/// JSON (RFC 8259), written in order. Commas come by themselves: one is due unless the last byte written opens an
/// object or array, ends a key, or is a newline, which only a writer that lays out lines itself puts there.
extension ByteSink {
    mutating func object(_ key: StaticString? = nil, _ members: (inout ByteSink) -> Void) {
        open(key)
        append(UInt8(ascii: "{"))
        members(&self)
        append(UInt8(ascii: "}"))
    }

    mutating func array(_ key: StaticString? = nil, _ items: (inout ByteSink) -> Void) {
        open(key)
        append(UInt8(ascii: "["))
        items(&self)
        append(UInt8(ascii: "]"))
    }

    mutating func array<Item>(
        _ key: StaticString? = nil, of items: some Sequence<Item>, _ each: (Item, inout ByteSink) -> Void
    ) {
        array(key) { out in
            for item in items { each(item, &out) }
        }
    }

    mutating func field(_ key: StaticString? = nil, _ value: String) {
        open(key)
        quote(value)
    }

    mutating func field(_ key: StaticString? = nil, _ value: Int) {
        open(key)
        append(String(value))
    }

    mutating func field(_ key: StaticString? = nil, _ value: Bool) {
        open(key)
        append(value ? "true" : "false")
    }

    /// A member whose key is data.
    mutating func field(text key: String, _ value: Bool) {
        open(nil)
        quote(key)
        append(UInt8(ascii: ":"))
        append(value ? "true" : "false")
    }

    mutating func null(_ key: StaticString? = nil) {
        open(key)
        append("null")
    }

    mutating func strings(_ key: StaticString? = nil, _ values: some Sequence<String>) {
        array(key, of: values) { $1.field(nil, $0) }
    }

    /// A member or item that was rendered before.
    mutating func raw(_ json: [UInt8]) {
        open(nil)
        append(contentsOf: json)
    }

    private mutating func open(_ key: StaticString?) {
        switch last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
        default: append(UInt8(ascii: ","))
        }
        guard let key else { return }
        quote(key.description)
        append(UInt8(ascii: ":"))
    }
}

extension ByteSink {
    /// A JSON string. Besides what RFC 8259 asks for, control, bidirectional and invisible characters and U+2028/9
    /// become `\u` escapes: the string a program reads is the same, and a person who looks at the report is not
    /// deceived.
    private mutating func quote(_ text: String) {
        append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(ByteSink.isPlain) {
            append(text)
        } else {
            escape(text)
        }
        append(UInt8(ascii: "\""))
    }

    /// True for printable ASCII that stands for itself; most texts are nothing else.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case " "..."~": append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where scalar.isUnsafeOnTerminal: escape(scalar)
            default: append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// `\uXXXX` for each UTF-16 unit.
    private mutating func escape(_ scalar: Unicode.Scalar) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            append("\\u")
            append(hexDigits(UInt8(unit >> 8)))
            append(hexDigits(UInt8(unit & 0xFF)))
        }
    }
}
