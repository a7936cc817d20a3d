/// Tells how long a backtracking matcher may take over a regular expression.
///
/// Candidates come from the automaton: loops that read one text in several ways, found in its product with itself. Each is then tried: a text is
/// made of a way to the loop, the loop's text many times, and something that makes the match fail; and a matcher of our own counts its steps. So what
/// is told is both a fact of the automaton and a measurement, and loops that nest but read each text in one way only are no finding. All
/// is bounded: a pattern that is too large, or uses what is not known here, is not judged.
package struct RegexAmbiguity: Sendable {
    package enum Growth: Hashable, Sendable {
        case exponential
        /// With this power of the text's length, 2 or more.
        case polynomial(Int)
    }

    package var growth: Growth
    /// The text that is slow: its beginning, what is repeated, its end.
    package var prefix: String
    package var pump: String
    package var suffix: String

    /// Steps that count as endless, and repetitions that lead there where the growth is exponential: few where each of them doubles the work,
    /// more where it grows slower.
    private static let limit = 400_000
    private static let repetitions = [20, 36]
    /// Steps that a text of so many symbols does not take but where they double: more than its length to the power of three.
    private static func limit(of count: Int) -> Int { min(limit, max(20_000, count * count * count)) }

    private static func repeatsAGroup(_ pattern: String) -> Bool {
        let bytes = Array(pattern.utf8)
        return zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: ")") && "*+{".utf8.contains($1) }
    }

    /// The slow texts of exponential patterns; nil for those that have none, and for what cannot be judged. `mustEnd`: the match must reach the
    /// text's end.
    package static func exponential(_ pattern: String, _ dialect: RegexDialect, mustEnd: Bool = false)
        -> RegexAmbiguity?
    {
        // Only what is repeated as a whole can double the work.
        guard repeatsAGroup(pattern), let (program, graph) = prepared(pattern, dialect) else { return nil }
        for pump in graph.exponentialPumps() {
            guard let prefix = graph.word(from: 0, to: pump.state), !pump.word.isEmpty else { continue }
            for repetitions in repetitions {
                for suffix in suffixes(program) {
                    let text = prefix + Array(repeating: pump.word, count: repetitions).flatMap(\.self) + suffix
                    guard text.count < 2_000 else { continue }
                    let limit = limit(of: text.count)
                    let steps = AmbiguityMeter.steps(program, text, isSearch: false, mustEnd: mustEnd, limit: limit)
                    guard steps == nil else { continue }
                    return RegexAmbiguity(.exponential, program, prefix, pump.word, suffix)
                }
            }
        }
        return nil
    }

    /// The slowest growth that was seen, exponential or not; nil for linear.
    package static func slowest(
        _ pattern: String, _ dialect: RegexDialect, isSearch: Bool, mustEnd: Bool = false
    ) -> RegexAmbiguity? {
        if let found = exponential(pattern, dialect, mustEnd: mustEnd) { return found }
        guard let (program, graph) = prepared(pattern, dialect) else { return nil }
        var worst: RegexAmbiguity?
        for pump in graph.polynomialPumps() {
            guard let prefix = graph.word(from: 0, to: pump.state) else { continue }
            for suffix in suffixes(program) {
                let power = power(program, prefix, pump.word, suffix, isSearch, mustEnd)
                if power < 2 { continue }
                if case .polynomial(let known)? = worst?.growth, known >= power { continue }
                worst = RegexAmbiguity(.polynomial(power), program, prefix, pump.word, suffix)
                // No higher one is told apart.
                if power > 2 { return worst }
            }
        }
        return worst
    }

    private init(
        _ growth: Growth, _ program: AmbiguityProgram, _ prefix: [Int], _ pump: [Int], _ suffix: [Int]
    ) {
        func text(_ symbols: [Int]) -> String {
            String(String.UnicodeScalarView(symbols.map { Unicode.Scalar(program.alphabet.shown[$0]) }))
        }
        self.growth = growth
        self.prefix = text(prefix)
        self.pump = text(pump)
        self.suffix = text(suffix)
    }

    private static func prepared(_ pattern: String, _ dialect: RegexDialect) -> (AmbiguityProgram, AmbiguityGraph)? {
        guard let regex = dialect.parse(pattern), let program = AmbiguityProgram(regex, dialect),
            let graph = AmbiguityGraph(program)
        else { return nil }
        return (program, graph)
    }

    /// What may make a match fail: each symbol, those that are easy to read first, some twice, and nothing.
    private static func suffixes(_ program: AmbiguityProgram) -> [[Int]] {
        let shown = program.alphabet.shown
        let visible = shown.indices.filter { (0x21...0x7E).contains(shown[$0]) }
        let others = shown.indices.filter { !(0x21...0x7E).contains(shown[$0]) }
        let single = visible.reversed().prefix(32) + others.prefix(16)
        return single.map { [$0] } + visible.reversed().prefix(6).map { [$0, $0] } + [[]]
    }

    /// The power with which steps grow where the text is doubled: 1 is linear.
    private static func power(
        _ program: AmbiguityProgram, _ prefix: [Int], _ pump: [Int], _ suffix: [Int], _ isSearch: Bool, _ mustEnd: Bool
    ) -> Int {
        func steps(_ count: Int) -> Int? {
            let text = prefix + Array(repeating: pump, count: count).flatMap(\.self) + suffix
            return AmbiguityMeter.steps(program, text, isSearch: isSearch, mustEnd: mustEnd, limit: limit)
        }
        // A long pump takes many steps where they are but squared.
        let count = pump.count > 8 ? 10 : 40
        guard let first = steps(count), let second = steps(count * 2) else { return 3 }
        guard second * 10 > first * 32 else { return 1 }
        guard let third = steps(count * 4) else { return second * 10 > first * 64 ? 3 : 2 }
        guard third * 10 > second * 34 else { return 1 }
        return third * 10 > second * 66 ? 3 : 2
    }
}
