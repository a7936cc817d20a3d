internal import SentinelModel
internal import SentinelSyntax

/// Finds where a running server changes what it offers.
struct ChangeReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator
    private let handlers: Handlers

    init(_ file: SourceFile, _ evaluator: Evaluator, _ handlers: Handlers) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
        self.handlers = handlers
    }

    func changes() -> [ChangeFact] {
        var found = conditional()
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .assignment, .assignmentExpression:
                for target in tree.children(of: node) where tree[target].field == .target {
                    if let change = assignment(target) { found.append(change) }
                }
            case .call:
                if let change = announcement(node) { found.append(change) }
            default: break
            }
            return found.count < 100
        }
        return found
    }

    /// At the top of the file, below a condition about a file or the day: what is defined depends on an earlier run.
    private func conditional() -> [ChangeFact] {
        let circumstances = Circumstances(file, evaluator)
        var found: [ChangeFact] = []
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .ifStatement {
            let condition = tree.child(of: statement, .condition)
            guard asksForFile(condition) || circumstances.cause(of: condition)?.kind == .date else { continue }
            tree.walk(statement) { node in
                guard tree.kind(node) == .assignment else { return tree.kind(node) != .function }
                let target = tree.child(of: node, .target)
                if tree.kind(target) == .member, Self.attributes.contains(tree.name(of: target)),
                    isItem(tree.child(of: target, .object))
                {
                    found.append(
                        ChangeFact(
                            kind: .conditional, target: tree.string(short(tree[target].range)), within: nil,
                            place: tree[target].range))
                }
                return found.count < 20
            }
        }
        return found
    }

    private func asksForFile(_ condition: NodeID) -> Bool {
        var found = false
        tree.walk(condition) { node in
            if tree.kind(node) == .call {
                let callee = tree.child(of: node, .callee)
                let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(short(tree[callee].range))
                found = found || ["exists", "isfile", "is_file", "existsSync"].contains(name)
            }
            return !found
        }
        return found
    }

    /// In a handler, or in what a timer calls.
    private func within(_ node: NodeID) -> (isMeant: Bool, owner: String?) {
        let offset = tree[node].range.lowerBound
        if let owner = handlers.owner(at: offset) { return (true, owner) }
        guard let function = file.enclosingFunction(at: offset) else { return (false, nil) }
        return (isTimed(function), nil)
    }

    /// `setTimeout(() => {...})`: the function is an argument of a timer.
    private func isTimed(_ function: NodeID) -> Bool {
        var found = false
        tree.walk(tree.root) { node in
            guard !found, tree[node].range.contains(tree[function].range.lowerBound) || node == tree.root else {
                return false
            }
            if tree.kind(node) == .call {
                let name = tree.dottedName(tree.child(of: node, .callee)) ?? ""
                found =
                    ["setTimeout", "setInterval", "threading.Timer", "Timer"].contains(name)
                    && tree.children(of: node, .argument).contains(function)
            }
            return !found
        }
        return found
    }

    private func assignment(_ target: NodeID) -> ChangeFact? {
        guard tree.kind(target) == .member, Self.attributes.contains(tree.name(of: target)),
            isItem(tree.child(of: target, .object))
        else { return nil }
        let (isMeant, owner) = within(target)
        guard isMeant else { return nil }
        return ChangeFact(
            kind: .assignment, target: tree.string(short(tree[target].range)), within: owner,
            place: tree[target].range)
    }

    private func short(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + 80)
    }

    /// A handler, what registering it returned, or an element of a server's own table of tools.
    private func isItem(_ object: NodeID) -> Bool {
        switch evaluator.value(of: object, in: file) {
        case .function(let function): return handlers.items(of: function) > 0
        case .result(of: let made, let call):
            if case .external(let name) = made {
                return Self.registrations.contains(name.lastName)
            }
            let callee = call.file.tree.child(of: call.node, .callee)
            return call.file.tree.kind(callee) == .member
                && Self.registrations.contains(call.file.tree.name(of: callee))
        default: break
        }
        var at = object
        for _ in 0..<8 {
            switch tree.kind(at) {
            case .index, .call: at = tree.child(of: at, tree.kind(at) == .call ? .callee : .object)
            case .member:
                if Self.tables.contains(tree.name(of: at)) { return true }
                at = tree.child(of: at, .object)
            case .name:
                // A handle that a registration made, which nobody can follow further.
                return isHandle(at)
            default: return false
            }
        }
        return false
    }

    private func isHandle(_ name: NodeID) -> Bool {
        guard let made = evaluator.definition(of: name, in: file), made.file.tree.kind(made.node) == .call else {
            return false
        }
        let callee = made.file.tree.child(of: made.node, .callee)
        return made.file.tree.kind(callee) == .member && Self.registrations.contains(made.file.tree.name(of: callee))
    }

    /// `sendToolListChanged()`, or the notification by its name.
    private func announcement(_ call: NodeID) -> ChangeFact? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member else { return nil }
        let name = tree.name(of: callee)
        var isMeant = Self.announcements.contains(name)
        if name == "notification" || name == "send_notification", let first = tree.children(of: call, .argument).first {
            isMeant = evaluator.value(of: first, in: file)["method"].text == "notifications/tools/list_changed"
        }
        guard isMeant else { return nil }
        let (isWithin, owner) = within(call)
        guard isWithin else { return nil }
        return ChangeFact(kind: .announcement, target: name, within: owner, place: tree[call].range)
    }

    private static let attributes: Set<String> = [
        "description", "__doc__", "handler", "fn", "callback", "execute", "inputSchema", "input_schema", "Description",
    ]
    private static let registrations: Set<String> = [
        "tool", "registerTool", "addTool", "add_tool", "prompt", "registerPrompt", "from_function",
    ]
    private static let tables: Set<String> = ["_tools", "_tool_manager", "_registeredTools", "_tool_cache"]
    private static let announcements: Set<String> = [
        "sendToolListChanged", "send_tool_list_changed", "sendPromptListChanged", "send_prompt_list_changed",
    ]
}
