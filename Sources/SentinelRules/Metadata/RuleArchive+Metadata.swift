// Metadata rules, in the same order in both halves.

extension ArchiveWriter {
    mutating func metadata(_ metadata: MetadataRule) {
        number(Int(metadata.targets.rawValue))
        list(metadata.patterns) { $0.pattern($1) }
        list(metadata.all) { $0.pattern($1) }
        list(metadata.not) { $0.pattern($1) }
        optional(metadata.analyzer) { $0.text($1) }
    }
}

extension ArchiveReader {
    mutating func metadata() -> MetadataRule {
        MetadataRule(
            targets: MetadataTargets(rawValue: UInt16(truncatingIfNeeded: number())),
            patterns: list { $0.pattern() }, all: list { $0.pattern() }, not: list { $0.pattern() },
            analyzer: optional { $0.text() })
    }
}
