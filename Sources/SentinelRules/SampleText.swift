/// A sample with its templates expanded and its marks taken out.
///
/// `⟦` and `⟧` stand around each span that must be reported. `{{alnum:36}}` and the like stand for characters drawn from a
/// generator with a fixed seed: the project thus holds no text that a secret scanner would take for a secret, and every
/// run sees the same bytes.
package struct SampleText: Hashable, Sendable {
    package var bytes: [UInt8]
    /// The marked spans, in bytes, ascending.
    package var spans: [Range<Int>]

    private static let opening = Array("⟦".utf8)
    private static let closing = Array("⟧".utf8)

    /// Expands `sample`. `seed` tells samples apart; the rule's id and the sample's number make a good one.
    /// Throws a sentence for an unknown template or unpaired marks.
    package init(_ sample: String, seed: String) throws(SampleMistake) {
        var generator = SeededGenerator(seed: seed)
        bytes = []
        spans = []
        var open: Int?
        // By bytes: a mark beside a zero width character would be one character with it.
        let text = sample.utf8
        var at = text.startIndex
        while at < text.endIndex {
            let rest = text[at...]
            var length = 1
            if rest.starts(with: Self.opening) {
                guard open == nil else { throw SampleMistake("⟦ inside ⟦") }
                open = bytes.count
                length = Self.opening.count
            } else if rest.starts(with: Self.closing) {
                guard let start = open else { throw SampleMistake("⟧ without ⟦") }
                spans.append(start..<bytes.count)
                open = nil
                length = Self.closing.count
            } else if text[at] == UInt8(ascii: "{"), let template = Template(at: sample[at...]) {
                bytes += try template.expanded(with: &generator)
                length = template.length
            } else {
                bytes.append(text[at])
            }
            at = text.index(at, offsetBy: length)
        }
        guard open == nil else { throw SampleMistake("⟦ without ⟧") }
    }
}

/// What is wrong with a sample, as a sentence.
package struct SampleMistake: Error, Hashable, Sendable {
    package var message: String
    init(_ message: String) { self.message = message }
}

/// `{{name:count}}` or `{{name}}`. Anything else between double braces (a template language's own) is left as it is.
private struct Template {
    var name: Substring
    var count: Int
    var length: Int

    init?(at text: Substring) {
        guard text.hasPrefix("{{"), let close = text.firstIndex(of: "}"), text[close...].hasPrefix("}}") else {
            return nil
        }
        let inner = text[text.index(text.startIndex, offsetBy: 2)..<close]
        let parts = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, Self.names.contains(String(first)) else { return nil }
        name = first
        count = parts.count == 2 ? Int(parts[1]) ?? -1 : 1
        length = inner.count + 4
    }

    static let names: Set<String> = Set(alphabets.keys).union(["uuid", "crc62"])

    static let lower = "abcdefghijklmnopqrstuvwxyz"
    static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let digits = "0123456789"
    static let alphabets: [String: String] = [
        "alnum": digits + upper + lower, "base62": digits + upper + lower,
        "lower": lower, "upper": upper, "digits": digits,
        "hex": digits + "abcdef", "HEX": digits + "ABCDEF",
        "base32": upper + "234567",
        "base64": digits + upper + lower + "+/", "base64url": digits + upper + lower + "_-",
        "loweralnum": digits + lower, "upperalnum": digits + upper,
    ]

    func expanded(with generator: inout SeededGenerator) throws(SampleMistake) -> [UInt8] {
        guard count > 0, count <= 100_000 else { throw SampleMistake("{{\(name)}} has no valid count") }
        if name == "uuid" {
            let parts = [8, 4, 4, 4, 12].map { draw($0, from: "0123456789abcdef", with: &generator) }
            return Self.versionFour(Array(parts.joined(separator: [UInt8(ascii: "-")])))
        }
        if name == "crc62" {
            let body = draw(count, from: Self.alphabets["base62"] ?? "", with: &generator)
            return body + Checksum.base62(crc32(body), width: 6)
        }
        return draw(count, from: Self.alphabets[String(name)] ?? "", with: &generator)
    }

    /// Version 4, variant 1, as RFC 9562 says: where a service's ids are UUIDs they are of that kind.
    private static func versionFour(_ uuid: [UInt8]) -> [UInt8] {
        var uuid = uuid
        if uuid.count == 36 {
            uuid[14] = UInt8(ascii: "4")
            uuid[19] = Array("89ab".utf8)[Int(uuid[19]) % 4]
        }
        return uuid
    }

    private func draw(_ count: Int, from alphabet: String, with generator: inout SeededGenerator) -> [UInt8] {
        let letters = Array(alphabet.utf8)
        guard !letters.isEmpty else { return [] }
        return (0..<count).map { _ in letters[Int(generator.next() % UInt64(letters.count))] }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
package struct SeededGenerator {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Seeds from a text by FNV-1a.
    package init(seed: String) {
        for byte in seed.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
