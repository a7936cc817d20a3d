internal import Glibc

/// Finds literals of which every match contains at least one, at a known distance from its start.
///
/// A sequence is read as a row of elements, each with the few strings it can match, if they are few. Every run of
/// neighbouring elements whose strings, multiplied out, stay within `maxLiterals` is a candidate; so is the best candidate
/// inside an element that every match passes through. The cheapest candidate by `Rarity` wins.
struct LiteralExtractor {
    static let maxLiterals = 64
    static let maxLiteralLength = 32

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

    private struct Element {
        var node: RegexNode
        /// All strings the node can match; nil when they are many.
        var strings: [Literal]?
        var extent: Extent
    }

    private let regex: ParsedRegex
    private let keywords: [[UInt8]]

    init(_ regex: ParsedRegex, keywords: [String]) {
        self.regex = regex
        self.keywords = keywords.map { $0.utf8.map(\.lowercased) }
    }

    func anchors(end: Int) throws(PatternError) -> [Anchor] {
        if let short = keywords.first(where: { $0.count < Anchor.minLength }) {
            throw PatternError("a keyword has fewer than 3 bytes", at: end, detail: String(decoding: short, as: UTF8.self))
        }
        if let long = keywords.first(where: { $0.count > 255 }) {
            throw PatternError("a keyword has more than 255 bytes", at: end, detail: String(decoding: long, as: UTF8.self))
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
    private func best(in node: RegexNode) -> Candidate? {
        switch node {
        case .alternation(let branches):
            let whole = best(inRow: [element(node)])
            guard let split = split(branches) else { return whole }
            guard let whole else { return split }
            return whole.cost <= split.cost ? whole : split
        default: return best(inRow: row(node).map(element))
        }
    }

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
            for literals in runs(row, from: index) { consider(self.candidate(literals, after: start)) }
            if row.count > 1 || element.strings == nil {
                consider(inner(element.node).flatMap { shifted($0, by: start) })
            }
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

    /// The literals of the runs that begin at an element, each run as long as it may be and every shorter one.
    private func runs(_ row: [Element], from first: Int) -> [[Literal]] {
        var found: [[Literal]] = []
        var literals: [Literal] = [[]]
        for element in row[first...] {
            guard let strings = element.strings, let longer = product(literals, strings) else { break }
            if longer == literals { continue }
            literals = longer
            found.append(literals)
            if literals.contains(where: { $0.count >= Self.maxLiteralLength }) { break }
        }
        return found
    }

    private func product(_ a: [Literal], _ b: [Literal]) -> [Literal]? {
        guard a.count * b.count <= Self.maxLiterals else { return nil }
        var seen: Set<Literal> = []
        var all: [Literal] = []
        for head in a {
            for tail in b where seen.insert(head + tail).inserted { all.append(head + tail) }
        }
        return all
    }

    private func shifted(_ candidate: Candidate, by start: Extent) -> Candidate? {
        guard start.max < Extent.unbounded else { return nil }
        return self.candidate(candidate.anchors.map {
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
        if keywords.isEmpty { return bytes.count < Anchor.minLength ? nil : Anchor(literal: bytes, caseless: caseless, lead: lead) }
        let lower = bytes.map(\.lowercased)
        for keyword in keywords {
            guard let at = Self.find(keyword, in: lower) else { continue }
            return Anchor(literal: keyword, caseless: true, lead: lead.lowerBound + at...lead.upperBound + at)
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
        let hits = anchors.reduce(0) { $0 + Rarity.frequency($1.literal) }
        var cost = log2(hits) + log2(Double(high - low + 1)) + 0.15 * log2(Double(anchors.count))
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

    // MARK: Elements

    /// A node as a row of elements: groups opened, the certain part of a repetition written out.
    private func row(_ node: RegexNode) -> [RegexNode] {
        switch node {
        case .sequence(let items): items.flatMap(row)
        case .capture(let body, _), .atomic(let body): row(body)
        case .repetition(let body, let least, let most, let greed) where least > 0 && strings(node) == nil:
            writtenOut(body, least, most, greed)
        default: [node]
        }
    }

    private func writtenOut(_ body: RegexNode, _ least: Int, _ most: Int?, _ greed: RegexNode.Greed) -> [RegexNode] {
        let copies = min(least, 3)
        guard let strings = strings(body), strings.count <= 8 else {
            return [.repetition(body, min: least, max: most, greed)]
        }
        let rest = RegexNode.repetition(body, min: least - copies, max: most.map { $0 - copies }, greed)
        return (0..<copies).flatMap { _ in row(body) } + (most == copies ? [] : [rest])
    }

    private func element(_ node: RegexNode) -> Element {
        Element(node: node, strings: strings(node), extent: node.extent(unicode: regex.unicode))
    }

    /// All strings a node can match, if they are few and short.
    private func strings(_ node: RegexNode) -> [Literal]? {
        switch node {
        case .character(let set): return strings(set)
        case .newline: return nil
        case .look, .assertion: return [[]]
        case .capture(let body, _), .atomic(let body): return strings(body)
        case .sequence(let items):
            var all: [Literal] = [[]]
            for item in items {
                guard let next = strings(item), let longer = product(all, next), isShort(longer) else { return nil }
                all = longer
            }
            return all
        case .alternation(let branches):
            var all: Set<Literal> = []
            for branch in branches {
                guard let next = strings(branch) else { return nil }
                all.formUnion(next)
                if all.count > Self.maxLiterals { return nil }
            }
            return all.sorted { $0.map(\.byte).lexicographicallyPrecedes($1.map(\.byte)) }
        case .repetition(let body, let least, let most, _):
            guard let most, most <= Self.maxLiteralLength, let one = strings(body) else { return nil }
            return powers(of: one, least, most)
        }
    }

    private func isShort(_ literals: [Literal]) -> Bool { literals.allSatisfy { $0.count <= Self.maxLiteralLength * 2 } }

    private func powers(of one: [Literal], _ least: Int, _ most: Int) -> [Literal]? {
        var power: [Literal] = [[]]
        var all: [Literal] = least == 0 ? [[]] : []
        for count in stride(from: 1, through: most, by: 1) {
            guard let next = product(power, one), isShort(next) else { return nil }
            power = next
            if count >= least { all += power }
            if all.count > Self.maxLiterals { return nil }
        }
        return all
    }

    private func strings(_ set: CharacterClass) -> [Literal]? {
        var all: [Literal] = []
        for byte in set.bytes.members {
            let hasBothCases = byte.isASCIILetter && set.bytes.contains(byte ^ 0x20)
            if hasBothCases, byte & 0x20 == 0 { continue }
            all.append([Symbol(byte: byte, caseless: hasBothCases)])
        }
        for range in set.wide {
            if range.count > 8 { return nil }
            for scalar in range {
                let bytes = CharacterClass.utf8(scalar)
                if !bytes.isEmpty { all.append(bytes.map { Symbol(byte: $0, caseless: false) }) }
            }
        }
        return all.isEmpty || all.count > Self.maxLiterals ? nil : all
    }
}
