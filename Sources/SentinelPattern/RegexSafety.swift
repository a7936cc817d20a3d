/// Refuses patterns whose cost grows faster than the text.
///
/// Cost is counted, never timed: it is the least match limit with which PCRE2's interpreter, anchored, gives an answer.
/// It is counted on adversarial texts (`RegexProbes`) of doubling length. A cost that keeps growing clearly faster than
/// the text, or that reaches the default limit within the longest match, is refused; bounded quantifiers that soon stop
/// adding cost are not. A pattern whose form alone bounds its cost below all that (`RegexSteps`) is not measured.
package enum RegexSafety {
    /// Costs up to this are no growth at any length: a measured cost, a sixteenth above the true one, must be above 16 steps for
    /// each of 128 bytes at least.
    private static let harmless = 1_800

    /// Compiles `pattern` with PCRE2 and measures it. Typically under 2 ms; the work is bounded for any pattern.
    package static func check(_ pattern: Pattern) throws(PatternError) {
        try check(pattern, RegexParser.parse(pattern.source, unicode: pattern.options.unicode))
    }

    /// Analyses `source` and checks it, which parses it once.
    package static func analysis(of source: [UInt8], options: PatternOptions) throws(PatternError) -> PatternAnalysis {
        let regex = try RegexParser.parse(source, unicode: options.unicode)
        let analysis = try PatternAnalysis(regex, options: options, end: source.count)
        try check(Pattern(source, options: options, analysis: analysis), regex)
        return analysis
    }

    private static func check(_ pattern: Pattern, _ regex: ParsedRegex) throws(PatternError) {
        // PCRE2 gives up at once where a byte that every match needs is missing; the author of a hostile text adds it.
        let code = try PCRE2Code(
            pattern.source, unicode: pattern.options.unicode, anchored: true, jit: false, optimized: false)
        guard RegexSteps.bound(of: regex.root, limit: harmless) == nil else { return }
        var meter = try CostMeter(code, analysis: pattern.analysis)
        for probe in RegexProbes.all(for: regex) {
            guard let growth = meter.growth(of: probe) else { continue }
            throw growth.error
        }
        if meter.isExhausted {
            throw PatternError(
                "pattern is too costly to check", at: 0, detail: "make it shorter or its quantifiers narrower")
        }
    }

    /// The measured costs of `pattern`, the highest of all probes; for tests. Nil where a cost is above the limit.
    package static func highestCost(of pattern: Pattern) throws(PatternError) -> (measured: Int?, bound: Int?) {
        let regex = try RegexParser.parse(pattern.source, unicode: pattern.options.unicode)
        let code = try PCRE2Code(
            pattern.source, unicode: pattern.options.unicode, anchored: true, jit: false, optimized: false)
        var meter = try CostMeter(code, analysis: pattern.analysis)
        let costs = RegexProbes.all(for: regex).map { meter.highestCost(of: $0) }
        return (
            costs.contains(nil) ? nil : costs.compactMap(\.self).max() ?? 0,
            RegexSteps.bound(of: regex.root, limit: harmless)
        )
    }
}

/// Costs that grew too fast.
private struct Growth {
    var probe: RegexProbe
    /// Repetitions of the pump, and the cost; nil is "above the limit".
    var costs: [(count: Int, cost: Int?)]

    var error: PatternError {
        let counts = costs.map { "\($0.count)" }.joined(separator: ", ")
        let steps = costs.map { $0.cost.map(String.init) ?? "over \(MatchLimits.standard.match)" }.joined(
            separator: ", ")
        let text =
            "\(Self.shown(probe.before + probe.prefix)) + \(Self.shown(probe.pump)) * n + \(Self.shown(probe.suffix))"
        return PatternError(
            "matching cost grows faster than the text", at: 0, detail: "on \(text), n = \(counts) takes \(steps) steps")
    }

