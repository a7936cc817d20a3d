internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: config`.

extension RuleParser {
    /// `documents`: names of file types, and globs. Where both are given, a file must fit one of each.
    static func documents(_ fields: RuleFields) throws(DocumentError) -> (types: FileTypeSet, globs: [String]) {
        let node = try fields.required("documents")
        var types: [FileType] = []
        var globs: [String] = []
        for item in try node.items("`documents`") {
            let text = try item.text("an item of `documents`")
            if let type = FileType(name: text) {
                types.append(type)
            } else if text.utf8.contains(where: { "./*".utf8.contains($0) }) {
                globs.append(text)
            } else {
                let known = FileType.allCases.map(\.name)
                throw DocumentError(
                    "`\(text)` is neither a file type nor a glob.\(didYouMean(text, in: known))", at: item.place)
            }
        }
        guard !types.isEmpty || !globs.isEmpty else { throw DocumentError("`documents` is empty", at: node.place) }
        return (types.isEmpty ? .all : FileTypeSet(types), globs)
    }

    static func config(_ fields: RuleFields) throws(DocumentError) -> ConfigRule {
        let caseless = try fields.boolean("caseless", default: false)
        let node = try fields.required("select")
        var select: [SelectorText] = []
        for item in try node.items("`select`") {
            select.append(try selector(item, "select", isRelative: false, caseless))
        }
        guard !select.isEmpty else { throw DocumentError("`select` is empty", at: node.place) }
        var conditions: [ConfigCondition] = []
        if let node = fields["where"] {
            for item in try node.items("`where`") { conditions.append(try condition(item, caseless, depth: 0)) }
        }
        let report =
            fields.has("report")
            ? try fields.choice("report", of: ConfigRule.Report.allCases.map(\.rawValue)) {
                ConfigRule.Report(rawValue: $0)
            } : .value
        return ConfigRule(select: select, conditions: conditions, report: report)
    }

    private static func selector(
        _ node: DocumentNode, _ name: String, isRelative: Bool, _ caseless: Bool
    ) throws(DocumentError) -> SelectorText {
        let text = try node.text("`\(name)`")
        do throws(DocumentPath.Mistake) {
            let path = try DocumentPath(text, caseless: caseless)
            guard isRelative || path.ascent == 0 else {
                throw DocumentPath.Mistake(message: "a document has nothing above it", offset: 0)
            }
        } catch {
            throw DocumentError("at byte \(error.offset) of the path: \(error.message)", at: node.place)
        }
        return SelectorText(text: text, line: node.place.line, column: node.place.column)
    }

    static let conditionKeys =
        ["all", "any", "not", "at", "missing", "key", "matches", "is"] + ConfigTextTest.allCases.map(\.rawValue)

    /// A mapping whose keys must all hold, of the value itself or of those `at` a path from it.
    private static func condition(
        _ node: DocumentNode, _ caseless: Bool, depth: Int
    ) throws(DocumentError) -> ConfigCondition {
        guard depth < ArchiveReader.conditionDepth else {
            throw DocumentError("conditions are nested too deep", at: node.place)
        }
        var parts: [ConfigCondition] = []
        var path: SelectorText?
        var missing: Bool?
        for (name, key, value) in try node.entries("a condition") {
            switch name {
            case "all", "any":
                var inner: [ConfigCondition] = []
                for item in try value.items("`\(name)`") {
                    inner.append(try condition(item, caseless, depth: depth + 1))
                }
                parts.append(name == "all" ? .all(inner) : .any(inner))
            case "not": parts.append(.not(try condition(value, caseless, depth: depth + 1)))
            case "key": parts.append(.key(try condition(value, caseless, depth: depth + 1)))
            case "at": path = try selector(value, "at", isRelative: true, caseless)
            case "missing": missing = try value.boolean("`missing`")
            case "matches": parts.append(.matches(try patternText(value, "matches")))
            case "is":
                let known = ConfigProperty.allCases.map(\.rawValue)
                parts.append(
                    .property(try RuleFields.choice(value, "is", of: known) { ConfigProperty(rawValue: $0) }))
            default:
                guard let test = ConfigTextTest(rawValue: name) else {
                    throw DocumentError(
                        "unknown key `\(name)` in a condition.\(didYouMean(name, in: conditionKeys))", at: key.place)
                }
                let isList = test == .oneOf || value.kind == .sequence
                let texts = isList ? try value.texts("`\(name)`") : [try value.text("`\(name)`")]
                guard !texts.isEmpty else { throw DocumentError("`\(name)` is empty", at: value.place) }
                parts.append(.text(test, texts))
            }
        }
        if let missing {
            guard let path, parts.isEmpty else {
                throw DocumentError("`missing` needs `at`, and nothing else", at: node.place)
            }
            return missing ? .missing(path) : .not(.missing(path))
        }
        guard !parts.isEmpty else { throw DocumentError("the condition is empty", at: node.place) }
        let whole = parts.count == 1 ? parts[0] : .all(parts)
        return path.map { .at($0, whole) } ?? whole
    }
}
