internal import SentinelDocuments
internal import SentinelModel

/// Reads rule files: YAML with strict keys, one rule a document.
package struct RuleParser {
    /// `built-in`, or the rule file as the user named it.
    private let origin: String
    /// True for the project's own rules, of which more is asked (three examples each way, `since`).
    let isBuiltIn: Bool

    package init(origin: String, isBuiltIn: Bool) {
        self.origin = origin
        self.isBuiltIn = isBuiltIn
    }

    /// Parses every document of a file. Throws the first mistake.
    package func parse(_ bytes: [UInt8], file: String) throws(RuleError) -> [PatternRule] {
        do throws(DocumentError) {
            var rules: [PatternRule] = []
            for document in try YAML.parse(bytes) { rules.append(try rule(document)) }
            guard !rules.isEmpty else { throw DocumentError("the file holds no rule", at: .start) }
            return rules
        } catch {
            throw RuleError(file: file, mistake: error)
        }
    }

    private func rule(_ node: DocumentNode) throws(DocumentError) -> PatternRule {
        let fields = try RuleFields(node)
        var rule = try rule(of: fields)
        rule.yieldsTo = try fields.texts("yields_to")
        return rule
    }

    private func rule(of fields: RuleFields) throws(DocumentError) -> PatternRule {
        let kind = try fields.choice("kind", of: RuleFields.Kind.allCases.map(\.rawValue)) {
            RuleFields.Kind(rawValue: $0)
        }
        switch kind {
        case .pattern: return try patternRule(fields)
        case .config: return try configRule(fields)
        case .analyzer where fields.has("documents"): return try packageRule(fields)
        case .flow: return try flowRule(fields)
        case .call: return try callRule(fields)
        case .metadata, .analyzer: return try metadataRule(fields, kind: kind)
        case .model: return try modelRule(fields)
        }
    }

    private func patternRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        let isSecret = try fields.boolean("secret", default: false)
        let checksum: Checksum? =
            fields.has("checksum")
            ? try fields.choice("checksum", of: Checksum.allCases.map(\.rawValue)) { Checksum(rawValue: $0) } : nil
        let shape: SecretShape? =
            fields.has("shape")
            ? try fields.choice("shape", of: SecretShape.allCases.map(\.rawValue)) { SecretShape(rawValue: $0) } : nil
        let paths = try Self.paths(fields)
        var rule = PatternRule(
            descriptor: try descriptor(fields, kind: "pattern", isSecret: isSecret),
            appliesTo: try Self.fileTypes(fields),
            includedPaths: paths.include, excludedPaths: paths.exclude,
            patterns: try Self.patterns(fields),
            keywords: try Self.keywords(fields),
            isCaseless: try fields.boolean("caseless", default: false),
            isUnicode: try fields.boolean("unicode", default: false),
            maxLength: try fields.integer("max_length", in: 1...65_536),
            all: try Self.patternList(fields, "all"), not: try Self.patternList(fields, "not"),
            notLine: try Self.patternList(fields, "not_line"),
            within: try fields.integer("within", in: 0...1_000) ?? 0,
            entropy: try Self.entropy(fields),
            checksum: checksum,
            dropsPlaceholders: try fields.boolean("placeholders", default: isSecret),
            examples: try examples(fields), zones: try Self.zones(fields))
        rule.shape = shape
        return rule
    }

    private func configRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        let isSecret = try fields.boolean("secret", default: false)
        let paths = try Self.paths(fields)
        guard paths.include.isEmpty else {
            throw DocumentError("a config rule names its files in `documents`", at: fields.place(of: "paths"))
        }
        let documents = try Self.documents(fields)
        return PatternRule(
            descriptor: try descriptor(fields, kind: "config", isSecret: isSecret),
            appliesTo: documents.types, includedPaths: documents.globs, excludedPaths: paths.exclude,
            patterns: [], keywords: try Self.keywords(fields),
            isCaseless: try fields.boolean("caseless", default: false),
            isUnicode: try fields.boolean("unicode", default: false),
            maxLength: nil, all: [], not: [], notLine: [], within: 0,
            entropy: try Self.entropy(fields), checksum: nil,
            dropsPlaceholders: try fields.boolean("placeholders", default: isSecret),
            examples: try examples(fields), config: try Self.config(fields))
    }

    /// A rule over what a file declares of a server, looked at by code of the library's own.
    private func modelRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        guard isBuiltIn else {
            throw DocumentError("only the library's own rules can be of `kind: model`", at: fields.place(of: "kind"))
        }
        return PatternRule(
            descriptor: try descriptor(fields, kind: "model", isSecret: false),
            appliesTo: try Self.fileTypes(fields), includedPaths: [], excludedPaths: [], patterns: [], keywords: [],
            isCaseless: false, isUnicode: false, maxLength: nil, all: [], not: [], notLine: [], within: 0,
            entropy: nil, checksum: nil, dropsPlaceholders: false, examples: try examples(fields),
            model: try fields.text("analyzer"))
    }

    func descriptor(
        _ fields: RuleFields, kind: String, isSecret: Bool
    ) throws(DocumentError) -> RuleDescriptor {
        RuleDescriptor(
            id: try Self.identifier(fields),
            title: try fields.text("title"),
            severity: try fields.choice("severity", of: Severity.allCases.map(\.name)) { Severity(name: $0) },
            confidence: try fields.choice("confidence", of: Confidence.allCases.map(\.name)) { Confidence(name: $0) },
            category: try fields.choice("category", of: Category.allCases.map(\.rawValue)) { Category(rawValue: $0) },
            cwe: try Self.weaknesses(fields),
            owaspMCP: try Self.owasp(fields),
            message: try fields.text("message"), why: try fields.text("why"), fix: try fields.text("fix"),
            references: try fields.texts("references"),
            since: isBuiltIn ? try fields.text("since") : try fields.text("since", default: ""),
            aliases: try Self.aliases(fields),
            kind: kind, origin: origin, isSecret: isSecret)
    }

    func examples(_ fields: RuleFields) throws(DocumentError) -> PatternRule.Examples {
        let node = try fields.required("examples")
        var found: (match: [Sample], pass: [Sample]) = ([], [])
        for (name, key, value) in try node.entries("`examples`") {
            switch name {
            case "match": found.match = try Self.samples(value, "match")
            case "pass": found.pass = try Self.samples(value, "pass")
            default:
                throw DocumentError("unknown key `\(name)` in `examples`: it has `match` and `pass`", at: key.place)
            }
        }
        let least = isBuiltIn ? 3 : 1
        guard found.match.count >= least, found.pass.count >= least else {
            throw DocumentError(
                "`examples` needs at least \(least) samples each for `match` and `pass`", at: node.place)
        }
        return PatternRule.Examples(match: found.match, pass: found.pass)
    }
}

