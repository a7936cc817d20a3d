internal import CYAML

/// YAML 1.1 as libyaml reads it, as a `DocumentNode` tree.
package enum YAML {
    /// Bounds that no honest document reaches. An alias counts as many nodes as it stands for, so that nested aliases
    /// ("billion laughs") end here rather than in memory.
    package struct Limits: Sendable {
        package var bytes = 16 << 20
        package var depth = 100
        package var nodes = 1_000_000

        package init() {}
    }

    /// Parses all documents in `bytes` (UTF-8 or UTF-16 with BOM). Throws the first mistake with its place.
    package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(DocumentError) -> [DocumentNode] {
        guard bytes.count <= limits.bytes else {
            throw DocumentError("larger than \(limits.bytes) bytes", at: .start)
        }
        var reader = YAMLEventReader(bytes)
        defer { reader.close() }
        var builder = YAMLTreeBuilder(limits: limits)
        while let event = try reader.next() { try builder.take(event) }
        return builder.documents
    }
}

/// What the tree builder needs to know of a libyaml event.
struct YAMLEvent {
    enum Kind {
        case documentEnd
        case scalar(String, isPlain: Bool)
        case alias(String)
        case sequenceStart
        case mappingStart
        case collectionEnd
    }

    var kind: Kind
    /// The name after `&`; nil where there is none.
    var anchor: String?
    var place: DocumentPlace
}

/// Pulls events from libyaml. Owns the parser and the bytes it reads from; `close` frees both.
@safe
struct YAMLEventReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var cursor: CharacterCursor

    init(_ bytes: [UInt8]) {
        unsafe input = .allocate(capacity: max(bytes.count, 1))
        _ = unsafe input.initialize(from: bytes)
        cursor = unsafe CharacterCursor(UnsafeBufferPointer(rebasing: input[..<bytes.count]))
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        _ = unsafe yaml_parser_initialize(parser)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    mutating func close() {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event that says something about the tree; nil at the end of the stream.
    mutating func next() throws(DocumentError) -> YAMLEvent? {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw mistake() }
            defer { unsafe yaml_event_delete(&event) }
            if unsafe event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT { return nil }
            if let found = unsafe translate(event) { return found }
        }
    }

    private mutating func translate(_ event: yaml_event_t) -> YAMLEvent? {
        let place = unsafe place(of: event.start_mark)
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = unsafe String(decoding: bytes, as: UTF8.self)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe YAMLEvent(
                kind: .scalar(text, isPlain: isPlain), anchor: Self.name(scalar.anchor), place: place)
        case YAML_SEQUENCE_START_EVENT:
            return unsafe YAMLEvent(
                kind: .sequenceStart, anchor: Self.name(event.data.sequence_start.anchor), place: place)
        case YAML_MAPPING_START_EVENT:
            return unsafe YAMLEvent(
                kind: .mappingStart, anchor: Self.name(event.data.mapping_start.anchor), place: place)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return YAMLEvent(kind: .collectionEnd, anchor: nil, place: place)
        case YAML_ALIAS_EVENT:
            return unsafe YAMLEvent(kind: .alias(Self.name(event.data.alias.anchor) ?? ""), anchor: nil, place: place)
        case YAML_DOCUMENT_END_EVENT:
            return YAMLEvent(kind: .documentEnd, anchor: nil, place: place)
        default:
            return nil
        }
    }

    private static func name(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private mutating func mistake() -> DocumentError {
        let problem = unsafe text(parser.pointee.problem) ?? "not YAML"
        let context = unsafe text(parser.pointee.context).map { $0 + ": " } ?? ""
        // A byte the reader refuses has an offset but no mark.
        let isUnreadable = unsafe parser.pointee.error == YAML_READER_ERROR
        if isUnreadable {
            let offset = unsafe parser.pointee.problem_offset
            return DocumentError(problem, at: place(ofByte: offset))
        }
        return unsafe DocumentError(context + problem, at: place(of: parser.pointee.problem_mark))
    }

    /// libyaml's `index` counts characters.
    private mutating func place(of mark: yaml_mark_t) -> DocumentPlace {
        DocumentPlace(line: mark.line + 1, column: mark.column + 1, offset: cursor.byteOffset(ofCharacter: mark.index))
    }

    private func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private func place(ofByte offset: Int) -> DocumentPlace {
        var place = DocumentPlace(line: 1, column: 1, offset: offset)
        for byte in unsafe Array(input.prefix(offset)) {
            if byte & 0xC0 != 0x80 { place.column += 1 }
            if byte == UInt8(ascii: "\n") {
                place.line += 1
                place.column = 1
            }
        }
        return place
    }
}
