/// YAML that a template engine makes (Helm, Jinja): `{{ ... }}` stands in it where it will put values, and on lines of their own
/// where it decides what is put.
enum YAMLTemplate {
    /// As YAML where it is that. Otherwise without the template's own words: lines of nothing else are blank, and a value that it fills
    /// in is `${xx}`, of the same length, so that all else stays where it is.
    static func read(_ builder: DocumentBuilder) -> DocumentBuilder {
        let read = YAML.read(builder)
        guard read.mistake != nil, let plain = blanked(builder.source) else { return read }
        let again = unsafe plain.withUnsafeBufferPointer {
            unsafe YAML.read(DocumentBuilder(DocumentSource($0), limits: builder.limits))
        }
        // Of two readings with a mistake the one that got farther.
        return again.mistake == nil || again.records.count > read.records.count ? again : read
    }

    /// Nil where nothing of a template stands in it.
    private static func blanked(_ source: DocumentSource) -> [UInt8]? {
        var bytes = Array(source[0..<source.count])
        var found = false
        var scanner = TextScanner(source)
        while !scanner.isAtEnd {
            let line = scanner.trimmed(scanner.at..<scanner.lineEnd)
            let actions = actions(in: line, source)
            if !actions.isEmpty {
                found = true
                let gaps = zip(
                    [line.lowerBound] + actions.map(\.upperBound), actions.map(\.lowerBound) + [line.upperBound])
                let isAlone = gaps.allSatisfy { scanner.trimmed($0..<$1).isEmpty }
                for action in actions { blank(action, isAlone: isAlone, &bytes) }
            }
            scanner.skipLine()
        }
        return found ? bytes : nil
    }

    /// The places of `{{ ... }}` in a line; one that goes on in the next lines is not known as such.
    private static func actions(in line: Range<Int>, _ source: DocumentSource) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = line.lowerBound
        while at + 4 <= line.upperBound {
            guard source[at] == UInt8(ascii: "{"), source[at + 1] == UInt8(ascii: "{") else {
                at += 1
                continue
            }
            let start = at
            at += 2
            while at + 1 < line.upperBound, source[at] != UInt8(ascii: "}") || source[at + 1] != UInt8(ascii: "}") {
                at += 1
            }
            guard at + 1 < line.upperBound else { return found }
            at += 2
            found.append(start..<at)
        }
        return found
    }

    private static func blank(_ action: Range<Int>, isAlone: Bool, _ bytes: inout [UInt8]) {
        for index in action { bytes[index] = isAlone ? 0x20 : UInt8(ascii: "x") }
        guard !isAlone, let last = action.last else { return }
        bytes[action.lowerBound] = UInt8(ascii: "$")
        bytes[action.lowerBound + 1] = UInt8(ascii: "{")
        bytes[last] = UInt8(ascii: "}")
    }
}