extension RuleParser {
    private static func identifier(_ fields: RuleFields) throws(DocumentError) -> String {
        try identifier(try fields.required("id"), "id")
    }

    private static func aliases(_ fields: RuleFields) throws(DocumentError) -> [String] {
        guard let node = fields["aliases"] else { return [] }
        var found: [String] = []
        for item in try node.items("`aliases`") { found.append(try identifier(item, "aliases")) }
        return found
    }

    static func keywords(_ fields: RuleFields) throws(DocumentError) -> [String] {
        guard let node = fields["keywords"] else { return [] }
        for item in try node.items("`keywords`") where try item.text("a keyword").isEmpty {
            throw DocumentError("a keyword is empty", at: item.place)
        }
        return try node.texts("`keywords`")
    }

    private static func identifier(_ node: DocumentNode, _ name: String) throws(DocumentError) -> String {
        let id = try node.text("`\(name)`")
        let isWellFormed = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isWellFormed, !id.isEmpty, id.utf8.count <= 80 else {
            throw DocumentError(
                "`\(name)` may hold letters, digits, `-`, `_` and `.` only, 80 at most", at: node.place)
        }
        return id
    }

    private static func weaknesses(_ fields: RuleFields) throws(DocumentError) -> [Int] {
        guard let node = fields["cwe"] else { return [] }
        var found: [Int] = []
        for item in try node.items("`cwe`") { found.append(try item.integer("a CWE number", in: 1...9_999)) }
        return found
    }

