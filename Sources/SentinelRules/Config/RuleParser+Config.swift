internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: config`.

extension RuleParser {
    /// `documents`: names of file types, and globs. Where both are given, a file must fit one of each.
    static func documents(_ fields: RuleFields) throws(DocumentError) -> (types: FileTypeSet, globs: [String]) {
        let node = try fields.required("documents")
        var types: [FileType] = []
        var globs: [String] = []
        let items = try node.items("`documents`")
        for item in items {
            let text = try item.text("an item of `documents`")
            if text == KnownPlaces.client {
                guard items.count == 1 else {
                    throw DocumentError("`\(text)` is types and globs already, and stands alone", at: item.place)
                }
                return ([FileTypeSet(.json), FileTypeSet(.yaml), FileTypeSet(.toml)], KnownPlaces.clientFiles)
            } else if let type = FileType(name: text) {
                types.append(type)
            } else if text.utf8.contains(where: { "./*".utf8.contains($0) }) {
                globs.append(text)
            } else {
                let known = FileType.allCases.map(\.name) + [KnownPlaces.client]
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
            let text = try item.text("`select`")
            guard !text.hasPrefix("@") || KnownPlaces.expanded(text).count > 1 else {
                throw DocumentError("the only place with a name is `\(KnownPlaces.server)`", at: item.place)
            }
            for place in KnownPlaces.expanded(text) {
                var found = try selector(place.path, at: item.place, "select", isRelative: false, caseless)
                found.fileName = place.fileName
                select.append(found)
            }
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
        _ node: DocumentNode, _ name: String, _ caseless: Bool
    ) throws(DocumentError) -> SelectorText {
        try selector(node.text("`\(name)`"), at: node.place, name, isRelative: true, caseless)
    }

    private static func selector(
        _ text: String, at place: DocumentPlace, _ name: String, isRelative: Bool, _ caseless: Bool
    ) throws(DocumentError) -> SelectorText {
        do throws(DocumentPath.Mistake) {
            let path = try DocumentPath(text, caseless: caseless)
            guard isRelative || path.ascent == 0 || path.isFromRoot else {
                throw DocumentPath.Mistake(message: "a document has nothing above it", offset: 0)
            }
        } catch {
            throw DocumentError("at byte \(error.offset) of the path: \(error.message)", at: place)
        }
        return SelectorText(text: text, line: place.line, column: place.column)
    }

    static let conditionKeys =
        [
            "all", "any", "not", "at", "missing", "key", "matches", "is", "after", "preceded_by", "followed_by",
            "same_as",
            "argument",
        ] + ConfigTextTest.allCases.map(\.rawValue)

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
            case "after": parts.append(.after(try condition(value, caseless, depth: depth + 1)))
            case "preceded_by": parts.append(.precededBy(try condition(value, caseless, depth: depth + 1)))
            case "followed_by": parts.append(.followedBy(try condition(value, caseless, depth: depth + 1)))
            case "same_as": parts.append(.sameAs(try selector(value, "same_as", caseless)))
            case "argument": parts.append(.argument(try argument(value)))
            case "at": path = try selector(value, "at", caseless)
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

    /// `argument: {of: [npx, 'docker run'], number: 1, options: [-p]}`.
    private static func argument(_ node: DocumentNode) throws(DocumentError) -> ArgumentTest {
        var test = ArgumentTest(of: [], options: [])
        for (name, key, value) in try node.entries("`argument`") {
            switch name {
            case "of": test.of = try value.texts("`of`")
            case "number": test.number = try value.integer("`number`", in: 1...64)
            case "options": test.options = Set(try value.texts("`options`"))
            default:
                throw DocumentError(
                    "unknown key `\(name)` in `argument`: it has `of`, `number` and `options`", at: key.place)
            }
        }
        guard !test.of.isEmpty, test.of.allSatisfy({ $0.contains { $0 != " " } }) else {
            throw DocumentError("`argument` needs `of`: the programs it is an argument of", at: node.place)
        }
        guard test.options.isEmpty || test.number != nil else {
            throw DocumentError("`options` are those that `number` skips, and `number` is missing", at: node.place)
        }
        return test
    }
}
