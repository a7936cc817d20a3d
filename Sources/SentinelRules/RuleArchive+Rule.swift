internal import SentinelModel

// The fields of a rule, in the same order in both halves.

extension ArchiveWriter {
    mutating func rule(_ rule: PatternRule) {
        descriptor(rule.descriptor)
        number(Int(bitPattern: UInt(rule.appliesTo.rawValue)))
        list(rule.includedPaths) { $0.text($1) }
        list(rule.excludedPaths) { $0.text($1) }
        list(rule.patterns) { $0.pattern($1) }
        list(rule.keywords) { $0.text($1) }
        flag(rule.isCaseless)
        flag(rule.isUnicode)
        optional(rule.maxLength) { $0.number($1) }
        list(rule.all) { $0.pattern($1) }
        list(rule.not) { $0.pattern($1) }
        list(rule.notLine) { $0.pattern($1) }
        number(rule.within)
        optional(rule.entropy) { $0.number(Int(bitPattern: UInt($1.bitPattern))) }
        optional(rule.checksum) { $0.text($1.rawValue) }
        optional(rule.shape) { $0.text($1.rawValue) }
        flag(rule.dropsPlaceholders)
        piece { $0.examples(rule.examples) }
        optional(rule.config) { $0.config($1) }
        optional(rule.metadata) { writer, metadata in writer.piece { $0.metadata(metadata) } }
        optional(rule.packageAnalyzer) { $0.text($1) }
        optional(rule.model) { $0.text($1) }
        optional(rule.flow) { $0.flow($1) }
        optional(rule.call) { $0.call($1) }
        optional(rule.zones) { $0.number(Int($1.rawValue)) }
        list(rule.yieldsTo) { $0.text($1) }
    }

    mutating func examples(_ examples: PatternRule.Examples) {
        list(examples.match) { $0.sample($1) }
        list(examples.pass) { $0.sample($1) }
    }

    private mutating func descriptor(_ rule: RuleDescriptor) {
        text(rule.id)
        text(rule.title)
        number(Int(rule.severity.rawValue))
        number(Int(rule.confidence.rawValue))
        text(rule.category.rawValue)
        list(rule.cwe) { $0.number($1) }
        list(rule.owaspMCP) { $0.text($1.rawValue) }
        for field in [rule.message, rule.why, rule.fix, rule.since, rule.kind, rule.origin] { text(field) }
        list(rule.references) { $0.text($1) }
        list(rule.aliases) { $0.text($1) }
        flag(rule.isSecret)
    }

    mutating func pattern(_ pattern: PatternText) {
        text(pattern.text)
        optional(pattern.analysis) { $0.analysis($1) }
        number(pattern.line)
        number(pattern.column)
    }

    private mutating func sample(_ sample: Sample) {
        text(sample.file)
        text(sample.text)
        number(sample.line)
        optional(sample.target) { $0.text($1.rawValue) }
    }
}

extension ArchiveReader {
    mutating func rule() -> PatternRule {
        PatternRule(
            descriptor: descriptor(),
            appliesTo: FileTypeSet(rawValue: UInt64(UInt(bitPattern: number()))),
            includedPaths: list { $0.text() }, excludedPaths: list { $0.text() },
            patterns: list { $0.pattern() },
            keywords: list { $0.text() },
            isCaseless: flag(), isUnicode: flag(),
            maxLength: optional { $0.number() },
            all: list { $0.pattern() }, not: list { $0.pattern() }, notLine: list { $0.pattern() }, within: number(),
            entropy: optional { Double(bitPattern: UInt64(UInt(bitPattern: $0.number()))) },
            checksum: optional { $0.checksum() },
            shape: optional { $0.choice(SecretShape(rawValue: $0.text()), otherwise: .random) },
            dropsPlaceholders: flag(),
            examples: PatternRule.Examples(archived: piece()), config: optional { $0.config() },
            metadataForm: optional { .archived($0.piece()) } ?? .none,
            packageAnalyzer: optional { $0.text() }, model: optional { $0.text() }, flow: optional { $0.flow() },
            call: optional { $0.call() },
            zones: optional { RuleZones(rawValue: UInt8(truncatingIfNeeded: $0.number())) },
            yieldsTo: list { $0.text() })
    }

    mutating func examples() -> (match: [Sample], pass: [Sample]) {
        (list { $0.sample() }, list { $0.sample() })
    }

    private mutating func descriptor() -> RuleDescriptor {
        let id = text()
        let title = text()
        let severity = choice(Severity(rawValue: Int32(truncatingIfNeeded: number())), otherwise: .info)
        let confidence = choice(Confidence(rawValue: Int32(truncatingIfNeeded: number())), otherwise: .low)
        let category = choice(Category(rawValue: text()), otherwise: .other)
        let cwe = list { $0.number() }
        let owasp = list { $0.choice(OWASPMCP(rawValue: $0.text()), otherwise: .mcp01) }
        let (message, why, fix, since, kind, origin) = (text(), text(), text(), text(), text(), text())
        return RuleDescriptor(
            id: id, title: title, severity: severity, confidence: confidence, category: category, cwe: cwe,
            owaspMCP: owasp, message: message, why: why, fix: fix, references: list { $0.text() },
            since: since, aliases: list { $0.text() }, kind: kind, origin: origin, isSecret: flag())
    }

    private mutating func checksum() -> Checksum { choice(Checksum(rawValue: text()), otherwise: .github) }

    mutating func pattern() -> PatternText {
        PatternText(text: text(), analysis: optional { $0.analysis() }, line: number(), column: number())
    }

    private mutating func sample() -> Sample {
        Sample(
            file: text(), text: text(), line: number(),
            target: optional { $0.choice(MetadataTarget(rawValue: $0.text()), otherwise: .description) })
    }
}
