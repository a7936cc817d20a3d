internal import SentinelModel
package import SentinelRules

/// Sentences that have a model do what no description has reason to ask for: hide an act from the user, collect talk and secrets, put
/// the tool before others or before the user, pose as an operator. It looks at who is addressed, what is asked, of what, and whether it
/// is hidden, by concepts and their order, and adds up over neighbouring sentences: so wording that nobody has seen before is
/// understood by its parts.
package struct Directives: MetadataAnalyzer {
    package let name = "directives"

    /// One combination of concepts.
    private struct Sign: Sendable {
        var what: String
        var weight: Double
        /// Each as concepts and the words that may lie between.
        var sequences: [[(concepts: UInt128, gap: Int)]] = []
        var near: [UInt128] = []
        var without: UInt128 = 0
        /// Concepts of the sentence without which nothing fits.
        var needed: [UInt128] = []
    }

    private static let signs: [Sign] = DirectiveSigns.text.split(separator: "\n").compactMap(sign)
    private static let enough = 3.0
    private static let plenty = 6.0
    private static let least = 40

    package init() {}

    package func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace] {
        guard text.count >= Self.least else { return [] }
        let sentences = unsafe DirectiveText(text).sentences
        let concepts = sentences.map {
            DirectiveWords.standard.withoutForbidden(DirectiveWords.standard.concepts(of: $0.words))
        }
        let unions = concepts.map { $0.reduce(0, |) }
        let hits = sentences.indices.map { at in
            Self.signs.indices.filter { Self.fits(Self.signs[$0], concepts[at], unions, at) }
        }
        var found: [MetadataPlace] = []
        var next = 0
        for at in sentences.indices where at >= next {
            let window = max(next, at - 1)..<min(sentences.count, at + 2)
            let signs = Set(window.flatMap { hits[$0] })
            let weight = signs.reduce(0) { $0 + Self.signs[$1].weight }
            // Strings of code are about anything.
            guard weight >= (target == .result ? Self.plenty : Self.enough),
                let heaviest = window.max(by: { Self.weight(of: hits[$0]) < Self.weight(of: hits[$1]) })
            else { continue }
            let said = Set(signs.map { Self.signs[$0].what }).sorted()
            found.append(
                MetadataPlace(
                    range: sentences[heaviest].range, note: "it " + said.joined(separator: ", "),
                    severity: weight >= Self.plenty ? .high : nil))
            next = window.upperBound
        }
        return found
    }

    private static func weight(of hits: [Int]) -> Double { hits.reduce(0) { $0 + signs[$1].weight } }

    private static func fits(_ sign: Sign, _ words: [UInt128], _ unions: [UInt128], _ at: Int) -> Bool {
        let union = unions[at]
        guard union & sign.without == 0, sign.needed.allSatisfy({ $0 & union != 0 }) else { return false }
        let around = unions[max(0, at - 1)..<min(unions.count, at + 2)].reduce(0, |)
        guard sign.near.allSatisfy({ $0 & around != 0 }) else { return false }
        return sign.sequences.allSatisfy { sequence in
            words.indices.contains { words[$0] & sequence[0].concepts != 0 && follows(sequence, 1, words, $0) }
        }
    }

    /// True if the rest of a sequence stands behind `at`.
    private static func follows(
        _ sequence: [(concepts: UInt128, gap: Int)], _ step: Int, _ words: [UInt128], _ at: Int
    ) -> Bool {
        guard step < sequence.count else { return true }
        let (wanted, gap) = sequence[step]
        return (at + 1..<min(words.count, at + 1 + gap)).contains {
            words[$0] & wanted != 0 && follows(sequence, step + 1, words, $0)
        }
    }

    // MARK: The table

    private static func sign(_ line: Substring) -> Sign? {
        guard let equals = line.firstIndex(of: "="), let colon = line[equals...].firstIndex(of: ":"),
            let weight = Double(line[line.index(equals, offsetBy: 2)..<colon])
        else { return nil }
        var sign = Sign(what: String(line[..<equals].dropLast()), weight: weight)
        var kind: Substring = "&"
        var parts: [Substring] = []
        let pieces: [Substring] = line[line.index(after: colon)...].split(separator: " ") + ["&"]
        for piece in pieces {
            guard piece == "&" || piece == "~" || piece == "!" else {
                parts.append(piece)
                continue
            }
            add(parts, kind, to: &sign)
            kind = piece
            parts = []
        }
        return sign
    }

    private static func add(_ parts: [Substring], _ kind: Substring, to sign: inout Sign) {
        guard let first = parts.first else { return }
        let concepts = mask(first)
        switch kind {
        case "~": sign.near.append(concepts)
        case "!": sign.without |= concepts
        default:
            sign.needed.append(concepts)
            guard parts.count > 2 else { return }
            var sequence = [(concepts: concepts, gap: 0)]
            for place in stride(from: 1, to: parts.count - 1, by: 2) {
                sequence.append((mask(parts[place + 1]), Int(parts[place]) ?? 1))
                sign.needed.append(mask(parts[place + 1]))
            }
            sign.sequences.append(sequence)
        }
    }

    private static func mask(_ names: Substring) -> UInt128 {
        DirectiveWords.standard.mask(of: names.split(separator: "|"))
    }
}
