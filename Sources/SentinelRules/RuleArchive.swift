internal import SentinelPattern

/// Rules as bytes, so that the built-in ones load without parsing YAML: written at build time, read at every start.
///
/// Layout: `MCPR7`, the sets of bytes that patterns mean, each once, then the rules. A number is written in groups of six bits, the lowest first, each in a byte below 64, with
/// 64 added where more follow; negative ones in zigzag. A text is its length and its UTF-8, a list its length and its items.
/// All of it is valid UTF-8, since it travels as a string literal. The archive is a part of the binary that wrote it, so there is
/// no compatibility to keep.
package enum RuleArchive {
    private static let magic = Array("MCPR7".utf8)

    /// Writes `rules`.
    package static func encode(_ rules: [PatternRule]) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.list(rules) { $0.rule($1) }
        return magic + writer.whole
    }

    /// Reads what `encode` wrote; nil when the bytes are anything else. Examples are only copied, and read when they are asked for.
    package static func decode(_ bytes: [UInt8]) -> [PatternRule]? {
        unsafe bytes.withUnsafeBufferPointer { unsafe decode($0) }
    }

    /// The same of bytes that stay where they are for the call.
    package static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [PatternRule]? {
        guard unsafe bytes.starts(with: magic) else { return nil }
        var reader = unsafe ArchiveReader(bytes: bytes, at: magic.count)
        let rules = reader.list { $0.rule() }
        return reader.isValid && reader.isAtEnd ? rules : nil
    }

    /// Writes patterns and what is known about them.
    package static func encode(patterns: [PatternText]) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.list(patterns) { $0.pattern($1) }
        return magic + writer.whole
    }

    /// Reads what `encode` wrote of patterns; nil when the bytes are anything else.
    package static func decodePatterns(_ bytes: UnsafeBufferPointer<UInt8>) -> [PatternText]? {
        guard unsafe bytes.starts(with: magic) else { return nil }
        var reader = unsafe ArchiveReader(bytes: bytes, at: magic.count)
        let patterns = reader.list { $0.pattern() }
        return reader.isValid && reader.isAtEnd ? patterns : nil
    }
}

/// Appends values to bytes.
struct ArchiveWriter {
    private var bytes: [UInt8] = []
    private var sets: [ByteSet] = []
    private var numbers: [ByteSet: Int] = [:]

    /// What was appended, behind the sets it refers to.
    var whole: [UInt8] {
        var writer = ArchiveWriter()
        writer.list(sets) { $0.runs(of: $1) }
        return writer.bytes + bytes
    }

    /// Refers to a set.
    mutating func set(_ set: ByteSet) {
        let known = numbers[set] ?? sets.count
        if known == sets.count {
            sets.append(set)
            numbers[set] = known
        }
        number(known)
    }

    mutating func number(_ value: Int) {
        var rest = UInt(bitPattern: value << 1 ^ value >> (Int.bitWidth - 1))
        while rest > 63 {
            bytes.append(UInt8(truncatingIfNeeded: rest & 63 | 64))
            rest >>= 6
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
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

    /// What `write` appends, as one piece that a reader can step over.
    mutating func piece(_ write: (inout ArchiveWriter) -> Void) {
        var inner = ArchiveWriter()
        write(&inner)
        let written = inner.whole
        number(written.count)
        bytes += written
    }
}

/// Takes values from bytes, which must outlive it. After bytes that do not fit, `isValid` is false and every value is empty.
@safe
struct ArchiveReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private(set) var isValid = true
    private var sets: [ByteSet] = []

    /// Reads what a writer's `whole` was, from `position` on.
    init(bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        unsafe self.bytes = unsafe bytes
        self.position = position
        sets = list { $0.byteSet() }
    }

    var isAtEnd: Bool { unsafe position == bytes.count }

    /// Bytes that are left.
    private var rest: Int { unsafe bytes.count - position }

    mutating func number() -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while isValid, rest > 0, shift < UInt(UInt.bitWidth) {
            let byte = unsafe bytes[position]
            position += 1
            value |= UInt(byte & 63) &<< shift
            if byte < 64 { return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1) }
            shift += 6
            if byte > 127 { break }
        }
        isValid = false
        return 0
    }

    /// The bytes of a text or a piece; empty when they do not fit.
    private mutating func run() -> UnsafeBufferPointer<UInt8> {
        let length = number()
        guard isValid, length >= 0, length <= rest else {
            isValid = false
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        defer { position += length }
        return unsafe UnsafeBufferPointer(rebasing: bytes[position..<(position + length)])
    }

    mutating func text() -> String { unsafe String(decoding: run(), as: UTF8.self) }

    mutating func piece() -> [UInt8] { unsafe Array(run()) }

    mutating func flag() -> Bool { number() == 1 }

    /// A set that is referred to.
    mutating func set() -> ByteSet {
        let number = number()
        guard sets.indices.contains(number) else {
            isValid = false
            return .all
        }
        return sets[number]
    }

    /// The length of a list; each of its items takes a byte at least.
    mutating func count() -> Int {
        let count = number()
        guard isValid, count >= 0, count <= rest else {
            isValid = false
            return 0
        }
        return count
    }

    mutating func list<Item>(_ read: (inout ArchiveReader) -> Item) -> [Item] {
        let count = count()
        guard count > 0 else { return [] }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count where isValid { items.append(read(&self)) }
        return items
    }

    mutating func optional<Item>(_ read: (inout ArchiveReader) -> Item) -> Item? {
        var item: Item?
        for _ in 0..<count() where isValid { item = item ?? read(&self) }
        return item
    }

    /// A value of an enumeration that is written as its raw number or name.
    mutating func choice<Value>(_ value: Value?, otherwise: Value) -> Value {
        if value == nil { isValid = false }
        return value ?? otherwise
    }
}
