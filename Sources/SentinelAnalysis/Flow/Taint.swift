internal import SentinelModel

/// A set of flow rules by their numbers, and above them facts that several rules ask for.
package struct RuleBits: Hashable, Sendable {
    var bits: UInt128

    package static let mostRules = 111
    static let none = RuleBits(bits: 0)
    /// Harmless for whatever rule.
    static let all = RuleBits(bits: ~doubts)
    /// What leaves any other as it is where both are asked for.
    static let everything = RuleBits(bits: ~0)

    // Facts about a text.
    static let noDots = RuleBits(bits: 1 << 127)
    static let noAbsolute = RuleBits(bits: 1 << 126)
    static let noDash = RuleBits(bits: 1 << 125)
    /// `..` was resolved; links were not.
    static let isNormal = RuleBits(bits: 1 << 124)
    /// Links were resolved too.
    static let isResolved = RuleBits(bits: 1 << 123)
    /// It was quoted for a shell.
    static let isQuoted = RuleBits(bits: 1 << 122)
    /// Without the sign that gives a long option its value.
    static let noEquals = RuleBits(bits: 1 << 119)
    static let noSingleQuote = RuleBits(bits: 1 << 118)
    static let noDoubleQuote = RuleBits(bits: 1 << 117)
    static let beginsSingleQuoted = RuleBits(bits: 1 << 116)
    static let beginsDoubleQuoted = RuleBits(bits: 1 << 115)
    /// Without its first and last sign it holds no such quote.
    static let noSingleQuoteInside = RuleBits(bits: 1 << 114)
    static let noDoubleQuoteInside = RuleBits(bits: 1 << 113)

    // What speaks for less trouble, and makes nothing harmless.
    /// Something was asked of it whose answer nobody here knows.
    static let isDoubted = RuleBits(bits: 1 << 121)
    /// It ends in a constant ending of file names.
    static let hasEnding = RuleBits(bits: 1 << 120)
    private static let doubts: UInt128 = 1 << 121 | 1 << 120

    /// Quotes in it were replaced, or there are none.
    static let noQuotes = RuleBits(bits: 1 << 112)

    /// Each single quote in it is such that a shell that reads it between single quotes stays there.
    static let staysSingleQuoted = RuleBits(bits: 1 << 111)

    static func rule(_ number: Int) -> RuleBits { RuleBits(bits: 1 << UInt128(number)) }

    func contains(_ other: RuleBits) -> Bool { bits & other.bits == other.bits }
    func union(_ other: RuleBits) -> RuleBits { RuleBits(bits: bits | other.bits) }
    func intersection(_ other: RuleBits) -> RuleBits { RuleBits(bits: bits & other.bits) }
    mutating func formUnion(_ other: RuleBits) { bits |= other.bits }
}

/// Pieces of what came from outside, by their numbers in a run. A check of one piece is one of everything made of it.
struct PartSet: Hashable, Sendable {
    var bits: UInt128 = 0

    static let most = 127

    init() {}
    init(_ part: Int) { bits = 1 << UInt128(min(part, Self.most)) }

    var isEmpty: Bool { bits == 0 }
    func union(_ other: PartSet) -> PartSet {
        var both = self
        both.bits |= other.bits
        return both
    }
    func intersects(_ other: PartSet) -> Bool { bits & other.bits != 0 }

    func forEach(_ body: (Int) -> Void) {
        var rest = bits
        while rest != 0 {
            let part = rest.trailingZeroBitCount
            rest &= rest - 1
            body(part)
        }
    }
}

/// What of a value somebody else controls.
struct Taint: Hashable, Sendable {
    var parts: PartSet
    /// For which rules it is harmless by what was done with it, and facts about it.
    var clean = RuleBits.none
    /// The last step of its way.
    var step: Int32

    func merged(with other: Taint) -> Taint {
        var both = self
        both.parts = parts.union(other.parts)
        both.clean = clean.intersection(other.clean)
        return both
    }
}

/// How a text is made of what came from outside.
enum TextShape: Hashable, Sendable {
    /// It is what came, or does not matter.
    case whole
    /// What came, put below something: a path that starts anew if it is absolute.
    case below
    /// Put together; what it begins with, as far as that is constant. Nil where something unknown comes first.
    case built(prefix: String?)
}

/// What is known where a value is true, and where it is not; nil where it never is.
struct Truth: Sendable {
    var ifTrue: Checks?
    var ifFalse: Checks?

    var flipped: Truth { Truth(ifTrue: ifFalse, ifFalse: ifTrue) }

    /// The same checks, of which nobody knows whether they are made.
    var doubted: Truth {
        func inDoubt(_ checks: Checks?) -> Checks? { checks.map { Checks($0.byPart.mapValues { _ in .isDoubted }) } }
        return Truth(ifTrue: inDoubt(ifTrue), ifFalse: inDoubt(ifFalse))
    }

    func joined(with other: Truth) -> Truth {
        func both(_ one: Checks?, _ two: Checks?) -> Checks? {
            guard let one else { return two }
            return two.map { one.joined(with: $0) } ?? one
        }
        return Truth(ifTrue: both(ifTrue, other.ifTrue), ifFalse: both(ifFalse, other.ifFalse))
    }
}
