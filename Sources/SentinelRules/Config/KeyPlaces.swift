internal import SentinelModel

/// Where keys may stand in the text of a document. What is told is more than there is (a line of prose may look like a key), and never less,
/// whatever the document's readers let pass.
@safe
struct KeyPlaces {
    private let document: UnsafeBufferPointer<UInt8>
    private let isJSON: Bool
    private let isTOML: Bool
    private let isYAML: Bool
    /// Where the first brace is opened.
    private let firstBrace: Int?
    /// Keys may be aliases of what was named elsewhere (`*name: value`), or values of their own (`? |`): no place tells.
    private let hasIndirectKeys: Bool
    /// Keys may be written with escapes: no text tells.
    let hasEscapedKeys: Bool

    init(_ document: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet) {
        unsafe self.document = document
        isJSON = types.contains(.json)
        isTOML = types.contains(.toml)
        isYAML = types.contains(.yaml)
        firstBrace = unsafe isYAML ? document.firstIndex(of: UInt8(ascii: "{")) : nil
        hasIndirectKeys = unsafe isYAML && KeyMarks.standIndirectly(in: document)
        hasEscapedKeys = unsafe KeyMarks.areEscaped(in: document, readsOthers: isJSON || isTOML)
    }

    /// True if `text`, which is not empty, may be a whole key somewhere.
    func hold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var from = 0
        while let at = unsafe document.firstIndex(of: text, from: from) {
            if hasIndirectKeys || isKey(at..<at + text.count) { return true }
            from = at + 1
        }
        return false
    }

    private func isKey(_ place: Range<Int>) -> Bool {
        var (start, end) = (place.lowerBound, place.upperBound)
        let count = unsafe document.count
        while start > 0, end < count,
            unsafe KeyMarks.isQuote(document[start - 1]) && document[end] == document[start - 1]
        {
            start -= 1
            end += 1
        }
        if start == place.lowerBound {
            // A part of a longer word.
            if start > 0, unsafe KeyMarks.isWord(document[start - 1]) { return false }
            if end < count, unsafe KeyMarks.isWord(document[end]) { return false }
        }
        while end < count, unsafe KeyMarks.isBlank(document[end]) { end += 1 }
        guard end < count else { return true }
        switch unsafe document[end] {
        // Blanks and line ends of Unicode, too.
        case UInt8(ascii: ":"), 0x80...: return true
        // Comments may stand before the mark.
        case UInt8(ascii: "/"): return isJSON
        case UInt8(ascii: "#"): return isYAML || isTOML
        case UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "]"): return isTOML
        // Keys without a value: `{a, b}`.
        case UInt8(ascii: ","), UInt8(ascii: "}"): return firstBrace.map { $0 < start } ?? false
        default: return false
        }
    }
}

/// What in a text shows that keys are not written as they are.
private enum KeyMarks {
    static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// True if YAML names values and means them by their names, or marks keys by `?`.
    static func standIndirectly(in document: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe stands("?", in: document) { unsafe beginsToken($0, in: document) && endsToken($0, in: document) }
            || stands("&", in: document) { unsafe beginsToken($0, in: document) && !endsToken($0, in: document) }
                && stands("*", in: document) { unsafe beginsToken($0, in: document) && !endsToken($0, in: document) }
    }

    /// True if a mark stands at a place that passes a test.
    private static func stands(
        _ mark: StaticString, in document: UnsafeBufferPointer<UInt8>, where isMeant: (Int) -> Bool
    ) -> Bool {
        let mark = unsafe UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        var from = 0
        while let at = unsafe document.firstIndex(of: mark, from: from) {
            if isMeant(at) { return true }
            from = at + 1
        }
        return false
    }

    private static func beginsToken(_ at: Int, in document: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at > 0 else { return true }
        let before = unsafe document[at - 1]
        return isBlank(before) || before >= 0x80 || "[{,?:".utf8.contains(before)
    }

    private static func endsToken(_ at: Int, in document: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at + 1 < document.count else { return true }
        let after = unsafe document[at + 1]
        return isBlank(after) || after >= 0x80 || "[]{},".utf8.contains(after)
    }

    /// True if letters may be written as something else: by their numbers, over two lines, or (`readsOthers`) behind a backslash that means
    /// nothing.
    static func areEscaped(in document: UnsafeBufferPointer<UInt8>, readsOthers: Bool) -> Bool {
        var paired = -1
        return unsafe stands("\\", in: document) { at in
            // The second of two is one by itself.
            guard at != paired, at + 1 < document.count else { return false }
            switch unsafe document[at + 1] {
            case UInt8(ascii: "\\"):
                paired = at + 1
                return false
            case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "x"): return true
            // Commands that go on in the next line have a blank before it.
            case 0x0A, 0x0D, 0x80...: return unsafe at > 0 && !isBlank(document[at - 1])
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"):
                return false
            default: return readsOthers
            }
        }
    }
}
