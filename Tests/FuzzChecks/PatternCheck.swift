internal import SentinelPattern

/// What is worked out of a pattern without running it, against PCRE2: the search that relies on it finds what the naive one does.
enum PatternCheck {
    /// Low, so that hostile patterns cost little; where one is met the two need not agree.
    static let limits = MatchLimits(match: 20_000, depth: 20_000, heapKiB: 4_096)

    /// The first byte holds the options, the first line is the pattern, and the rest the text.
    static func check(_ input: [UInt8]) throws(Broken) {
        let flags = (input.first ?? 0x30) &- 0x30
        let rest = input.dropFirst()
        let source = rest.prefix { $0 != 0x0A }
        let options = PatternOptions(
            unicode: flags & 1 != 0, maxLength: flags & 2 != 0 ? 64 : nil,
            role: flags & 4 != 0 ? .condition : .detection)
        // Patterns come from texts of documents, which are UTF-8.
        guard let pattern = try? Pattern(String(decoding: source, as: UTF8.self), options: options) else { return }
        if flags & 8 != 0 { try checkSafety(of: pattern) }
        try checkNumbers(of: pattern)
        // The pattern's own text often holds its literals.
        let text = rest.dropFirst(source.count + 1) + source
        guard options.role == .detection, (try? pattern.compile()) != nil else { return }
        try checkSearch(with: pattern, in: Array(text))
    }

    private static func checkSafety(of pattern: Pattern) throws(Broken) {
        do throws(PatternError) {
            try RegexSafety.check(pattern)
        } catch {
            try require(!error.message.isEmpty, "a pattern is refused without a word")
        }
    }

    private static func checkNumbers(of pattern: Pattern) throws(Broken) {
        let analysis = pattern.analysis
        try require(
            analysis.minLength >= 1 && analysis.minLength <= analysis.maxLength,
            "matches of \(analysis.minLength)...\(analysis.maxLength) bytes")
        try require(
            analysis.anchors.isEmpty == (pattern.options.role == .condition), "\(analysis.anchors.count) anchors")
        for anchor in analysis.anchors {
            try require(
                anchor.literal.count >= Anchor.minLength && anchor.lead.count <= Anchor.maxLeads,
                "the anchor \(anchor.literal) at \(anchor.lead)")
        }
        for number in analysis.groupNames.values {
            try require((1...analysis.groupCount).contains(number), "a name for the group \(number)")
        }
    }

    private static func checkSearch(with pattern: Pattern, in text: [UInt8]) throws(Broken) {
        guard let set = try? PatternSet([pattern]), let scratch = try? MatchScratch(limits: limits) else { return }
        let naive = unsafe text.withUnsafeBufferPointer {
            unsafe NaiveEngine.find([pattern], in: $0, scratch: scratch)
        }
        var found: [NaiveEngine.Match] = []
        var isLimited = !naive.limited.isEmpty
        let request = PatternSet.Request(reportable: 0..<text.count, active: PatternMask(count: 1, all: true))
        _ = unsafe text.withUnsafeBufferPointer {
            unsafe set.find(
                in: $0, request, scratch: scratch, poll: { false },
                onMatch: { number, range in
                    found.append(NaiveEngine.Match(pattern: number, range: range))
                    return true
                },
                onLimit: { _, _, _ in
                    isLimited = true
                    return false
                })
        }
        guard !isLimited else { return }
        try require(found == naive.matches, "finds \(found.map(\.range)), and should \(naive.matches.map(\.range))")
        for match in found {
            let length = match.range.count
            try require(
                length >= pattern.analysis.minLength && length <= pattern.analysis.maxLength,
                "a match of \(length) bytes")
        }
    }
}
