/// Reads a path expression.
struct PathParser {
    typealias Mistake = DocumentPath.Mistake

    private let text: [UInt8]
    private let isCaseless: Bool
    private var at = 0

    init(_ text: String, caseless: Bool) {
        self.text = Array(text.utf8)
        isCaseless = caseless
    }

    private var byte: UInt8 { at < text.count ? text[at] : 0 }

    mutating func parse() throws(Mistake) -> (ascent: Int, steps: [DocumentPath.Step]) {
        var ascent = 0
        if text.starts(with: Array("$.".utf8)) || text.starts(with: Array("$[".utf8)) {
            ascent = DocumentPath.toRoot
            at += 1
        }
        while ascent != DocumentPath.toRoot, byte == UInt8(ascii: "^") {
            ascent += 1
            at += 1
        }
        if at == text.count, ascent > 0 { return (ascent, []) }
        if ascent > 0, byte != UInt8(ascii: "[") { try take(UInt8(ascii: "."), "`.` after `^`") }
        var steps: [DocumentPath.Step] = []
        while true {
            if byte == UInt8(ascii: "[") { steps.append(try item()) } else { steps.append(try key()) }
            guard steps.count <= DocumentPath.mostSteps else {
                throw Mistake(message: "a path has at most \(DocumentPath.mostSteps) steps", offset: at)
            }
            if at == text.count { return (ascent, steps) }
            if byte != UInt8(ascii: "[") { try take(UInt8(ascii: "."), "`.` between two steps") }
        }
    }

    private mutating func take(_ wanted: UInt8, _ what: String) throws(Mistake) {
        guard byte == wanted else { throw Mistake(message: "\(what) is missing", offset: at) }
        at += 1
    }

    private mutating func item() throws(Mistake) -> DocumentPath.Step {
        at += 1
        let start = at
        while at < text.count, byte != UInt8(ascii: "]") { at += 1 }
        let inner = String(decoding: text[start..<at], as: UTF8.self)
        try take(UInt8(ascii: "]"), "`]`")
        if inner == "*" { return .item(nil) }
        guard let index = Int(inner), index >= 0 else {
            throw Mistake(message: "between the brackets stands a number or `*`", offset: start)
        }
        return .item(index)
    }

    private mutating func key() throws(Mistake) -> DocumentPath.Step {
        if byte == UInt8(ascii: "(") {
            at += 1
            var choices = [try pattern()]
            while byte == UInt8(ascii: "|") {
                at += 1
                choices.append(try pattern())
            }
            try take(UInt8(ascii: ")"), "`)`")
            return .key(choices)
        }
        let rest = text[at...]
        if rest.starts(with: Array("**".utf8)),
            rest.count == 2 || [UInt8(ascii: "."), UInt8(ascii: "[")].contains(rest[at + 2])
        {
            at += 2
            return .any
        }
        return .key([try pattern()])
    }

    private mutating func pattern() throws(Mistake) -> KeyPattern {
        let start = at
        if byte == UInt8(ascii: "\"") {
            at += 1
            while at < text.count, byte != UInt8(ascii: "\"") { at += 1 }
            let key = Array(text[(start + 1)..<at])
            try take(UInt8(ascii: "\""), "the closing quote")
            return KeyPattern([key], caseless: isCaseless)
        }
        while at < text.count, !".[]()|^\"".utf8.contains(byte) { at += 1 }
        guard at > start else { throw Mistake(message: "a key is missing", offset: at) }
        let pieces = text[start..<at].split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        return KeyPattern(pieces.map(Array.init), caseless: isCaseless)
    }
}
