internal import SentinelModel

/// A set of flow rules by their numbers, and above them facts that several rules ask for.
package struct RuleBits: Hashable, Sendable {
    var bits: UInt128

    package static let mostRules = 112
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

/// What is known of a value on its way.
struct FlowValue {
    var taint: Taint?
    var shape = TextShape.whole
    /// Keys of an object, items of a list (`#0`): where they differ from the whole.
    var fields: [String: FlowValue]?
    /// A list whose items are known by their places, but for what was added to it.
    var isList = false
    /// A request of HTTP as an object: what is read from it comes from outside.
    var isRequest = false
    /// Of a list that was made here and is known item by item; -1 where it is not.
    var length: Int32 = -1
    /// Its constant value, where it is known to have one.
    var known: FlowKnown?
    /// A function of the project.
    var function: Reference?
    /// What was checked where it is true, and where it is false or nothing.
    var truth: Truth?

    static var harmless: FlowValue { FlowValue() }

    init(taint: Taint? = nil, shape: TextShape = .whole, truth: Truth? = nil) {
        self.taint = taint
        self.shape = shape
        self.truth = truth
    }

    /// The taint of the whole and of everything in it.
    var anyTaint: Taint? {
        guard let fields else { return taint }
        return fields.values.reduce(taint) { Self.merged($0, $1.anyTaint) }
    }

    /// True if something of it came from outside, or may when it is called.
    var isOfNote: Bool { function != nil || isRequest || anyTaint != nil }

    /// What is made of several values in a way that nobody knows.
    static func made(of values: some Sequence<FlowValue>) -> FlowValue {
        FlowValue(taint: values.reduce(nil) { merged($0, $1.anyTaint) })
    }

    static func merged(_ one: Taint?, _ two: Taint?) -> Taint? {
        guard let one else { return two }
        guard let two else { return one }
        // The way that is told is the older one: the same whatever order branches are in.
        return one.step <= two.step ? one.merged(with: two) : two.merged(with: one)
    }

    /// What holds of either.
    func joined(with other: FlowValue) -> FlowValue {
        if length >= 0 || other.length >= 0, FlowKnown.joined(known, other.known) == nil,
            hasLiteralItems || other.hasLiteralItems
        {
            return materialized.joined(with: other.materialized)
        }
        var both = FlowValue(taint: Self.merged(taint, other.taint), shape: shape)
        both.function = function ?? other.function
        both.isList = isList || other.isList
        both.isRequest = isRequest || other.isRequest
        both.length = length == other.length ? length : -1
        if known != nil, other.known != nil { both.known = FlowKnown.joined(known, other.known) }
        both.truth = truth.flatMap { mine in other.truth.map { mine.joined(with: $0) } }
        if shape != other.shape {
            switch (taint, other.taint) {
            case (nil, .some): both.shape = other.shape
            case (.some, nil), (nil, nil): break
            default: both.shape = .whole
            }
        }
        if fields != nil || other.fields != nil {
            var all: [String: FlowValue] = [:]
            for key in Set((fields ?? [:]).keys).union((other.fields ?? [:]).keys) {
                switch (fields?[key], other.fields?[key]) {
                case (let mine?, let others?): all[key] = mine.joined(with: others)
                case (let one?, nil), (nil, let one?): all[key] = isList || other.isList ? one : one.forgotten
                case (nil, nil): break
                }
            }
            both.fields = all
        }
        return both
    }

    /// The whole without what is known of its parts.
    var flat: FlowValue { FlowValue(taint: anyTaint, shape: shape) }
}

extension Environment {
    /// Whatever is checked from here on may not be checked at all.
    mutating func doubtAll() {
        for value in values.values { if let taint = value.anyTaint { check(taint.parts, for: .isDoubted) } }
    }
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
