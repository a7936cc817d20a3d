internal import Glibc

/// Finds literals of which every match contains at least one, at a known distance from its start.
///
/// A sequence is read as a row of elements, each with the few strings it can match, if they are few. Every run of
/// neighbouring elements whose strings, multiplied out, stay within `maxLiterals` is a candidate; so is the best
/// candidate inside an element that every match passes through. The cheapest candidate by `Rarity` wins.
struct LiteralExtractor {
    static let maxLiterals = 64
    static let maxLiteralLength = 32
    /// A larger class in a literal multiplies the literals and makes them hardly rarer.
    static let maxClassSize = 16

    /// One byte of a literal, and whether a letter matches in either case (it is then in lower case).
    struct Symbol: Hashable {
        var byte: UInt8
        var caseless: Bool
    }
    typealias Literal = [Symbol]

    struct Candidate {
        var anchors: [Anchor]
        /// Lower is better; about the binary logarithm of the attempts per byte of text.
        var cost: Double
    }

    struct Element {
        var node: RegexNode
        /// All strings the node can match; nil when they are many.
        var strings: [Literal]?
        var extent: Extent
    }

    let regex: ParsedRegex
    private let keywords: [[UInt8]]

    init(_ regex: ParsedRegex, keywords: [String]) {
        self.regex = regex
        self.keywords = keywords.map { $0.utf8.map(\.lowercased) }
    }

    func anchors(end: Int) throws(PatternError) -> [Anchor] {
        if let short = keywords.first(where: { $0.count < Anchor.minLength }) {
            throw PatternError(
                "a keyword has fewer than 3 bytes", at: end, detail: String(decoding: short, as: UTF8.self))
        }
        if let long = keywords.first(where: { $0.count > 255 }) {
            throw PatternError(
                "a keyword has more than 255 bytes", at: end, detail: String(decoding: long, as: UTF8.self))
        }
        if let best = best(in: regex.root) { return best.anchors.sorted(by: Self.isOrdered) }
        if keywords.isEmpty {
            throw PatternError(
                "no literal of 3 bytes or more stands at a bounded place in every match", at: end,
                detail: "start the pattern at a literal, or bound what stands before it to 64 bytes")
        }
        throw PatternError(
            "a match need not contain any of the keywords at a bounded place", at: end,
            detail: "every branch must contain one, at most 64 places apart")
    }

    private static func isOrdered(_ a: Anchor, _ b: Anchor) -> Bool {
        a.literal == b.literal ? a.lead.lowerBound < b.lead.lowerBound : a.literal.lexicographicallyPrecedes(b.literal)
    }

    // MARK: Candidates

    /// The best candidate every match of `node` passes through, leads counted from the node's start.
    private func best(in node: RegexNode) -> Candidate? { best(inRow: row(node).map(element)) }

    /// One candidate per branch, together.
    private func split(_ branches: [RegexNode]) -> Candidate? {
        var anchors: [Anchor] = []
        for branch in branches {
            guard let best = best(in: branch) else { return nil }
            anchors += best.anchors
            if anchors.count > Self.maxLiterals * 4 { return nil }
        }
        return candidate(anchors)
    }

    private func best(inRow row: [Element]) -> Candidate? {
        var best: Candidate?
        func consider(_ candidate: Candidate?) {
            if let candidate, candidate.cost < best?.cost ?? .infinity { best = candidate }
        }
        var start = Extent(0, 0)
        for (index, element) in row.enumerated() {
            for literals in isWorthStarting(row, at: index) ? runs(row, from: index) : [] {
                consider(self.candidate(literals, after: start))
            }
            consider(inner(element.node).flatMap { shifted($0, by: start) })
            start = start.then(element.extent)
        }
        return best
    }

    /// What to look for inside an element; nil where a match may pass it by.
    private func inner(_ node: RegexNode) -> Candidate? {
        switch node {
        case .alternation(let branches): split(branches)
        case .repetition(let body, let least, _, _) where least > 0: best(in: body)
        default: nil
        }
    }

    /// A run that could as well begin one certain string earlier is not worth a look, unless keywords hide far inside
    /// it.
    private func isWorthStarting(_ row: [Element], at index: Int) -> Bool {
        guard row[index].strings != nil else { return false }
        return index == 0 || row[index - 1].strings?.count != 1 || !keywords.isEmpty
    }