    private static func owasp(_ fields: RuleFields) throws(DocumentError) -> [OWASPMCP] {
        guard let node = fields["owasp_mcp"] else { return [] }
        var found: [OWASPMCP] = []
        for item in try node.items("`owasp_mcp`") {
            let known = OWASPMCP.allCases.map(\.rawValue)
            found.append(try RuleFields.choice(item, "owasp_mcp", of: known) { OWASPMCP(rawValue: $0) })
        }
        return found
    }

    private static func fileTypes(_ fields: RuleFields) throws(DocumentError) -> FileTypeSet {
        guard let node = fields["applies_to"] else { return .all }
        var found: [FileType] = []
        for item in try node.items("`applies_to`") {
            let known = FileType.allCases.map(\.name)
            found.append(try RuleFields.choice(item, "file type", of: known) { FileType(name: $0) })
        }
        guard !found.isEmpty else { throw DocumentError("`applies_to` is empty", at: node.place) }
        return FileTypeSet(found)
    }

    static func paths(_ fields: RuleFields) throws(DocumentError) -> (include: [String], exclude: [String]) {
        guard let node = fields["paths"] else { return ([], []) }
        var found: (include: [String], exclude: [String]) = ([], [])
        for (name, key, value) in try node.entries("`paths`") {
            switch name {
            case "include": found.include = try value.texts("`include`")
            case "exclude": found.exclude = try value.texts("`exclude`")
            default:
                throw DocumentError("unknown key `\(name)` in `paths`: it has `include` and `exclude`", at: key.place)
            }
        }
        return found
    }

    private static func zones(_ fields: RuleFields) throws(DocumentError) -> RuleZones? {
        guard let node = fields["zones"] else { return nil }
        var found: RuleZones = []
        for item in try node.items("`zones`") {
            found.formUnion(
                try RuleFields.choice(item, "zone", of: RuleZones.names.map(\.0)) { RuleZones(name: $0) })
        }
        guard !found.isEmpty else { throw DocumentError("`zones` is empty", at: node.place) }
        return found
    }

    static func patterns(_ fields: RuleFields) throws(DocumentError) -> [PatternText] {
        switch (fields["pattern"], fields["any"]) {
        case (let node?, nil): return [try patternText(node, "pattern")]
        case (nil, .some): return try patternList(fields, "any")
        default: throw DocumentError("a rule has either `pattern` or `any`", at: fields.place(of: "pattern"))
        }
    }

    static func patternList(_ fields: RuleFields, _ name: String) throws(DocumentError) -> [PatternText] {
        guard let node = fields[name] else { return [] }
        var found: [PatternText] = []
        for item in try node.items("`\(name)`") { found.append(try patternText(item, name)) }
        guard !found.isEmpty else { throw DocumentError("`\(name)` is empty", at: node.place) }
        return found
    }

    static func patternText(_ node: DocumentNode, _ name: String) throws(DocumentError) -> PatternText {
        let text = try node.text("`\(name)`")
        guard !text.isEmpty else { throw DocumentError("`\(name)` is empty", at: node.place) }
        return PatternText(text: text, analysis: nil, line: node.place.line, column: node.place.column)
    }

    private static func entropy(_ fields: RuleFields) throws(DocumentError) -> Double? {
        guard let node = fields["entropy"] else { return nil }
        guard let value = Double(try node.text("`entropy`")), value > 0, value <= 8 else {
            throw DocumentError(
                "`entropy` must be a number of bits per character, above 0 and at most 8", at: node.place)
        }
        return value
    }

    private static func samples(_ node: DocumentNode, _ name: String) throws(DocumentError) -> [Sample] {
        var found: [Sample] = []
        for item in try node.items("`\(name)`") {
            guard case .mapping = item.value else {
                found.append(Sample(file: "", text: try item.text("a sample"), line: item.place.line))
                continue
            }
            var sample = Sample(file: "", text: "", line: item.place.line)
            var hasText = false
            for (name, key, value) in try item.entries("a sample") {
                switch name {
                case "file": sample.file = try value.text("`file`")
                case "target": sample.target = try target(value)
                case "text":
                    sample.text = try value.text("`text`")
                    hasText = true
                default:
                    throw DocumentError(
                        "unknown key `\(name)` in a sample: it has `file`, `target` and `text`", at: key.place)
                }
            }
            guard hasText else { throw DocumentError("the key `text` of a sample is missing", at: item.place) }
            found.append(sample)
        }
        return found
    }
}
