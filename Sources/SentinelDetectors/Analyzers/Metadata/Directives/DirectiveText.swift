internal import SentinelRules

/// A text as sentences of words, small letters throughout. Characters of Chinese and Japanese are a word each.
struct DirectiveText {
    struct Word {
        var text: String
        /// Of the web or of mail.
        var isAddress = false
        /// In backticks.
        var isQuotedName = false
    }

    struct Sentence {
        /// In bytes of the text.
        var range: Range<Int>
        var words: [Word]
    }

    private(set) var sentences: [Sentence] = []
    private let scalars: [(scalar: UInt32, range: Range<Int>)]

    private static let mostSentences = 400
    private static let mostWords = 300

    init(_ text: UnsafeBufferPointer<UInt8>) {
        scalars = unsafe UTF8Scalars.all(of: text)
        var start = 0
        var at = 0
        while at < scalars.count, sentences.count < Self.mostSentences {
            let end = boundary(at)
            at = max(end, at + 1)
            if end > 0 {
                add(start..<end)
                start = end
            }
        }
        add(start..<scalars.count)
    }

    static func words(in text: String) -> [String] {
        var text = text
        return text.withUTF8 {
            unsafe DirectiveText($0).sentences.flatMap { $0.words.map(\.text) }.filter { !$0.isEmpty }
        }
    }

    private func scalar(_ at: Int) -> UInt32 { at < scalars.count ? scalars[at].scalar : 0 }

    private mutating func add(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let words = words(in: range)
        guard !words.isEmpty else { return }
        sentences.append(
            Sentence(
                range: scalars[range.lowerBound].range.lowerBound..<scalars[range.upperBound - 1].range.upperBound,
                words: words))
    }

    // MARK: Sentences

    /// Where the next sentence begins, if one ends at `at`; else 0.
    private func boundary(_ at: Int) -> Int {
        switch scalar(at) {
        case 0x3002, 0xFF01, 0xFF1F: return at + 1
        case 0x2E, 0x21, 0x3F:
            var next = at + 1
            while [0x22, 0x27, 0x29, 0x5D].contains(scalar(next)) { next += 1 }
            return isSpace(scalar(next)) ? next : 0
        case 0x3B: return isSpace(scalar(at + 1)) ? at + 1 : 0
        case 0x0A: return beginsLine(at + 1) ? at + 1 : 0
        default: return 0
        }
    }

    /// True for a line that does not go on with the one before it: an empty one, one with a bullet or number, one with a capital.
    private func beginsLine(_ at: Int) -> Bool {
        if (0x41...0x5A).contains(scalar(at)) { return true }
        var next = at
        while isSpace(scalar(next)), scalar(next) != 0x0A { next += 1 }
        if scalar(next) == 0x0A { return true }
        if [0x2D, 0x2A, 0x2022, 0x23].contains(scalar(next)) { return true }
        let digits = next
        while (0x30...0x39).contains(scalar(next)) { next += 1 }
        return next > digits && (scalar(next) == 0x2E || scalar(next) == 0x29) && isSpace(scalar(next + 1))
    }

    private func isSpace(_ scalar: UInt32) -> Bool { scalar == 0x20 || (0x09...0x0D).contains(scalar) }

    // MARK: Words

    private func words(in range: Range<Int>) -> [Word] {
        var found: [Word] = []
        var at = range.lowerBound
        while at < range.upperBound, found.count < Self.mostWords {
            let first = scalar(at)
            if first == 0x2C || first == 0x3A || first == 0x28 {
                // What stands behind a comma seldom belongs to the word before it.
                if !found.isEmpty { found += [Word(text: ""), Word(text: "")] }
                at += 1
            } else if first == 0x60 {
                at = addQuoted(at + 1, range.upperBound, to: &found)
            } else if isIdeograph(first) {
                found.append(Word(text: text(at..<(at + 1))))
                at += 1
            } else if isLetter(first) || startsMark(at) {
                let end = endOfWord(at, range.upperBound)
                found.append(word(at..<end))
                at = end
            } else {
                at += 1
            }
        }
        return found
    }

    /// What stands in backticks, in a line; its first word has the mark.
    private func addQuoted(_ at: Int, _ end: Int, to found: inout [Word]) -> Int {
        var close = at
        while close < end, close - at <= 60, scalar(close) != 0x60, scalar(close) != 0x0A { close += 1 }
        guard close > at, close < end, scalar(close) == 0x60 else { return at }
        found.append(Word(text: text(at..<close), isQuotedName: true))
        return close + 1
    }

    /// `.env`, `?q=`, `#channel`.
    private func startsMark(_ at: Int) -> Bool {
        let next = scalar(at + 1)
        switch scalar(at) {
        case 0x2E: return (0x61...0x7A).contains(next | 0x20) && !(at > 0 && isLetter(scalar(at - 1)))
        case 0x23, 0x3F: return isLetter(next)
        default: return false
        }
    }

    private func endOfWord(_ start: Int, _ end: Int) -> Int {
        var at = start + 1
        let isMark = !isLetter(scalar(start))
        while at < end {
            let byte = scalar(at)
            if isIdeograph(byte) { break }
            if isLetter(byte) || byte == 0x27 || byte == 0x2019 || byte == 0x2D || (isMark && byte == 0x3D) {
                at += 1
            } else if byte == 0x3A, scalar(at + 1) == 0x2F, scalar(at + 2) == 0x2F, at - start <= 5 {
                while at < end, !isSpace(scalar(at)), ![0x22, 0x27, 0x60, 0x3C, 0x3E, 0x29].contains(scalar(at)) {
                    at += 1
                }
                break
            } else if byte == 0x2E || byte == 0x40 || byte == 0x2B, at + 1 < end, isLetter(scalar(at + 1)) {
                at += 1
            } else {
                break
            }
        }
        return at
    }

    private func word(_ range: Range<Int>) -> Word {
        let text = text(range)
        return Word(
            text: text, isAddress: text.hasPrefix("http") && text.contains("://") || text.dropFirst().contains("@"))
    }

    private func isIdeograph(_ scalar: UInt32) -> Bool {
        (0x3040...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
    }

    /// Letters of all other scripts, digits, and the line below.
    private func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        case ..<0xC0, 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFFEF, 0xFFFD, 0x1F000...0x1FFFF: false
        default: !isIdeograph(scalar)
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var made = ""
        for at in range {
            switch scalar(at) {
            case 0x41...0x5A: made.unicodeScalars.append(Unicode.Scalar(UInt8(scalar(at) | 0x20)))
            case 0x2019: made += "'"
            case 0..<0x80: made.unicodeScalars.append(Unicode.Scalar(UInt8(scalar(at))))
            default: if let one = Unicode.Scalar(scalar(at)) { made += one.properties.lowercaseMapping }
            }
        }
        return made
    }
}