    /// Quoted, escaped and shortened.
    private static func shown(_ bytes: [UInt8]) -> String {
        var text = "\""
        for byte in bytes.prefix(24) {
            switch byte {
            case 0x0A: text += "\\n"
            case 0x22, 0x5C: text += "\\" + String(Unicode.Scalar(byte))
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + (bytes.count > 24 ? "...\"" : "\"")
    }
}

/// Counts a pattern's steps.
private struct CostMeter {
    private static let limit = Int(MatchLimits.standard.match)
    /// Steps of all measurements of one pattern together.
    private static let budget = 8_000_000
    private static let maxCount = 2_048

    private let analysis: PatternAnalysis
    private let code: PCRE2Code
    private let scratch: MatchScratch
    private var spent = 0

    init(_ code: PCRE2Code, analysis: PatternAnalysis) throws(PatternError) {
        self.analysis = analysis
        self.code = code
        do throws(MatchFailure) {
            scratch = try MatchScratch(interpretsOnly: true)
        } catch {
            throw PatternError(error.text, at: 0)
        }
    }

    var isExhausted: Bool { spent > Self.budget }

    /// The costs on a probe if they grow too fast; nil if they do not.
    mutating func growth(of probe: RegexProbe) -> Growth? {
        var costs: [(count: Int, cost: Int?)] = []
        var last = 16
        var fast = 0
        var flat = 0
        for count in counts(probe) {
            if isExhausted { return nil }
            let text = probe.text(count)
            let cost = cost(of: text, at: probe.before.count, atLeast: costs.isEmpty ? nil : last)
            costs.append((count, cost))
            guard let cost else { return Growth(probe: probe, costs: costs) }
            let isFirst = costs.count == 1
            let isDoubled = costs.count > 1 && costs[costs.count - 2].count * 2 == count
            defer { last = cost }
            if isFirst || !isDoubled { continue }
            // Quadratic growth nears 4; a linear one cannot exceed 2 by more than the measurement's own eighth.
            fast = cost * 10 >= last * 28 ? fast + 1 : 0
            // Below a least length nothing is tried, so the first costs are small and the next ones only catch up; a cost of
            // a few steps a byte is no growth either.
            if fast >= 2, count >= 128, cost > 16 * text.count { return Growth(probe: probe, costs: costs) }
            flat = cost * 10 <= last * 11 + 20 ? flat + 1 : 0
            if flat >= 3 || count >= 128 && cost * 10 <= last * 23 { return nil }
        }
        return nil
    }

    /// The cost on the longest text of a probe; nil above the limit.
    mutating func highestCost(of probe: RegexProbe) -> Int? {
        var highest = 0
        for count in counts(probe) {
            guard let cost = cost(of: probe.text(count), at: probe.before.count, atLeast: nil) else { return nil }
            highest = max(highest, cost)
        }
        return highest
    }

    /// 8, 16, 32, ... while the text stays within what the pattern can look at, and the last that does.
    private func counts(_ probe: RegexProbe) -> [Int] {
        let room = analysis.reach - probe.prefix.count - probe.suffix.count
        let most = min(Self.maxCount, max(room, 8) / probe.pump.count + 1)
        var counts: [Int] = []
        var count = 8
        while count < most {
            counts.append(count)
            count *= 2
        }
        return counts + [most]
    }

    /// The least match limit that suffices, to within a sixteenth; nil above the default limit. `atLeast`: a shorter
    /// text's cost, returned as it is when it still suffices.
    private mutating func cost(of text: [UInt8], at start: Int, atLeast: Int?) -> Int? {
        var high = atLeast ?? 16
        var low = 0
        if atLeast != nil, !exceeds(high, text, start) { return high }
        while exceeds(high, text, start) {
            if high >= Self.limit { return nil }
            low = high
            high = min(high * 2, Self.limit)
        }
        while high - low > max(1, high / 16) {
            let middle = (low + high) / 2
            if exceeds(middle, text, start) { low = middle } else { high = middle }
        }
        return high
    }

    private mutating func exceeds(_ limit: Int, _ text: [UInt8], _ start: Int) -> Bool {
        spent += limit
        scratch.setLimits(MatchLimits(match: UInt32(clamping: limit), depth: .max, heapKiB: 100_000))
        let outcome = unsafe text.withUnsafeBufferPointer {
            let end = min($0.count, start &+ (analysis.cut ?? $0.count))
            return unsafe scratch.run(code.pointer, $0, from: start, to: end, options: 0)
        }
        if case .limited = outcome { return true }
        return false
    }
}
