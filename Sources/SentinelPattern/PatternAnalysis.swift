/// A literal that tells where a match may start.
package struct Anchor: Hashable, Sendable {
    package var literal: [UInt8]
    /// ASCII letters match in either case; `literal` is then in lower case.
    package var caseless: Bool
    /// How many bytes after the start of a match the literal stands.
    package var lead: ClosedRange<Int>

    package init(literal: [UInt8], caseless: Bool, lead: ClosedRange<Int>) {
        self.literal = literal
        self.caseless = caseless
        self.lead = lead
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
    /// True when matching must be kept from looking further than `maxLength`: the pattern alone sets no such bound.
    package var isCut: Bool
    /// How many bytes after its start a match can depend on: `maxLength`, or a little more.
    package var reach: Int
    /// How many bytes before its start a match can depend on.
    package var maxLookbehind: Int
    /// Every match contains at least one of them at an allowed lead. Empty in condition patterns.
    package var anchors: [Anchor]
    /// What a match's first byte can be.
    package var firstBytes: ByteSet
    package var groupCount: Int
    package var groupNames: [String: Int]

    /// Parses and analyses. Errors: syntax, a match that can be empty or has no bound, no usable literals. PCRE2 is not
    /// asked; `RegexSafety.check` does that and more.
    package init(_ source: [UInt8], options: PatternOptions) throws(PatternError) {
        try self.init(RegexParser.parse(source, unicode: options.unicode), options: options, end: source.count)
    }

    init(_ regex: ParsedRegex, options: PatternOptions, end: Int) throws(PatternError) {
        let extent = regex.root.extent(unicode: regex.unicode)
        minLength = extent.min
        if minLength == 0 { throw PatternError("pattern can match the empty string", at: end) }
        (maxLength, isCut) = try Self.bound(extent, options, end: end)
        reach = isCut ? maxLength : extent.reach
        maxLookbehind = regex.root.lookbehind(unicode: regex.unicode)
        firstBytes = regex.root.firstBytes.bytes
        groupCount = regex.groupCount
        groupNames = regex.groupNames
        anchors = []
        if options.role == .detection {
            anchors = try LiteralExtractor(regex, keywords: options.keywords).anchors(end: end)
        }
    }

    private static func bound(
        _ extent: Extent, _ options: PatternOptions, end: Int
    ) throws(PatternError) -> (Int, Bool) {
        let longest = PatternOptions.longestMatch
        if let declared = options.maxLength {
            guard declared <= longest else { throw PatternError("max length is above 65536 bytes", at: end) }
            guard declared >= extent.min else {
                throw PatternError("max length is shorter than the shortest match", at: end, detail: "\(extent.min) bytes")
            }
            return (Swift.min(declared, extent.max), extent.reach > declared)
        }
        if options.role == .condition { return (extent.max, false) }
        if extent.max > longest {
            throw PatternError(
                "a match has no bound below 65536 bytes", at: end,
                detail: "bound the quantifiers, or declare the longest match")
        }
        guard extent.reach <= longest * 2 else {
            throw PatternError(
                "a lookahead has no bound", at: end, detail: "bound its quantifiers, or declare the longest match")
        }
        return (extent.max, false)
    }
}
