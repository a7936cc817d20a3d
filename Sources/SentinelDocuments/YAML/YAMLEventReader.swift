internal import CYAML

/// What the tree builder needs to know of a libyaml event.
struct YAMLEvent {
    enum Kind {
        case documentEnd
        case scalar([UInt8], style: Style)
        case alias(String)
        case sequenceStart
        case mappingStart
        case collectionEnd(isFlow: Bool)
    }

    enum Style { case plain, quoted, block }

    var kind: Kind
    /// The name after `&`; nil where there is none.
    var anchor: String?
    /// The bytes it was read from, its anchor and tag among them.
    var range: Range<Int>
}

/// Pulls events from libyaml. Owns the parser and lends it the source; `close` frees both.
@safe
struct YAMLEventReader {
    typealias Mistake = DocumentBuilder.Mistake

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var cursor: CharacterCursor

    init(_ source: DocumentSource) {
        unsafe input = .allocate(capacity: max(source.count, 1))
        _ = unsafe input.initialize(from: source[0..<source.count])
        cursor = unsafe CharacterCursor(UnsafeBufferPointer(rebasing: input[..<source.count]))
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        _ = unsafe yaml_parser_initialize(parser)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, source.count)
    }

    mutating func close() {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event that says something about the tree; nil at the end of the stream.
    mutating func next() throws(Mistake) -> YAMLEvent? {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw mistake() }
            defer { unsafe yaml_event_delete(&event) }
            if unsafe event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT { return nil }
            if let found = unsafe translate(event) { return found }
        }
    }

    private mutating func translate(_ event: yaml_event_t) -> YAMLEvent? {
        let start = unsafe cursor.byteOffset(ofCharacter: event.start_mark.index)
        let end = unsafe max(start, cursor.byteOffset(ofCharacter: event.end_mark.index))
        func made(_ kind: YAMLEvent.Kind, _ anchor: String? = nil) -> YAMLEvent {
            YAMLEvent(kind: kind, anchor: anchor, range: start..<end)
        }
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let text = unsafe Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            return unsafe made(.scalar(text, style: Self.style(scalar.style)), Self.name(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            return unsafe made(.sequenceStart, Self.name(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT:
            return unsafe made(.mappingStart, Self.name(event.data.mapping_start.anchor))
        // Only a closing bracket takes a place of its own.
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return made(.collectionEnd(isFlow: end > start))
        case YAML_ALIAS_EVENT: return unsafe made(.alias(Self.name(event.data.alias.anchor) ?? ""))
        case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
        default: return nil
        }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLEvent.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
    }

    private static func name(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private mutating func mistake() -> Mistake {
        let problem = unsafe text(parser.pointee.problem) ?? "not YAML"
        let context = unsafe text(parser.pointee.context).map { $0 + ": " } ?? ""
        // A byte the reader refuses has an offset but no mark.
        let isUnreadable = unsafe parser.pointee.error == YAML_READER_ERROR
        if isUnreadable { return unsafe Mistake(problem, at: parser.pointee.problem_offset) }
        return unsafe Mistake(context + problem, at: place(of: parser.pointee.problem_mark))
    }

    /// libyaml's `index` counts characters.
    private mutating func place(of mark: yaml_mark_t) -> DocumentPlace {
        DocumentPlace(line: mark.line + 1, column: mark.column + 1, offset: cursor.byteOffset(ofCharacter: mark.index))
    }

    private func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }
}
