internal import SentinelModel
internal import SentinelSyntax

/// Finds credentials that are looked at and not checked: in tools that take them, and in headers.
struct CredentialReader {
    private let file: SourceFile
    private let tree: SyntaxTree

    private static let most = 50

    init(_ file: SourceFile) {
        self.file = file
        tree = file.tree
    }

    /// In a function that does the work of an item.
    func credentials(in function: NodeID, owner: String) -> [CredentialFact] {
        var found: [CredentialFact] = []
        let given = given(to: function)
        let takesCredential = given.contains { CredentialNames.isCredential($0.1) }
        for (name, text) in given {
            if CredentialNames.isCredential(text) {
                let uses = NameUses(of: name, in: function, tree)
                found += uses.constants.map { fact(.constant, text, owner, $0) }
                if let test = uses.tests.first, !uses.isUsed { found.append(fact(.presence, text, owner, test)) }
            } else if !takesCredential, let claim = claim(name, text, in: function) {
                found.append(fact(.claim, text, owner, claim))
            }
        }
        return found
    }

    // MARK: Roles

    private static let roles: Set<String> = [
        "role", "userrole", "callerrole", "callersrole", "requesterrole", "accesslevel", "privilegelevel",
        "permissionlevel", "clearance", "clearancelevel", "user", "username", "userid", "caller", "requester",
        "currentuser", "requestedby",
    ]
    private static let flags: Set<String> = [
        "isadmin", "admin", "asadmin", "isroot", "issuperuser", "isauthenticated", "authenticated", "isauthorized",
        "authorized",
    ]
    private static let ranks: Set<String> = [
        "admin", "administrator", "root", "superuser", "manager", "owner", "staff", "superadmin", "sysadmin", "high",
        "supervisor",
    ]

    /// Where it is asked what role a caller says that they have.
    private func claim(_ name: NameID, _ text: String, in function: NodeID) -> NodeID? {
        let plain = CredentialNames.words(of: text).joined()
        if Self.flags.contains(plain) { return NameUses(of: name, in: function, tree).tests.first }
        guard Self.roles.contains(plain) else { return nil }
        return NameUses(of: name, in: function, tree).constants.first { comparison in
            [Field.left, .right].contains { side in
                Self.ranks.contains(tree.stringText(tree.child(of: comparison, side))?.lowercased() ?? "")
            }
        }
    }

    // MARK: Checks that let everybody in

    /// Functions that are called as checks and say yes at each of their ends.
    func lenient() -> [CredentialFact] {
        var found: [CredentialFact] = []
        for scope in file.scopes where tree.kind(scope.node) == .function && found.count < Self.most {
            let name = tree.name(of: scope.node)
            guard Self.isCheck(name), let answer = onlyAnswer(of: scope.node), !isStub(scope.node) else { continue }
            found.append(fact(.nothing, name, "`\(name)`", answer))
        }
        return found
    }

    private static func isCheck(_ name: String) -> Bool {
        let words = CredentialNames.words(of: name)
        guard let verb = words.first, words.count >= 2 || verb == "authenticate" || verb == "authorize" else {
            return false
        }
        return ["verify", "check", "validate", "is", "has", "authenticate", "authorize", "can", "require"].contains(
            verb)
            && words.dropFirst().allSatisfy {
                !["enabled", "required", "disabled", "configured", "needed", "supported", "optional"].contains($0)
            }
            && (words.count == 1
                || words.contains {
                    [
                        "auth", "token", "permission", "permissions", "admin", "access", "credentials", "password",
                        "signature", "jwt", "session", "authorized", "authenticated", "user", "authorization", "key",
                        "apikey",
                    ].contains($0)
                })
    }

    /// The first of a function's answers, if each is yes and nothing is refused.
    private func onlyAnswer(of function: NodeID) -> NodeID? {
        var answers: [NodeID] = []
        var isSure = !tree.children(of: function, .parameter).isEmpty
        let body = tree.child(of: function, .body)
        guard tree.kind(body) == .block else { return nil }
        tree.walk(body) { node in
            switch tree.kind(node) {
            case .function: return false
            case .throwStatement, .assertStatement, .awaitExpression, .yieldExpression: isSure = false
            // What is called may refuse.
            case .call: isSure = isSure && !refuses(node)
            case .returnStatement:
                let value = tree.child(of: node, .value)
                if value.isNone || !["True", "true"].contains(tree.string(tree[value].range)) { isSure = false }
                answers.append(node)
            default: break
            }
            return isSure
        }
        return isSure ? answers.first : nil
    }

