internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: call`.

extension RuleParser {
    /// A rule over calls in code.
    func callRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        let call = try Self.call(fields)
        let paths = try Self.paths(fields)
        return PatternRule(
            descriptor: try descriptor(fields, kind: "call", isSecret: false),
            appliesTo: Self.fileTypes(of: call), includedPaths: paths.include, excludedPaths: paths.exclude,
            patterns: try Self.patterns(fields), keywords: [], isCaseless: false, isUnicode: false, maxLength: nil,
            all: [], not: [], notLine: [], within: 0, entropy: nil, checksum: nil, dropsPlaceholders: false,
            examples: try examples(fields), call: call)
    }

    private static func fileTypes(of call: CallRule) -> FileTypeSet {
        var types: [FileType] = []
        for language in Set(call.calls.map(\.language)) {
            switch language {
            case .python: types.append(.python)
            case .javascript: types += [.javascript, .typescript]
            case .go: types.append(.go)
            }
        }
        return FileTypeSet(types)
    }

    private static func call(_ fields: RuleFields) throws(DocumentError) -> CallRule {
        let node = try fields.required("calls")
        var calls: [CallForm] = []
        let languages = FlowSink.Language.allCases.map(\.rawValue)
        for (name, key, value) in try node.entries("`calls`") {
            guard let language = FlowSink.Language(rawValue: name) else {
                throw DocumentError("`\(name)` is not a language.\(didYouMean(name, in: languages))", at: key.place)
            }
            for item in try value.items("the calls of `\(name)`") { calls.append(try form(item, language)) }
        }
        guard !calls.isEmpty else { throw DocumentError("`calls` is empty", at: node.place) }
        return CallRule(calls: calls, usedAs: try fields.texts("used_as"), given: try fields.texts("given"))
    }

    /// A name alone, or a mapping.
    private static func form(_ node: DocumentNode, _ language: FlowSink.Language) throws(DocumentError) -> CallForm {
        guard case .mapping = node.value else { return CallForm(language, calls: [try node.text("a call")]) }
        var form = CallForm(language, calls: [])
        for (name, key, value) in try node.entries("a call") {
            switch name {
            case "calls": form.calls = try value.texts("`calls`")
            case "where":
                for (argument, _, wanted) in try value.entries("`where`") {
                    form.conditions.append(
                        FlowSink.Condition(argument: argument, value: try wanted.text("a value of `where`")))
                }
            default:
                let known = ["calls", "where"]
                throw DocumentError("unknown key `\(name)` in a call.\(didYouMean(name, in: known))", at: key.place)
            }
        }
        guard !form.calls.isEmpty else { throw DocumentError("a call needs `calls`", at: node.place) }
        return form
    }
}
