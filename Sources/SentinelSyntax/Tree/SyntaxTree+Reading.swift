internal import SentinelModel

extension SyntaxTree {
    /// The children of a node, in the order of the source but for decorators and what a parser learns later.
    package struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: SyntaxTree
        fileprivate var at: NodeID

        package mutating func next() -> NodeID? {
            guard !at.isNone else { return nil }
            defer { at = tree[at].next }
            return at
        }
    }

    package func children(of id: NodeID) -> Children { Children(tree: self, at: self[id].first) }

    package func children(of id: NodeID, _ field: Field) -> [NodeID] {
        children(of: id).filter { self[$0].field == field }
    }

    /// The first child that is `field`; none if there is none.
    package func child(of id: NodeID, _ field: Field) -> NodeID {
        var child = self[id].first
        while !child.isNone {
            if self[child].field == field { return child }
            child = self[child].next
        }
        return .none
    }

    package func kind(_ id: NodeID) -> NodeKind { self[id].kind }

    /// What a node is called: the text of a `name`; of a member, keyword argument, parameter, function, class, property, imported or
    /// exported name the text of its `.name`.
    package func name(of id: NodeID) -> String {
        let node = self[id]
        if node.name != .none { return string(names.place(of: node.name)) }
        let named = child(of: id, .name)
        return named.isNone ? "" : string(self[named].range)
    }

    /// The text of a name.
    package func string(of name: NameID) -> String { name == .none ? "" : string(names.place(of: name)) }

    /// The id of `name` in this tree; none if it does not occur.
    package func find(_ name: String) -> NameID {
        var name = name
        return name.withUTF8 { name in
            unsafe storage.withUnsafeBufferPointer { source in
                unsafe source.baseAddress.map { unsafe names.find(name, in: $0) } ?? .none
            }
        }
    }

    /// One more than the highest number of a name.
    package var nameCount: Int { names.count }

    /// `a.b.c` for a chain of members on a name; nil for anything else. Optional chaining, casts and `await` are looked through.
    package func dottedName(_ id: NodeID) -> String? {
        var parts: [String] = []
        var at = id
        while parts.count < 32 {
            switch kind(at) {
            case .name, .constant:
                parts.append(string(self[at].range))
                return parts.reversed().joined(separator: ".")
            case .member:
                parts.append(name(of: at))
                at = child(of: at, .object)
            case .cast, .awaitExpression:
                at = child(of: at, .value)
            default: return nil
            }
        }
        return nil
    }

    /// All nodes below `id` and itself, parents before children; functions within are entered too.
    package func walk(_ id: NodeID, _ visit: (NodeID) -> Bool) {
        var stack = [id]
        while let at = stack.popLast() {
            guard !at.isNone, visit(at) else { continue }
            let start = stack.count
            var child = self[at].first
            while !child.isNone {
                stack.append(child)
                child = self[child].next
            }
            stack[start...].reverse()
        }
    }

    /// True if the source holds `word`.
    package func contains(_ word: StaticString) -> Bool { unsafe withSource { source in unsafe source.holds(word) } }

    /// True if the source holds `word`.
    package func contains(_ word: String) -> Bool {
        unsafe withSource { source in unsafe source.holds(Array(word.utf8)) }
    }
}
