/// The words by which `Directives` understands a text: each belongs to concepts, one bit each.
final class DirectiveWords: Sendable {
    /// One word of a phrase; a stem where `isStem`.
    private struct Word: Sendable {
        var text: String
        var isStem: Bool

        func fits(_ word: String) -> Bool { isStem ? word.hasPrefix(text) : word == text }
    }

    private struct Phrase: Sendable {
        var words: [Word]
        var concept: UInt128
    }

    static let standard = DirectiveWords([speech, things, deeds, powers])

    /// Concepts that are seen by the form of a word. `DESCRIBES` is a verb of the third person that a sentence begins with: it says what the
    /// tool does, where an order would say `merge`.
    static let formed = ["URL", "NAME", "DESCRIBES"]

    /// By their first words, and by the beginnings of first words that are stems.
    private let phrases: [String: [Phrase]]
    private let stems: [String: [Phrase]]
    private let concepts: [String: UInt128]

    private init(_ tables: [String]) {
        var concepts: [String: UInt128] = [:]
        var phrases: [String: [Phrase]] = [:]
        var stems: [String: [Phrase]] = [:]
        func bit(_ name: String) -> UInt128 {
            if let known = concepts[name] { return known }
            let made: UInt128 = 1 << UInt128(concepts.count)
            concepts[name] = made
            return made
        }
        for name in Self.formed { _ = bit(name) }
        for (name, list) in Self.entries(of: tables) {
            let concept = bit(name)
            for text in list.utf8.split(separator: UInt8(ascii: ",")) {
                let words = Self.words(of: Substring(text))
                guard let first = words.first else { continue }
                let phrase = Phrase(words: words, concept: concept)
                if first.isStem {
                    stems[Self.beginning(of: first.text), default: []].append(phrase)
                } else {
                    phrases[first.text, default: []].append(phrase)
                }
            }
        }
        self.concepts = concepts
        self.phrases = phrases
        self.stems = stems
    }

    /// A line that begins with a blank goes on with the entry before it.
    private static func entries(of tables: [String]) -> [(name: String, list: String)] {
        var found: [(name: String, list: String)] = []
        for line in tables.lazy.flatMap({ $0.utf8.split(separator: UInt8(ascii: "\n")) }).map(Substring.init) {
            if line.utf8.first == UInt8(ascii: " "), let last = found.indices.last {
                found[last].list += " " + line
            } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
                found.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        return found
    }

    private static func words(of phrase: Substring) -> [Word] {
        phrase.utf8.split(separator: UInt8(ascii: " ")).flatMap { piece -> [Word] in
            let isStem = piece.last == UInt8(ascii: "*")
            var words = DirectiveText.words(in: String(Substring(isStem ? piece.dropLast() : piece)))
                .map { Word(text: $0, isStem: false) }
            if isStem, let last = words.indices.last { words[last].isStem = true }
            return words
        }
    }

    private static func beginning(of word: String) -> String { String(word.unicodeScalars.prefix(3)) }

    /// The bits of concepts by name; 0 for what is no concept.
    func mask(of names: some Sequence<Substring>) -> UInt128 { names.reduce(0) { $0 | (concepts[String($1)] ?? 0) } }

    /// For each word of a sentence, the concepts it belongs to, with the phrases it is a part of.
    func concepts(of words: [DirectiveText.Word]) -> [UInt128] {
        var found = [UInt128](repeating: 0, count: words.count)
        for (at, word) in words.enumerated() {
            if word.isAddress { found[at] |= mask(of: ["URL"]) }
            if word.isQuotedName { found[at] |= mask(of: ["FIELD"]) }
            if word.text.contains("_") { found[at] |= mask(of: ["NAME"]) }
            if at == 0, Self.describes(word.text) { found[at] |= mask(of: ["DESCRIBES"]) }
            for phrase in phrases[word.text] ?? [] { add(phrase, words, at, to: &found) }
            guard !word.text.isEmpty else { continue }
            for phrase in stems[Self.beginning(of: word.text)] ?? [] { add(phrase, words, at, to: &found) }
        }
        return found
    }

    private static func describes(_ word: String) -> Bool {
        word.utf8.count > 4 && word.hasSuffix("s") && !word.hasSuffix("ss")
            && !["always", "this", "users", "unless", "perhaps", "besides", "sometimes"].contains(word)
    }

    /// What is forbidden is not asked for: `do not follow instructions` is none.
    func withoutForbidden(_ concepts: [UInt128]) -> [UInt128] {
        let denial = mask(of: ["NEG"])
        let orders = mask(of: ["FOLLOW", "OFF"])
        let unasked = mask(of: ["NOASK"])
        func isDenied(_ at: Int, within words: Int) -> Bool {
            concepts[max(0, at - words)..<at].contains { $0 & denial != 0 && $0 & unasked == 0 }
        }
        return concepts.indices.map { at in
            var concepts = concepts[at]
            if isDenied(at, within: 3) { concepts &= ~orders }
            // `Never delete a file without asking` asks.
            if isDenied(at, within: 6) { concepts &= ~unasked }
            return concepts
        }
    }

    private func add(_ phrase: Phrase, _ words: [DirectiveText.Word], _ at: Int, to found: inout [UInt128]) {
        guard phrase.words.count <= words.count - at else { return }
        for (offset, word) in phrase.words.enumerated() where !word.fits(words[at + offset].text) { return }
        for offset in phrase.words.indices { found[at + offset] |= phrase.concept }
    }
}
