internal import SentinelModel
internal import SentinelSyntax

/// Functions of Go that serve calls, whoever registers them: by what they take and return, or as a table of tools names them.
struct GoHandlers {
    private let file: SourceFile
    private let evaluator: Evaluator
    private var tree: SyntaxTree { file.tree }
    /// Those that a table names.
    private(set) var named: [(handler: Reference, item: ServerItem)] = []
    /// Those that only look like it: they may be parts of others.
    private(set) var likely: [(handler: Reference, item: ServerItem)] = []

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        self.evaluator = evaluator
        let called = find()
        guard tree.contains("Tool") || tree.contains("Prompt") || tree.contains("Resource")
        else { return }
        for scope in file.scopes where tree.kind(scope.node) == .function {
            guard let kind = kind(of: scope.node), !called.contains(tree[scope.node].name) else { continue }
            likely.append((Reference(file, scope.node), item(kind, at: scope.node)))
        }
    }

    /// Looks through tables. Returns the names that are called in the file.
    private mutating func find() -> Set<NameID> {
        var called: Set<NameID> = []
        var tables: [NodeID] = []
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call:
                let callee = tree.child(of: node, .callee)
                let name = tree.kind(callee) == .member ? tree[tree.child(of: callee, .name)].name : tree[callee].name
                if name != .none { called.insert(name) }
            case .dictionary: tables.append(node)
            default: break
            }
            return true
        }
        for table in tables { look(at: table) }
        return called
    }

    // MARK: Tables

    private static let handling = ["Handler", "HandlerFunc", "Execute"]

    /// `{Tool: Definition{...}, Handler: run}`, `Tool{Name: "run", Description: "...", Handler: run}`.
    private mutating func look(at literal: NodeID) {
        var values: [String: NodeID] = [:]
        for pair in tree.children(of: literal, .item) where tree.kind(pair) == .pair {
            values[tree.string(tree[tree.child(of: pair, .key)].range)] = tree.child(of: pair, .value)
        }
        guard let value = Self.handling.lazy.compactMap({ values[$0] }).first else { return }
        let type = tree.string(tree[tree.child(of: literal, .type)].range)
        let isTool =
            values["Tool"] != nil || values["Name"] != nil && (values["InputSchema"] != nil || type.hasSuffix("Tool"))
        guard isTool, case .function(let handler) = evaluator.value(of: value, in: file),
            !handler.file.tree.child(of: handler.node, .body).isNone
        else { return }
        named.append((handler, item(.tool, at: literal)))
    }

    // MARK: Signatures

    /// What a function serves by its parameters and result; nil for any other.
    private func kind(of function: NodeID) -> ServerItem.Kind? {
        let result = tree.string(tree[tree.child(of: function, .type)].range)
        guard !result.isEmpty, !tree.child(of: function, .body).isNone else { return nil }
        let types = tree.children(of: function, .parameter).map { tree.string(tree[tree.child(of: $0, .type)].range) }
        for (kind, answer, question) in Self.signatures where result.hasPart(answer) {
            if types.contains(where: { $0.hasPart(question) }) { return kind }
        }
        if result.hasPart(".CallToolResult"), types.contains(where: HandlerParameters.isArguments) { return .tool }
        return nil
    }

    private static let signatures: [(ServerItem.Kind, String, String)] = [
        (.tool, ".CallToolResult", ".CallTool"), (.resource, ".ReadResourceResult", ".ReadResource"),
        (.resource, ".ResourceContents", ".ReadResource"), (.prompt, ".GetPromptResult", ".GetPrompt"),
    ]

    private func item(_ kind: ServerItem.Kind, at node: NodeID) -> ServerItem {
        ServerItem(kind, at: Reference(file, node))
    }
}
