/// A Dockerfile: a sequence with a mapping for each instruction. `instruction` is its name as written, `flags` what begins with
/// `--`, `arguments` its words or the items of its JSON form, `command` the text of a shell form with its lines joined,
/// `heredocs` the texts that follow. A parser directive has `directive` and `value`.
struct DockerfileReader: LineReader {
    var scanner: TextScanner
    var builder: DocumentBuilder
    private var escape = UInt8(ascii: "\\")

    init(_ builder: DocumentBuilder) {
        scanner = TextScanner(builder.source)
        self.builder = builder
    }

    mutating func readAll() throws(Mistake) {
        try builder.begin(.sequence, at: scanner.at)
        while scanner.byte == UInt8(ascii: "#"), try readDirective() { scanner.skipLine() }
        while true {
            scanner.skipSpace()
            if scanner.isAtEnd { return }
            if scanner.byte == UInt8(ascii: "#") { scanner.skipLine() } else { try readInstruction() }
        }
    }

    /// `# name=value`, before everything else; false for any other comment.
    private mutating func readDirective() throws(Mistake) -> Bool {
        let (start, end) = (scanner.at, scanner.lineEnd)
        guard let equal = (start..<end).first(where: { scanner.source[$0] == UInt8(ascii: "=") }) else { return false }
        let name = scanner.trimmed((start + 1)..<equal)
        let value = scanner.trimmed((equal + 1)..<end)
        let known = String(decoding: scanner.source[name], as: UTF8.self).lowercased()
        guard ["syntax", "escape", "check"].contains(known) else { return false }
        try builder.begin(.mapping, at: start)
        try key("directive", at: name.lowerBound)
        try builder.add(.plain, name)
        try key("value", at: value.lowerBound)
        try builder.add(.plain, value)
        builder.end(at: end)
        if known == "escape", scanner.source[value.lowerBound] == UInt8(ascii: "`") { escape = UInt8(ascii: "`") }
        return true
    }

    private mutating func readInstruction() throws(Mistake) {
        let line = LogicalLine(&scanner, escape: escape)
        var rest = line.bytes.indices
        try builder.begin(.mapping, at: line.start)
        var name = line.word(&rest)
        try add("instruction", line, name)
        try readFlags(of: line, &rest)
        var upper = line.upper(name)
        if upper == "ONBUILD" || upper == "HEALTHCHECK" {
            name = line.word(&rest)
            try add("trigger", line, name)
            upper = line.upper(name)
        }
        if let items = line.jsonItems(rest) {
            try key("arguments", at: line.offset(rest.lowerBound))
            try builder.begin(.sequence, at: line.offset(rest.lowerBound))
            for item in items { try add(line, item, .string) }
            builder.end(at: line.end)
        } else if ["RUN", "CMD", "ENTRYPOINT", "SHELL"].contains(upper) {
            try add("command", line, rest)
        } else {
            try key("arguments", at: line.offset(rest.lowerBound))
            try builder.begin(.sequence, at: line.offset(rest.lowerBound))
            while !rest.isEmpty { try add(line, line.word(&rest), .plain) }
            builder.end(at: line.end)
        }
        let marks = ["RUN", "COPY", "ADD"].contains(upper) ? line.heredocs : []
        builder.end(at: marks.isEmpty ? line.end : try readHeredocs(marks))
    }

    private mutating func readFlags(of line: LogicalLine, _ rest: inout Range<Int>) throws(Mistake) {
        guard line.starts(rest, with: "--") else { return }
        try key("flags", at: line.offset(rest.lowerBound))
        try builder.begin(.sequence, at: line.offset(rest.lowerBound))
        var end = line.offset(rest.lowerBound)
        while line.starts(rest, with: "--") {
            let word = line.word(&rest)
            try add(line, word, .plain)
            end = line.source(word).upperBound
        }
        builder.end(at: end)
    }

    /// The texts of the heredocs that a line opens, which follow it one after the other. Where the last one ends.
    private mutating func readHeredocs(_ marks: [[UInt8]]) throws(Mistake) -> Int {
        try key("heredocs", at: scanner.at)
        try builder.begin(.sequence, at: scanner.at)
        for mark in marks {
            let start = scanner.at
            var end = start
            while true {
                if scanner.isAtEnd {
                    builder.note(
                        "the text that ends with `\(String(decoding: mark, as: UTF8.self))` does not end", at: start)
                    break
                }
                let line = scanner.at..<scanner.lineEnd
                scanner.skipLine()
                // With `<<-` the end may be indented; nobody minds a blank too many.
                if scanner.source[scanner.trimmed(line)].elementsEqual(mark) { break }
                end = scanner.at
            }
            try builder.add(.plain, start..<end)
        }
        builder.end(at: scanner.at)
        return scanner.at
    }

    private mutating func add(_ name: String, _ line: LogicalLine, _ range: Range<Int>) throws(Mistake) {
        try key(name, at: line.offset(range.lowerBound))
        try add(line, range, .plain)
    }

    private mutating func add(_ line: LogicalLine, _ range: Range<Int>, _ kind: DocumentKind) throws(Mistake) {
        let source = line.source(range)
        let text = line.bytes[range]
        // Where no line is joined in it, it stands in the file as it is.
        let isWhole = source.count == range.count
        if kind == .string {
            let decoded = JSONText.decoded(text.dropFirst().dropLast())
            if isWhole, text.dropFirst().dropLast().elementsEqual(decoded) {
                try builder.add(kind, source, .quoted)
            } else {
                try builder.add(kind, source, text: decoded)
            }
        } else if isWhole {
            try builder.add(kind, source)
        } else {
            try builder.add(kind, source, text: text)
        }
    }
}
