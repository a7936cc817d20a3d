internal import SentinelModel

/// Rules as bytes, so that the built-in ones load without parsing YAML: written at build time, read at every start.
///
/// Layout: `MCPR1`, then the rules. A number is its decimal digits and a colon, a text its length and its UTF-8, a list its
/// length and its items. All of it is valid UTF-8, since it travels as a string literal. The archive is a part of the
/// binary that wrote it, so there is no compatibility to keep.
package enum RuleArchive {
    private static let magic = Array("MCPR1".utf8)

    /// Writes `rules`.
    package static func encode(_ rules: [PatternRule]) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.bytes += magic
        writer.list(rules) { $0.rule($1) }
        return writer.bytes
    }

    /// Reads what `encode` wrote; nil when the bytes are anything else.
    package static func decode(_ bytes: [UInt8]) -> [PatternRule]? {
        guard bytes.starts(with: magic) else { return nil }
        var reader = ArchiveReader(bytes: bytes, at: magic.count)
        let rules = reader.list { $0.rule() }
        return reader.isValid && reader.isAtEnd ? rules : nil
    }
}

/// Appends values to bytes.
struct ArchiveWriter {
    var bytes: [UInt8] = []

    mutating func number(_ value: Int) {
        bytes += String(value).utf8
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes += text.utf8
    }

    mutating func flag(_ value: Bool) { number(value ? 1 : 0) }

    mutating func list<Item>(_ items: [Item], _ write: (inout ArchiveWriter, Item) -> Void) {
        number(items.count)
        for item in items { write(&self, item) }
    }

    mutating func optional<Item>(_ item: Item?, _ write: (inout ArchiveWriter, Item) -> Void) {
        list(item.map { [$0] } ?? [], write)
    }
}

/// Takes values from bytes. After bytes that do not fit, `isValid` is false and every value is empty.
struct ArchiveReader {
    private let bytes: [UInt8]
    private var position: Int
    private(set) var isValid = true

    init(bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int {
        var value = 0
        var isNegative = false
        while isValid, position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: ":"): return isNegative ? 0 &- value : value
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value &* 10 &+ Int(byte - UInt8(ascii: "0"))
            default: isValid = false
            }
        }
        isValid = false
        return 0
    }

    mutating func text() -> String {
        let length = number()
        guard isValid, length >= 0, length <= bytes.count - position else {
            isValid = false
            return ""
        }
        defer { position += length }
        return String(decoding: bytes[position..<(position + length)], as: UTF8.self)
    }

    mutating func flag() -> Bool { number() == 1 }

    mutating func list<Item>(_ read: (inout ArchiveReader) -> Item) -> [Item] {
        let count = number()
        guard isValid, count >= 0, count <= bytes.count - position else {
            isValid = false
            return []
        }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count where isValid { items.append(read(&self)) }
        return items
    }

    mutating func optional<Item>(_ read: (inout ArchiveReader) -> Item) -> Item? { list(read).first }

    /// A value of an enumeration that is written as its raw number or name.
    mutating func choice<Value>(_ value: Value?, otherwise: Value) -> Value {
        if value == nil { isValid = false }
        return value ?? otherwise
    }
}
