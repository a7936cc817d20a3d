internal import SentinelModel
internal import SentinelSyntax

/// Finds where a request's credentials are handed to another server, and where addresses that a server named are opened.
struct RelayReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let most = 20

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    func relays() -> [RelayFact] {
        (mayForward ? forwarded() : []) + (mayOpen ? opened() : [])
    }

    // MARK: Credentials

    private var mayForward: Bool { tree.contains("uthorization") }

    /// Functions that read the header of a request and set it on another.
    private func forwarded() -> [RelayFact] {
        var found: [RelayFact] = []
        for scope in file.scopes where tree.kind(scope.node) == .function && found.count < Self.most {
            guard let place = forwarding(in: scope.node) else { continue }
            found.append(RelayFact(kind: .credentials, name: "Authorization", target: "another request", place: place))
        }
        return found
    }

    private func forwarding(in function: NodeID) -> Range<Int>? {
        var held: Set<NameID> = []
        var place: Range<Int>?
        tree.walk(function) { node in
            // Functions within have a scope of their own.
            if tree.kind(node) == .function, node != function { return false }
            switch tree.kind(node) {
            case .assignment, .assignmentExpression: visit(assignment: node, &held, &place)
            case .pair:
                let key = tree.child(of: node, .key)
                let name = tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range)
                if Self.isHeader(name), holds(tree.child(of: node, .value), held) { place = tree[node].range }
            case .call:
                let arguments = tree.children(of: node, .argument)
                let callee = tree.child(of: node, .callee)
                if ["Set", "Add", "set", "setHeader", "append"].contains(tree.name(of: callee)), arguments.count == 2,
                    Self.isHeader(tree.stringText(arguments[0]) ?? ""), holds(arguments[1], held), !isAnswer(callee)
                {
                    place = tree[node].range
                }
            default: break
            }
            return place == nil
        }
        return place
    }

    private func visit(assignment node: NodeID, _ held: inout Set<NameID>, _ place: inout Range<Int>?) {
        let value = tree.child(of: node, .value)
        for target in tree.children(of: node) where tree[target].field == .target {
            switch tree.kind(target) {
            case .name: if holds(value, held) { held.insert(tree[target].name) }
            case .index:
                guard Self.isHeader(tree.stringText(tree.child(of: target, .index)) ?? ""), holds(value, held) else {
                    continue
                }
                place = tree[node].range
            case .member: if Self.isHeader(tree.name(of: target)), holds(value, held) { place = tree[node].range }
            default: continue
            }
        }
    }

    private static func isHeader(_ name: String) -> Bool { name.lowercased() == "authorization" }

    /// True for a header of a request that came in, and for what holds one.
    private func holds(_ node: NodeID, _ held: Set<NameID>) -> Bool {
        switch tree.kind(node) {
        case .name: return held.contains(tree[node].name)
        case .cast, .awaitExpression, .interpolation: return holds(tree.child(of: node, .value), held)
        case .binary: return holds(tree.child(of: node, .left), held) || holds(tree.child(of: node, .right), held)
        case .member:
            return Self.isHeader(tree.name(of: node)) && isIncoming(tree.child(of: node, .object))
        case .index:
            return Self.isHeader(tree.stringText(tree.child(of: node, .index)) ?? "")
                && isIncoming(tree.child(of: node, .object))
        case .call:
            let callee = tree.child(of: node, .callee)
            guard tree.kind(callee) == .member, ["get", "Get"].contains(tree.name(of: callee)),
                let first = tree.children(of: node, .argument).first
            else { return false }
            return Self.isHeader(tree.stringText(first) ?? "") && isIncoming(tree.child(of: callee, .object))
        case .string:
            return tree.children(of: node, .part).contains { tree.kind($0) == .interpolation && holds($0, held) }
        default: return false
        }
    }

    /// The headers of a request, as frameworks call them.
    private func isIncoming(_ node: NodeID) -> Bool {
        guard tree.kind(node) == .member, ["headers", "Header"].contains(tree.name(of: node)) else { return false }
        let owner = tree.dottedName(tree.child(of: node, .object)) ?? ""
        return [
            "req", "request", "r", "ctx.request", "context.request", "c.req", "c.Request",
            "ctx.request_context.request",
        ]
        .contains(owner)
    }

    private func isAnswer(_ callee: NodeID) -> Bool {
        let owner = tree.dottedName(tree.child(of: callee, .object)) ?? ""
        return ["res", "response", "w", "resp", "c.res"].contains {
            owner == $0 || owner.hasPrefix($0 + ".") || owner == "w"
        }
    }

    // MARK: Addresses

    private var mayOpen: Bool {
        tree.contains("uthorization") || tree.contains("auth_url") || tree.contains("authUrl")
            || tree.contains("verification_uri")
    }

    private static let openers: Set<String> = [
        "open", "open.default", "open.open", "openurl", "opn", "electron.shell.openExternal", "shell.openExternal",
        "github.com/pkg/browser.OpenURL", "child_process.exec", "child_process.execSync",
    ]

    private func opened() -> [RelayFact] {
        guard file.language != .python else { return [] }
        var found: [RelayFact] = []
        tree.walk(tree.root) { node in
            guard tree.kind(node) == .call else { return found.count < Self.most }
            guard let relay = opening(node) else { return true }
            found.append(relay)
            return true
        }
        return found
    }

    private func opening(_ call: NodeID) -> RelayFact? {
        let callee = tree.child(of: call, .callee)
        guard let first = tree.children(of: call, .argument).first else { return nil }
        let name: String
        if case .external(let full) = evaluator.value(of: callee, in: file) {
            name = full
        } else {
            name = tree.dottedName(callee) ?? ""
        }
        guard Self.openers.contains(name), let address = address(in: first), !isChecked(address, at: call) else {
            return nil
        }
        return RelayFact(kind: .address, name: address, target: name, place: tree[call].range)
    }

    /// The name of what holds an address that a server of authorization named.
    private func address(in node: NodeID) -> String? {
        switch tree.kind(node) {
        case .name, .member:
            let name = tree.name(of: node)
            let low = name.lowercased().filter { $0 != "_" }
            let isMeant =
                [
                    "authorizationurl", "authurl", "authorizationendpoint", "verificationuri", "authorizeurl",
                    "redirecturl",
                ]
                .contains(low)
            return isMeant && isFromOutside(node) ? name : nil
        case .call:
            let callee = tree.child(of: node, .callee)
            guard tree.kind(callee) == .member, ["toString", "String"].contains(tree.name(of: callee)) else {
                return nil
            }
            return address(in: tree.child(of: callee, .object))
        case .cast, .awaitExpression: return address(in: tree.child(of: node, .value))
        case .string:
            return tree.children(of: node, .part).lazy.filter { tree.kind($0) == .interpolation }
                .compactMap { address(in: tree.child(of: $0, .value)) }.first
        default: return nil
        }
    }

    /// A parameter, or what the program did not write.
    private func isFromOutside(_ node: NodeID) -> Bool {
        guard tree.kind(node) == .name else { return true }
        if case .text(let text) = evaluator.value(of: node, in: file) { return !text.text.hasPrefix("http") }
        return true
    }

    /// True if the function looks at the scheme, or has another one look.
    private func isChecked(_ address: String, at call: NodeID) -> Bool {
        guard let function = file.enclosingFunction(at: tree[call].range.lowerBound) else { return false }
        var found = false
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .member: found = found || ["protocol", "Scheme", "scheme"].contains(tree.name(of: node))
            case .call:
                let callee = tree.child(of: node, .callee)
                let name = (tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range))
                    .lowercased()
                found =
                    found
                    || ["sanitiz", "valid", "startswith", "hasprefix", "assert", "ishttp", "safe", "allow"]
                        .contains(where: name.hasPart)
            default: break
            }
            return !found
        }
        return found
    }
}
