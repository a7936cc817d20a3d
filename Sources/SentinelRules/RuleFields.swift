internal import SentinelDocuments
internal import SentinelModel

/// The keys of a rule file, each taken once; what is left over at the end is a mistake.
struct RuleFields {
    private var entries: [String: DocumentNode] = [:]
    private let place: DocumentPlace

    /// Every key of `kind: pattern`, for messages.
    static let known = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "applies_to", "paths",
        "keywords",
        "caseless", "unicode", "pattern", "any", "all", "not", "not_line", "within", "secret", "entropy", "checksum",
        "shape", "placeholders", "max_length", "zones", "yields_to", "message", "why", "fix", "references", "since",
        "aliases", "examples",
    ]

    /// Every key of `kind: metadata`.
    static let knownOfMetadata = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "targets", "keywords",
        "caseless", "unicode", "pattern", "any", "all", "not", "max_length", "message", "why", "fix", "references",
        "since", "aliases", "yields_to", "examples",
    ]

    /// Every key of `kind: analyzer`: over metadata it may have `targets`, over packages it has `documents`.
    static let knownOfAnalyzer = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "targets", "documents",
        "paths", "analyzer", "yields_to", "message", "why", "fix", "references", "since", "aliases", "examples",
    ]

    /// Every key of `kind: model`.
    static let knownOfModel = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "applies_to", "analyzer",
        "yields_to", "message", "why", "fix", "references", "since", "aliases", "examples",
    ]

    /// Every key of `kind: config`.
    static let knownOfConfig = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "documents", "paths",
        "keywords", "select",
        "where", "report", "caseless", "unicode", "secret", "entropy", "placeholders", "yields_to", "message", "why",
        "fix", "references",
        "since", "aliases", "examples",
    ]

    /// Every key of `kind: flow`.
    static let knownOfFlow = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "sources", "sinks",
        "sanitizers", "guards", "yields_to", "message", "why", "fix", "references", "since", "aliases", "examples",
    ]

    /// Every key of `kind: call`.
    static let knownOfCall = [
        "id", "kind", "title", "severity", "confidence", "category", "cwe", "owasp_mcp", "paths", "pattern", "any",
        "calls",
        "used_as", "given", "yields_to", "message", "why", "fix", "references", "since", "aliases", "examples",
    ]

    /// The kinds of rules.
    enum Kind: String, CaseIterable {
        case pattern, config, metadata, analyzer, model, flow, call

        var known: [String] {
            switch self {
            case .pattern: RuleFields.known
            case .config: RuleFields.knownOfConfig
            case .metadata: RuleFields.knownOfMetadata
            case .analyzer: RuleFields.knownOfAnalyzer
            case .model: RuleFields.knownOfModel
            case .flow: RuleFields.knownOfFlow
            case .call: RuleFields.knownOfCall
            }
        }
    }

    init(_ node: DocumentNode) throws(DocumentError) {
        place = node.place
        let known = (node["kind"].flatMap { Kind(rawValue: $0.text) } ?? .pattern).known
        let names = Set(known)
        for (name, key, value) in try node.entries("a rule") {
            guard names.contains(name) else {
                throw DocumentError(
                    "unknown key `\(name)`.\(didYouMean(name, in: known))", at: key.place)
            }
            entries[name] = value
        }
    }

    subscript(name: String) -> DocumentNode? { entries[name] }

    func has(_ name: String) -> Bool { entries[name] != nil }

    func place(of name: String) -> DocumentPlace { entries[name]?.place ?? place }

    func required(_ name: String) throws(DocumentError) -> DocumentNode {
        guard let node = entries[name] else { throw DocumentError("the key `\(name)` is missing", at: place) }
        return node
    }

    /// A text that is not empty.
    func text(_ name: String) throws(DocumentError) -> String {
        let node = try required(name)
        let text = try node.text("`\(name)`")
        guard !text.isEmpty else { throw DocumentError("`\(name)` is empty", at: node.place) }
        return text
    }

    func text(_ name: String, default value: String) throws(DocumentError) -> String {
        has(name) ? try text(name) : value
    }

    func texts(_ name: String) throws(DocumentError) -> [String] {
        guard let node = entries[name] else { return [] }
        return try node.texts("`\(name)`")
    }

    func boolean(_ name: String, default value: Bool) throws(DocumentError) -> Bool {
        guard let node = entries[name] else { return value }
        return try node.boolean("`\(name)`")
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int? {
        guard let node = entries[name] else { return nil }
        return try node.integer("`\(name)`", in: range)
    }

    /// One of the names of an enumeration; `known` are all of them, for the message about another.
    func choice<Value>(
        _ name: String, of known: @autoclosure () -> [String], _ make: (String) -> Value?
    ) throws(DocumentError) -> Value {
        try Self.choice(required(name), name, of: known(), make)
    }

    static func choice<Value>(
        _ node: DocumentNode, _ name: String, of known: @autoclosure () -> [String], _ make: (String) -> Value?
    ) throws(DocumentError) -> Value {
        let text = try node.text("`\(name)`")
        guard let value = make(text) else {
            let known = known()
            throw DocumentError(
                "`\(text)` is not a \(name).\(didYouMean(text, in: known)) Known: \(known.joined(separator: ", "))",
                at: node.place)
        }
        return value
    }
}
