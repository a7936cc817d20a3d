import SentinelPattern
import TestSupport

/// Writes random patterns in the accepted syntax.
struct RegexGenerator {
    var random: SeededRandom
    var unicode = false
    /// Leaves out what makes PCRE2's and our lookbehind counts differ by design.
    var plainAnchors = false

    private let atoms = [
        "a", "b", "key", "tok", "_", "-", "=", ":", " ", "0", "7", "x", "K", "S", "\\.", "\\x41", "\\t", "\\n", "\\r",
        "\\x{62}", "\\-", "#",
        "]", "}", "{", "{x",
    ]
    private let classes = [
        "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\h", "\\v", "\\H", "\\V", ".", "\\N", "[ab]", "[a-c]", "[^a]",
        "[^\\n]", "[\\w.-]",
        "[[:alpha:]_]", "[[:^digit:]]", "[]a]", "[^]a]", "[-a]", "[a-]", "[\\x00-\\x20]", "[a-fA-F0-9]", "[[:upper:]]",
        "[kK]", "[\\]\\[]",
        "[\\d\\s]", "[^\\W_]", "\\R",
    ]
    private let wideAtoms = [
        "é", "ß", "\\x{17F}", "\\x{212A}", "[à-ü]", "\\p{L}", "[^\\p{Lu}]", "[é😀]", "[^é]", "\\P{N}", "😀",
    ]
    private let quantifiers = ["*", "+", "?", "{2}", "{0,3}", "{1,4}", "{2,}", "{0}", "{3,5}"]
    private let assertions = ["\\b", "\\B", "$"]
    private let flags = ["(?i)", "(?s)", "(?x)", "(?-i)", "(?i-s)", "(?m)"]

    mutating func pattern() -> String { alternation(3) }

    private mutating func alternation(_ depth: Int) -> String {
        (0..<(random.chance(25) ? 2 + random.below(2) : 1)).map { _ in sequence(depth) }.joined(separator: "|")
    }

    private mutating func sequence(_ depth: Int) -> String {
        (0..<(1 + random.below(4))).map { _ in item(depth) }.joined()
    }

    private mutating func item(_ depth: Int) -> String {
        let roll = random.below(100)
        if roll < 5 { return random.pick(plainAnchors ? assertions : assertions + ["^"]) }
        if roll < 8 { return random.pick(flags) }
        if roll < 14, depth > 0 { return look(depth) }
        var item: String
        if roll < 32, depth > 0 {
            let open = random.pick(["(", "(?:", "(?>", "(?i:", "(?<n\(random.below(1_000_000))>", "(?s:"])
            item = open + alternation(depth - 1) + ")"
        } else if unicode, roll < 45 {
            item = random.pick(wideAtoms)
        } else {
            item = random.pick(roll < 65 ? classes : atoms)
        }
        if random.chance(35) { item += random.pick(quantifiers) + random.pick(["", "", "?", "+"]) }
        return item
    }

    private mutating func look(_ depth: Int) -> String {
        let negative = random.chance(50) ? "!" : "="
        if random.chance(50) { return "(?\(negative)" + sequence(depth - 1) + ")" }
        let behind = random.pick(["a", "\\w", "key", "[^a]b", "\\s|ab", "(?:a|b){2}", "\\d{3}"])
        return "(?<\(negative)" + behind + ")"
    }
}

/// Draws texts that a parsed pattern can match, its lookaheads and negative lookbehinds aside.
struct RegexSampler {
    var random: SeededRandom

    mutating func sample(_ node: RegexNode) -> [UInt8] {
        switch node {
        case .character(let set):
            if !set.bytes.isEmpty, set.wide.isEmpty || random.chance(60) {
                return [random.pick(preferred(set.bytes.members))]
            }
            guard !set.wide.isEmpty else { return [] }
            let range = random.pick(set.wide)
            let value = range.lowerBound + UInt32(random.below(min(range.count, 400)))
            return Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
        case .newline: return random.pick([[0x0A], [0x0D, 0x0A], [0x0D]])
        case .sequence(let items): return items.flatMap { sample($0) }
        case .alternation(let branches): return sample(random.pick(branches))
        case .repetition(let body, let least, let most, _):
            let extra = min((most ?? least + 6) - least, 6)
            return (0..<(least + random.below(extra + 1))).flatMap { _ in sample(body) }
        case .capture(let body, _), .atomic(let body): return sample(body)
        // What a lookbehind wants stands before what it guards.
        case .look(let body, behind: true, negative: false): return sample(body)
        case .look, .assertion: return []
        }
    }

    /// Printable bytes, if there are some, most of the time.
    private mutating func preferred(_ bytes: [UInt8]) -> [UInt8] {
        let plain = bytes.filter { (0x20..<0x7F).contains($0) }
        return plain.isEmpty || random.chance(10) ? bytes : plain
    }

    /// Samples between pieces that resemble them: halves, doubles, single bytes.
    mutating func text(_ roots: [RegexNode], pieces: Int) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<pieces {
            let sample = sample(random.pick(roots))
            switch random.below(6) {
            case 0: text += sample.prefix(sample.count / 2)
            case 1: text += sample + sample
            case 2: text += Array(" \n\r\n=key a_0tok".utf8.shuffled(using: &random).prefix(random.below(8)))
            default: text += sample
            }
            if random.chance(30) { text += random.pick([[0x0A], [0x0D, 0x0A], [0x20], [0x61], [0xC3], [0xFF]]) }
        }
        return text
    }
}