    private func refuses(_ call: NodeID) -> Bool {
        let callee = tree.child(of: call, .callee)
        let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        return CredentialNames.words(of: name).contains {
            [
                "check", "require", "verify", "ensure", "enforce", "assert", "validate", "decode", "parse", "abort",
                "exit",
            ]
            .contains($0)
        }
    }

    /// What stands for a check on purpose: in a class or a function that says so, or a single line of a class others extend.
    private func isStub(_ function: NodeID) -> Bool {
        let place = tree[function].range.lowerBound
        let owner = file.enclosingClass(at: place).map { tree.name(of: file.scopes[$0].node).lowercased() } ?? ""
        return [
            "mock", "fake", "dummy", "noop", "allow", "anonymous", "base", "abstract", "stub", "null", "test", "noauth",
        ]
        .contains { owner.contains($0) }
    }

    private func fact(_ check: CredentialFact.Check, _ name: String, _ owner: String, _ node: NodeID) -> CredentialFact
    {
        CredentialFact(check: check, name: name, owner: owner, place: tree[node].range)
    }

    /// Parameters, and what is taken out of them.
    private func given(to function: NodeID) -> [(NameID, String)] {
        guard let scope = file.scope(of: function) else { return [] }
        return file.bindings(in: scope).compactMap { id, bindings in
            guard bindings.count == 1, let binding = bindings.first, isGiven(binding) else { return nil }
            return (id, tree.string(of: id))
        }.sorted { $0.1 < $1.1 }
    }

    private func isGiven(_ binding: Binding) -> Bool {
        switch binding.kind {
        case .parameter: true
        case .value:
            switch tree.kind(binding.node) {
            case .index: isArguments(tree.child(of: binding.node, .object))
            case .call:
                ["get", "GetString", "RequireString"].contains(tree.name(of: tree.child(of: binding.node, .callee)))
                    && isArguments(tree.child(of: tree.child(of: binding.node, .callee), .object))
            default: !binding.steps.isEmpty && isArguments(binding.node)
            }
        default: false
        }
    }

    private func isArguments(_ node: NodeID) -> Bool {
        let text = tree.string(tree[node].range.prefix(64))
        return ["arguments", "args", "params", "request.params.arguments", "input", "request", "req"].contains(text)
    }

    // MARK: Headers

    /// Functions in which a header with credentials is asked for, and only asked for.
    func headers() -> [CredentialFact] {
        guard tree.contains("uthorization") || tree.contains("-api-key") || tree.contains("-API-Key") else { return [] }
        var found: [CredentialFact] = []
        for (number, scope) in file.scopes.enumerated()
        where tree.kind(scope.node) == .function && found.count < Self.most {
            for (id, bindings) in file.bindings(in: number) where bindings.count == 1 {
                guard let binding = bindings.first, binding.kind == .value, isHeader(binding.node) else { continue }
                let uses = NameUses(of: id, in: scope.node, tree)
                guard let test = uses.tests.first, !uses.isUsed else { continue }
                found.append(fact(.presence, tree.string(of: id), "a handler of requests", test))
            }
        }
        return found.sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    /// `request.headers.get("Authorization")`, `req.headers.authorization`, `r.Header.Get("X-API-Key")`.
    private func isHeader(_ node: NodeID) -> Bool {
        var node = node
        while [.cast, .awaitExpression, .binary].contains(tree.kind(node)) {
            node = tree.kind(node) == .binary ? tree.child(of: node, .left) : tree.child(of: node, .value)
        }
        switch tree.kind(node) {
        case .member: return isHeaders(tree.child(of: node, .object)) && Self.isName(tree.name(of: node))
        case .index:
            return isHeaders(tree.child(of: node, .object))
                && Self.isName(tree.stringText(tree.child(of: node, .index)) ?? "")
        case .call:
            let callee = tree.child(of: node, .callee)
            guard tree.kind(callee) == .member, ["get", "Get", "header"].contains(tree.name(of: callee)),
                let first = tree.children(of: node, .argument).first
            else { return false }
            return (isHeaders(tree.child(of: callee, .object)) || tree.name(of: callee) == "header")
                && Self.isName(tree.stringText(first) ?? "")
        default: return false
        }
    }

    private func isHeaders(_ node: NodeID) -> Bool {
        tree.kind(node) == .member && ["headers", "Header"].contains(tree.name(of: node))
            && !["response", "res", "resp", "answer"].contains(tree.string(tree[tree.child(of: node, .object)].range))
    }

    private static func isName(_ name: String) -> Bool {
        ["authorization", "x-api-key", "x-auth-token", "x-access-token"].contains(name.lowercased())
    }
}

extension Range<Int> {
    /// Its first `count` elements.
    fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
