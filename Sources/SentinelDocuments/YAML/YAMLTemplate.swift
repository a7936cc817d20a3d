/// YAML that a template engine makes (Helm, Jinja): `{{ ... }}` stands in it where it will put values, and on lines of its own
/// where it decides what is put.
enum YAMLTemplate {
    /// As YAML where it is that. Otherwise without the template's own words: lines of nothing else are empty, and a value that it fills
    /// in is `$xxx`, of the same length, so that all else stays where it is.
    static func read(_ builder: DocumentBuilder) -> DocumentBuilder {
        let read = YAML.read(builder)
        guard let mistake = read.mistake, let plain = blanked(builder.source) else { return read }
        var again = unsafe plain.withUnsafeBufferPointer {
            unsafe YAML.read(DocumentBuilder(DocumentSource($0), limits: builder.limits))
        }
        // Of two readings with a mistake the one that got farther. Lines are not where they were, so the mistake is the first one's.
        guard again.mistake == nil || again.records.count > read.records.count else { return read }
        if again.mistake != nil { again.replaceMistake(by: mistake) }
        return again
    }

    /// Nil where nothing of a template stands in it.
    private static func blanked(_ source: DocumentSource) -> [UInt8]? {
        let actions = actions(in: source)
        guard !actions.isEmpty else { return nil }
        var bytes = Array(source[0..<source.count])
        for (index, action) in actions.enumerated() {
            let before = index > 0 ? actions[index - 1].upperBound : 0
            let behind = index + 1 < actions.count ? actions[index + 1].lowerBound : source.count
            if let line = blanks(around: action, before, behind, in: source) {
                for index in line { bytes[index] = 0x0A }
            } else {
                for index in action { bytes[index] = UInt8(ascii: "x") }
                bytes[action.lowerBound] = UInt8(ascii: "$")
            }
        }
        return bytes
    }

    /// The places of `{{ ... }}`, which may have several lines.
    private static func actions(in source: DocumentSource) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while at + 4 <= source.count {
            guard source[at] == UInt8(ascii: "{"), source[at + 1] == UInt8(ascii: "{") else {
                at += 1
                continue
            }
            let start = at
            at += 2
            while at < source.count, source[at] != UInt8(ascii: "}") || source[at + 1] != UInt8(ascii: "}") { at += 1 }
            guard at < source.count else { return found }
            at += 2
            found.append(start..<at)
        }
        return found
    }

    /// The action with the blanks beside it, where nothing else stands on its lines but other actions; nil where something does.
    private static func blanks(
        around action: Range<Int>, _ before: Int, _ behind: Int, in source: DocumentSource
    ) -> Range<Int>? {
        var (start, end) = (action.lowerBound, action.upperBound)
        while start > before, TextScanner.isBlank(source[start - 1]) { start -= 1 }
        while end < behind, TextScanner.isBlank(source[end]) { end += 1 }
        let isFirst = start == before || isLineEnd(source[start - 1])
        let isLast = end == behind || isLineEnd(source[end])
        return isFirst && isLast ? start..<end : nil
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
