/// A parsed pattern. Case folding and inline flags are resolved: a node means what it says.
package indirect enum RegexNode: Hashable, Sendable {
    /// One character.
    case character(CharacterClass)
    /// `\R`: CRLF as a whole, or any one vertical space.
    case newline
    case sequence([RegexNode])
    case alternation([RegexNode])
    /// `max` nil is unbounded.
    case repetition(RegexNode, min: Int, max: Int?, Greed)
    /// A capturing group, numbered from 1.
    case capture(RegexNode, Int)
    case atomic(RegexNode)
    case look(RegexNode, behind: Bool, negative: Bool)
    case assertion(Assertion)

    package enum Greed: Hashable, Sendable { case greedy, lazy, possessive }

    package enum Assertion: Hashable, Sendable { case lineStart, lineEnd, wordBoundary, notWordBoundary }

    static let empty = RegexNode.sequence([])
}

/// A pattern after parsing.
package struct ParsedRegex: Sendable {
    package var root: RegexNode
    package var unicode: Bool
    package var groupCount: Int
    /// By name, the group's number.
    package var groupNames: [String: Int]
}
