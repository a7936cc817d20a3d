/// A version of PEP 440, in its order.
package struct PythonVersion: Comparable, Sendable {
    var epoch: UInt64
    /// Without zeros at its end: 1.0 and 1.0.0 are equal.
    package var release: [UInt64]
    /// How many numbers were written, for `~=`.
    var width: Int
    /// 0 to 2 for a, b and rc, and a number.
    var pre: Pair?
    var post: UInt64?
    var dev: UInt64?
    var local: [LocalPart]

    struct Pair: Comparable, Sendable {
        var phase: UInt64
        var number: UInt64

        static func < (left: Pair, right: Pair) -> Bool { (left.phase, left.number) < (right.phase, right.number) }
    }

    /// Numbers are above words.
    enum LocalPart: Comparable, Sendable {
        case word(String)
        case number(UInt64)
    }

    package init?(_ text: some StringProtocol) {
        var parser = PythonVersionParser(text)
        guard let version = parser.parse() else { return nil }
        self = version
    }

    init(epoch: UInt64, release: [UInt64]) {
        self.epoch = epoch
        width = release.count
        self.release = Self.trimmed(release)
        local = []
    }

    static func trimmed(_ numbers: [UInt64]) -> [UInt64] {
        Array(numbers.prefix((numbers.lastIndex { $0 != 0 } ?? -1) + 1))
    }

    /// Neither a pre-release nor in development.
    var isFinal: Bool { pre == nil && dev == nil }

    package static func == (left: PythonVersion, right: PythonVersion) -> Bool { !(left < right) && !(right < left) }

    package static func < (left: PythonVersion, right: PythonVersion) -> Bool {
        if left.epoch != right.epoch { return left.epoch < right.epoch }
        if left.release != right.release { return left.release.lexicographicallyPrecedes(right.release) }
        if left.preKey != right.preKey { return left.preKey < right.preKey }
        if left.post != right.post { return right.post.map { post in left.post.map { $0 < post } ?? true } ?? false }
        if left.dev != right.dev { return left.dev.map { dev in right.dev.map { dev < $0 } ?? true } ?? false }
        return left.local.lexicographicallyPrecedes(right.local)
    }

    /// A development of no pre-release and no post-release comes before all pre-releases, and a release after them.
    private var preKey: Pair {
        if let pre { return Pair(phase: pre.phase &+ 1, number: pre.number) }
        return Pair(phase: post == nil && dev != nil ? 0 : 9, number: 0)
    }
}

/// Reads a version as PEP 440's appendix B does, after its normalisations.
struct PythonVersionParser {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) {
        rest = ArraySlice(text.lowercased().utf8)
        while let last = rest.last, last == 0x20 || (0x09...0x0D).contains(last) { rest.removeLast() }
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    mutating func parse() -> PythonVersion? {
        _ = take("v")
        guard var first = number() else { return nil }
        var epoch: UInt64 = 0
        if take("!") {
            guard let second = number() else { return nil }
            (epoch, first) = (first, second)
        }
        var numbers = [first]
        while rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first, (48...57).contains(next) {
            rest.removeFirst()
            guard let number = number() else { return nil }
            numbers.append(number)
        }
        var version = PythonVersion(epoch: epoch, release: numbers)
        guard suffixes(&version) else { return nil }
        return rest.isEmpty ? version : nil
    }

    private mutating func suffixes(_ version: inout PythonVersion) -> Bool {
        if let phase = word(["alpha", "a", "beta", "b", "preview", "pre", "rc", "c"]) {
            let rank: UInt64 = phase.hasPrefix("a") ? 0 : phase.hasPrefix("b") ? 1 : 2
            guard let number = suffixNumber() else { return false }
            version.pre = PythonVersion.Pair(phase: rank, number: number)
        }
        if rest.first == UInt8(ascii: "-"), let next = rest.dropFirst().first, (48...57).contains(next) {
            rest.removeFirst()
            guard let number = number() else { return false }
            version.post = number
        } else if word(["post", "rev", "r"]) != nil {
            guard let number = suffixNumber() else { return false }
            version.post = number
        }
        if word(["dev"]) != nil {
            guard let number = suffixNumber() else { return false }
            version.dev = number
        }
        return !take("+") || local(&version)
    }

    private mutating func local(_ version: inout PythonVersion) -> Bool {
        for part in rest.split(omittingEmptySubsequences: false, whereSeparator: Self.isMark) {
            guard !part.isEmpty, part.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) }) else {
                return false
            }
            let text = String(decoding: part, as: UTF8.self)
            let isNumber = part.allSatisfy { (48...57).contains($0) }
            version.local.append(isNumber ? UInt64(text).map { .number($0) } ?? .word(text) : .word(text))
        }
        rest = []
        return true
    }

    /// One of `words`, with a mark before it.
    private mutating func word(_ words: [String]) -> String? {
        let start = rest
        if let first = rest.first, Self.isMark(first) { rest.removeFirst() }
        for word in words where take(word) { return word }
        rest = start
        return nil
    }

    /// The number behind a word: 0 where there is none, nil where it does not fit.
    private mutating func suffixNumber() -> UInt64? {
        let start = rest
        if let first = rest.first, Self.isMark(first) { rest.removeFirst() }
        guard let first = rest.first, (48...57).contains(first) else {
            rest = start
            return 0
        }
        return number()
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func number() -> UInt64? {
        let digits = rest.prefix { (48...57).contains($0) }
        rest = rest.dropFirst(digits.count)
        return UInt64(String(decoding: digits, as: UTF8.self))
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
