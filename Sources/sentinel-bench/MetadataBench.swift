internal import SentinelDetectors
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// What the rules over metadata find in the texts of a file, and what they take for it. The texts end with a record
/// separator (0x1E); the first line of each is its kind. Prints `text start end rule note` for each match, by tabs.
func benchMetadata(rules: [PatternRule], _ path: String) throws -> [(String, Double)] {
    let set = try MetadataRuleSet(rules, analyzers: MetadataAnalyzers.all)
    let scratch = try MatchScratch()
    let texts = bytes(of: path).split(separator: 0x1E, omittingEmptySubsequences: false).dropLast().map { record in
        let kind = record.prefix { $0 != UInt8(ascii: "\n") }
        let target = MetadataTarget(rawValue: String(decoding: kind, as: UTF8.self)) ?? .description
        return (target: target, bytes: Array(record.dropFirst(kind.count + 1)))
    }
    for (number, text) in texts.enumerated() {
        let matches = unsafe text.bytes.withUnsafeBufferPointer {
            unsafe set.find(in: $0, target: text.target, scratch: scratch)
        }
        for match in matches {
            print(number, match.range.lowerBound, match.range.upperBound, match.rule.id, match.note, separator: "\t")
        }
    }
    let rounds = 10
    var found = 0
    let time = seconds {
        for _ in 0..<rounds {
            for text in texts {
                found += unsafe text.bytes.withUnsafeBufferPointer {
                    unsafe set.find(in: $0, target: text.target, scratch: scratch).count
                }
            }
        }
    }
    let bytes = texts.reduce(0) { $0 + $1.bytes.count }
    return [
        ("texts", Double(texts.count)), ("bytes", Double(bytes)), ("matches", Double(found / rounds)),
        ("microseconds_per_text", time * 1e6 / Double(max(1, texts.count * rounds))),
    ]
}
