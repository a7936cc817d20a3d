/// The strings that the matches of a pattern, or of one of its groups, can begin with, as far as the pattern spells them out:
/// up to the first place where it leaves more than a few characters open.
package struct LeadingLiterals: Sendable {
    private let literals: [LiteralExtractor.Literal]

    /// A class of more characters says nothing of what stands there.
    private static let openChoice = 8

    /// Of the group with this number, or of the whole pattern. Nothing is known of a pattern that does not parse.
    package init(of source: [UInt8], unicode: Bool, group: Int?) {
        guard let regex = try? RegexParser.parse(source, unicode: unicode),
            let node = group.map({ regex.root.body(ofGroup: $0) }) ?? regex.root
        else {
            literals = []
            return
        }
        literals = Self.leading(node, LiteralExtractor(regex, keywords: []))
    }

    /// The length of the longest that `text` begins with, among those of at most `limit` bytes.
    package func longest(in text: some Collection<UInt8>, atMost limit: Int) -> Int {
        literals.reduce(0) { longest, literal in
            guard literal.count > longest, literal.count <= limit else { return longest }
            let isThere = text.starts(with: literal) {
                $0 == $1.byte || $1.caseless && $0.lowercased == $1.byte.lowercased
            }
            return isThere ? literal.count : longest
        }
    }

    private static func leading(_ node: RegexNode, _ extractor: LiteralExtractor) -> [LiteralExtractor.Literal] {
        var literals: [LiteralExtractor.Literal] = [[]]
        for element in extractor.row(node).map(extractor.element) {
            if let strings = element.strings, !isOpen(element.node) {
                guard let longer = extractor.product(literals, strings) else { return literals }
                literals = longer
                continue
            }
            // Behind an element of many strings nothing is known, but it may itself begin with few.
            let inner: [LiteralExtractor.Literal]
            switch element.node {
            case .alternation(let branches): inner = branches.flatMap { leading($0, extractor) }
            case .repetition(let body, let least, _, _) where least > 0: inner = leading(body, extractor)
            default: return literals
            }
            return extractor.product(literals, inner) ?? literals
        }
        return literals
    }

    private static func isOpen(_ node: RegexNode) -> Bool {
        guard case .character(let set) = node else { return false }
        return set.bytes.members.count { !$0.isASCIILetter || $0 & 0x20 != 0 || !set.bytes.contains($0 ^ 0x20) }
            > openChoice
    }
}

extension RegexNode {
    /// What stands in the group with this number; nil if it is not in here.
    fileprivate func body(ofGroup number: Int) -> RegexNode? {
        switch self {
        case .capture(let body, number): body
        case .capture(let body, _), .atomic(let body), .repetition(let body, _, _, _), .look(let body, _, _):
            body.body(ofGroup: number)
        case .sequence(let items), .alternation(let items): items.lazy.compactMap { $0.body(ofGroup: number) }.first
        case .character, .newline, .assertion: nil
        }
    }
}
