internal import SentinelModel
internal import SentinelSyntax

/// What a handler shows of care for who calls it.
struct HandlerCare {
    /// It does one thing or another, or stops.
    private(set) var decides = false
    /// It, or what is put around it, names who asks.
    private(set) var namesCaller = false
    /// What it looks up by a person's name that it was given.
    private(set) var lookups: [LookupFact] = []

    private let file: SourceFile
    private let tree: SyntaxTree

    init(_ function: NodeID, _ file: SourceFile) {
        self.file = file
        tree = file.tree
        let people = Set(
            tree.children(of: function, .parameter).flatMap { bound(by: $0) }
                .filter { CredentialNames.isPerson(tree.string(of: $0)) })
        let name = tree.child(of: function, .name)
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .ifStatement, .throwStatement, .assertStatement, .switchStatement, .conditional, .tryStatement:
                decides = true
            case .name: if node != name { noteName(tree.string(tree[node].range)) }
            case .index where !people.isEmpty:
                note(tree.child(of: node, .index), people, at: node)
            case .call: noteCall(node, people)
            default: break
            }
            return true
        }
    }

    private func bound(by parameter: NodeID) -> [NameID] {
        var found: [NameID] = []
        tree.walk(parameter) { node in
            if tree.kind(node) == .name { found.append(tree[node].name) }
            return tree.kind(node) != .type && found.count < 64
        }
        return found
    }

    private static let words: Set<String> = [
        "ctx", "context", "session", "role", "roles", "auth", "authorized", "authorization", "authenticated",
        "authenticate", "authorize", "permitted", "principal", "identity", "caller", "claims", "scopes", "acl", "login",
        "logged", "token", "apikey", "credential", "credentials", "admin", "forbidden", "unauthorized", "currentuser",
        "extra", "confirm", "confirmed",
    ]

    /// Names of what a handler uses, its own and those of its parameters' aside.
    private mutating func noteName(_ name: String) {
        guard !namesCaller, name.utf8.count < 60 else { return }
        let words = CredentialNames.words(of: name)
        namesCaller = words.contains(where: Self.words.contains)
    }

    private mutating func noteCall(_ call: NodeID, _ people: Set<NameID>) {
        let callee = tree.child(of: call, .callee)
        guard !people.isEmpty, tree.kind(callee) == .member, ["get", "find", "pop"].contains(tree.name(of: callee))
        else {
            return
        }
        // `users.get(user_id)`; a client's `get` asks elsewhere.
        let object = tree.child(of: callee, .object)
        guard let first = tree.children(of: call, .argument).first, isStore(object) else { return }
        if tree.name(of: callee) == "find" {
            tree.walk(first) { node in
                if tree.kind(node) == .name, people.contains(tree[node].name), lookups.isEmpty { add(node, at: call) }
                return true
            }
        } else {
            note(first, people, at: call)
        }
    }

    /// A container of the program's own, by what it was made with or is called.
    private func isStore(_ node: NodeID) -> Bool {
        switch tree.kind(node) {
        case .name, .member:
            let words = CredentialNames.words(of: tree.name(of: node))
            return !words.contains { ["client", "api", "session", "http", "requests", "axios"].contains($0) }
        default: return false
        }
    }

    private mutating func note(_ key: NodeID, _ people: Set<NameID>, at node: NodeID) {
        guard tree.kind(key) == .name, people.contains(tree[key].name) else { return }
        add(key, at: node)
    }

    private mutating func add(_ key: NodeID, at node: NodeID) {
        guard lookups.count < 4 else { return }
        lookups.append(LookupFact(parameter: tree.string(tree[key].range), place: tree[node].range))
    }
}
