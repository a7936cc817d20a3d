internal import SentinelModel

/// Where keys may stand in the text of a document: before a mark that follows keys, or behind one that only keys and items follow. What is
/// told is more than there is: a line of prose may look like a key.
@safe
struct KeyPlaces {
    private let document: UnsafeBufferPointer<UInt8>
    private let isJSON: Bool
    private let isTOML: Bool
    private let hasHashComments: Bool
    /// A key may be an alias of a value that was named elsewhere (`*name : value`): what it holds stands at no key then.
    private let hasAliasKeys: Bool

    init(_ document: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet) {
        unsafe self.document = document
        isJSON = types.contains(.json)
        isTOML = types.contains(.toml)
        hasHashComments = isTOML || types.contains(.yaml)
        hasAliasKeys =
            unsafe types.contains(.yaml) && document.contains(UInt8(ascii: "&")) && Self.aliasKey(in: document)
    }

    /// True if `text`, which is not empty, may be a whole key somewhere.
    func hold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var from = 0
        while let at = unsafe document.firstIndex(of: text, from: from) {
            if hasAliasKeys || isKey(at..<at + text.count) { return true }
            from = at + 1
        }
        return false
    }

    private func isKey(_ place: Range<Int>) -> Bool {
        var (start, end) = (place.lowerBound, place.upperBound)
        let count = unsafe document.count
        if start > 0, end < count,
            unsafe Self.isQuote(document[start - 1]) && document[end] == document[start - 1]
        {
            start -= 1
            end += 1
        }
        // A part of a longer word.
        if start > 0, unsafe Self.isWord(document[start - 1]) { return false }
        if end < count, unsafe Self.isWord(document[end]) { return false }
        while end < count, unsafe Self.isBlank(document[end]) { end += 1 }
        guard end < count else { return true }
        switch unsafe document[end] {
        case UInt8(ascii: ":"): return true
        // Comments may stand before the mark.
        case UInt8(ascii: "/"): if isJSON { return true }
        case UInt8(ascii: "#"): if hasHashComments { return true }
        case UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "]"): if isTOML { return true }
        default: break
        }
        // Keys without a value: `{a, b}` and `? a`.
        while start > 0, unsafe Self.isBlank(document[start - 1]) { start -= 1 }
        guard start > 0 else { return false }
        return unsafe document[start - 1] == UInt8(ascii: "?")
            || Self.isBetweenItems(document[start - 1]) && Self.isBetweenItems(document[end])
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isBetweenItems(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","): true
        default: false
        }
    }

    /// True if a star, a name and a colon stand one behind the other.
    private static func aliasKey(in document: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at < document.count {
            defer { at += 1 }
            guard unsafe document[at] == UInt8(ascii: "*") else { continue }
            let name = at + 1
            while at + 1 < document.count, unsafe document[at + 1] > 0x20 { at += 1 }
            guard at >= name else { continue }
            while at + 1 < document.count, unsafe isBlank(document[at + 1]) { at += 1 }
            if at + 1 < document.count, unsafe document[at + 1] == UInt8(ascii: ":") { return true }
        }
        return false
    }
}
