internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: flow`.

extension RuleParser {
    /// A rule over what reaches what.
    func flowRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        PatternRule(
            descriptor: try descriptor(fields, kind: "flow", isSecret: false),
            appliesTo: .all, includedPaths: [], excludedPaths: [], patterns: [], keywords: [], isCaseless: false,
            isUnicode: false, maxLength: nil, all: [], not: [], notLine: [], within: 0, entropy: nil, checksum: nil,
            dropsPlaceholders: false, examples: try examples(fields), flow: try Self.flow(fields))
    }

    private static func flow(_ fields: RuleFields) throws(DocumentError) -> FlowRule {
        var sources = FlowSource.standard
        if let node = fields["sources"] {
            sources = []
            for item in try node.items("`sources`") {
                sources.insert(
                    try RuleFields.choice(item, "source", of: FlowSource.allCases.map(\.rawValue)) {
                        FlowSource(rawValue: $0)
                    })
            }
        }
        var guards: Set<FlowGuard> = []
        if let node = fields["guards"] {
            for item in try node.items("`guards`") {
                guards.insert(
                    try RuleFields.choice(item, "guard", of: FlowGuard.allCases.map(\.rawValue)) {
                        FlowGuard(rawValue: $0)
                    })
            }
        }
        let node = try fields.required("sinks")
        var sinks: [FlowSink] = []
        let languages = FlowSink.Language.allCases.map(\.rawValue)
        for (name, key, value) in try node.entries("`sinks`") {
            guard let language = FlowSink.Language(rawValue: name) else {
                throw DocumentError("`\(name)` is not a language.\(didYouMean(name, in: languages))", at: key.place)
            }
            for item in try value.items("the sinks of `\(name)`") { sinks.append(try sink(item, language)) }
        }
        guard !sinks.isEmpty else { throw DocumentError("`sinks` is empty", at: node.place) }
        return FlowRule(
            sources: sources, sinks: sinks, sanitizers: try fields.texts("sanitizers"), guards: guards)
    }

    /// A name alone, or a mapping.
    private static func sink(
        _ node: DocumentNode, _ language: FlowSink.Language
    ) throws(DocumentError) -> FlowSink {
        guard case .mapping = node.value else { return FlowSink(language, calls: [try node.text("a sink")]) }
        var sink = FlowSink(language, calls: [])
        for (name, key, value) in try node.entries("a sink") {
            switch name {
            case "calls": sink.calls = try value.texts("`calls`")
            case "arguments": sink.arguments = try value.texts("`arguments`")
            case "form":
                sink.form = try RuleFields.choice(value, "form", of: FlowSink.Form.allCases.map(\.rawValue)) {
                    FlowSink.Form(rawValue: $0)
                }
            case "where":
                for (argument, _, constant) in try value.entries("`where`") {
                    sink.conditions.append(
                        FlowSink.Condition(argument: argument, value: try constant.text("a value of `where`")))
                }
            default:
                let known = ["calls", "arguments", "form", "where"]
                throw DocumentError("unknown key `\(name)` in a sink.\(didYouMean(name, in: known))", at: key.place)
            }
        }
        guard !sink.calls.isEmpty else { throw DocumentError("a sink needs `calls`", at: node.place) }
        return sink
    }
}
