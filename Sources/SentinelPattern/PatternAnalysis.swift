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
