/// A literal that tells where a match may start.
package struct Anchor: Hashable, Sendable {
    package var literal: [UInt8]
    /// ASCII letters match in either case; `literal` is then in lower case.
    package var caseless: Bool
    /// How many bytes after the start of a match the literal stands.
    package var lead: ClosedRange<Int>
    /// What the bytes behind the literal can be in a match that has it here, as far as that is known; of a literal with several leads no more
    /// than the first.
    package var following: [ByteSet]

    package init(literal: [UInt8], caseless: Bool, lead: ClosedRange<Int>, following: [ByteSet] = []) {
        self.literal = literal
        self.caseless = caseless
        self.lead = lead
        self.following = following
    }

    /// Shorter literals would hit everywhere.
    package static let minLength = 3
    /// Every place in a lead range is tried, so the range must be narrow.
    package static let maxLeads = 64
}

/// What is known about a pattern's matches without running it.
package struct PatternAnalysis: Hashable, Sendable {
    /// Bytes; at least 1.
    package var minLength: Int
    /// Bytes; at most `PatternOptions.longestMatch` for detection patterns.
    package var maxLength: Int
    /// An attempt sees no more than this many bytes after its start; nil where the pattern itself sets the bound.
    package var cut: Int?
    /// How many bytes after its start a match can depend on: `maxLength`, or more where something looks ahead.
    package var reach: Int
    /// How many bytes before its start a match can depend on.
    package var maxLookbehind: Int
    /// Every match contains at least one of them at an allowed lead. Empty in condition patterns.
    package var anchors: [Anchor]
    /// What a match begins with, and what may stand before it.
    package var opening: MatchOpening
    package var groupCount: Int
    package var groupNames: [String: Int]

    /// What a match's first byte can be.
    package var firstBytes: ByteSet { opening.bytes[0] }

    /// Parses and analyses. Errors: syntax, a match that can be empty or has no bound, no usable literals. PCRE2 is not
    /// asked; `RegexSafety.check` does that and more.
    package init(_ source: [UInt8], options: PatternOptions) throws(PatternError) {
        try self.init(RegexParser.parse(source, unicode: options.unicode), options: options, end: source.count)
    }

    init(_ regex: ParsedRegex, options: PatternOptions, end: Int) throws(PatternError) {
        let extent = regex.root.extent(unicode: regex.unicode)
        minLength = extent.min
        if minLength == 0 { throw PatternError("pattern can match the empty string", at: end) }
        cut = try Self.cut(extent, options, end: end)
        maxLength = min(extent.max, cut ?? extent.max)
        reach = cut ?? extent.reach
        maxLookbehind = regex.root.lookbehind(unicode: regex.unicode)
        var states = OpeningStates(regex.root)
        opening = MatchOpening(regex, &states)
        groupCount = regex.groupCount
        groupNames = regex.groupNames
        anchors = []
        if options.role == .detection {
            anchors = try LiteralExtractor(regex, keywords: options.keywords).anchors(end: end)
            for index in anchors.indices { anchors[index].following = states.following(anchors[index]) }
        }
    }

    /// Where the pattern does not bound its matches, what the author declared does.
    private static func cut(
        _ extent: Extent, _ options: PatternOptions, end: Int
    ) throws(PatternError) -> Int? {
        let longest = PatternOptions.longestMatch
        let looksFar = extent.reach > longest * 2
        if let declared = options.maxLength {
            guard declared <= longest else { throw PatternError("max length is above 65536 bytes", at: end) }
            guard declared >= extent.min else {
                throw PatternError(
                    "max length is shorter than the shortest match", at: end, detail: "\(extent.min) bytes")
            }
            return extent.max > declared || looksFar ? declared : nil
        }
        if options.role == .condition { return nil }
        if extent.max > longest {
            throw PatternError(
                "a match has no bound below 65536 bytes", at: end,
                detail: "bound the quantifiers, or declare the longest match")
        }
        if looksFar {
            throw PatternError(
                "a lookahead has no bound", at: end, detail: "bound its quantifiers, or declare the longest match")
        }
        return nil
    }
}