    /// The literals of the runs that begin at an element: as long as they may be, and up to each place where going on
    /// multiplies them. (Going on for nothing only makes literals rarer.)
    private func runs(_ row: [Element], from first: Int) -> [[Literal]] {
        var found: [[Literal]] = []
        var literals: [Literal] = [[]]
        for element in row[first...] {
            guard let strings = element.strings, let longer = product(literals, strings) else { break }
            if longer.count > literals.count { found.append(literals) }
            literals = longer
            if literals.contains(where: { $0.count >= Self.maxLiteralLength }) { break }
        }
        return found + [literals]
    }

    func product(_ a: [Literal], _ b: [Literal]) -> [Literal]? {
        guard a.count * b.count <= Self.maxLiterals else { return nil }
        var all: [Literal] = []
        all.reserveCapacity(a.count * b.count)
        for head in a {
            for tail in b { all.append(head + tail) }
        }
        // Two products can only be equal where they can be divided in two ways.
        guard a.contains(where: { $0.count != a[0].count }), b.count > 1 else { return all }
        var seen: Set<Literal> = []
        return all.filter { seen.insert($0).inserted }
    }

    private func shifted(_ candidate: Candidate, by start: Extent) -> Candidate? {
        guard start.max < Extent.unbounded else { return nil }
        return self.candidate(
            candidate.anchors.map {
                Anchor(
                    literal: $0.literal, caseless: $0.caseless,
                    lead: $0.lead.lowerBound + start.min...$0.lead.upperBound + start.max)
            })
    }

    private func candidate(_ literals: [Literal], after start: Extent) -> Candidate? {
        guard start.max < Extent.unbounded else { return nil }
        var anchors: [Anchor] = []
        for literal in literals {
            guard let anchor = anchor(literal, lead: start.min...start.max) else { return nil }
            anchors.append(anchor)
        }
        return candidate(anchors)
    }

    /// The anchor a string gives: itself, or the first keyword in it.
    private func anchor(_ literal: Literal, lead: ClosedRange<Int>) -> Anchor? {
        let caseless = literal.contains(where: \.caseless)
        let bytes = literal.map { caseless ? $0.byte.lowercased : $0.byte }
        if keywords.isEmpty {
            return bytes.count < Anchor.minLength ? nil : Anchor(literal: bytes, caseless: caseless, lead: lead)
        }
        let lower = bytes.map(\.lowercased)
        for keyword in keywords {
            guard let at = Self.find(keyword, in: lower) else { continue }
            let part = literal[at..<at + keyword.count]
            let caseless = part.contains(where: \.caseless)
            return Anchor(
                literal: caseless ? keyword : part.map(\.byte), caseless: caseless,
                lead: lead.lowerBound + at...lead.upperBound + at)
        }
        return nil
    }

    static func find(_ needle: [UInt8], in text: [UInt8]) -> Int? {
        guard needle.count <= text.count else { return nil }
        return (0...text.count - needle.count).first { text[$0..<$0 + needle.count].elementsEqual(needle) }
    }

    /// Puts a price on anchors; nil when they are unusable together.
    private func candidate(_ raw: [Anchor]) -> Candidate? {
        let anchors = reduced(raw)
        guard let low = anchors.map(\.lead.lowerBound).min(), let high = anchors.map(\.lead.upperBound).max(),
            high - low < Anchor.maxLeads, anchors.count <= Self.maxLiterals * 2
        else { return nil }
        let hits = anchors.reduce(0) { $0 + exp2(-Rarity.bits($1.literal)) }
        // Rarer than once in ten million places is worth nothing, and each literal crowds the screen.
        var cost = log2(hits + 1e-7) + log2(Double(high - low + 1)) + 0.3 * log2(Double(anchors.count))
        // Three bytes force the screen to look at every position of the text.
        if anchors.contains(where: { $0.literal.count == Anchor.minLength }) { cost += 1.5 }
        if high > 0 { cost += 0.5 }
        return Candidate(anchors: anchors, cost: cost)
    }

    /// Without duplicates and without those another one, at the same lead, is a prefix of.
    private func reduced(_ anchors: [Anchor]) -> [Anchor] {
        var kept: [Anchor] = []
        for anchor in anchors.sorted(by: { $0.literal.count < $1.literal.count }) {
            let isCovered = kept.contains { shorter in
                guard shorter.lead == anchor.lead, shorter.caseless || !anchor.caseless else { return false }
                let head = anchor.literal.prefix(shorter.literal.count)
                return shorter.caseless ? head.map(\.lowercased) == shorter.literal : Array(head) == shorter.literal
            }
            if !isCovered { kept.append(anchor) }
        }
        return kept
    }
}
