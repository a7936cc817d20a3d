internal import SentinelModel

extension SyntaxTree {
    /// The children of a node, in the order of the source but for decorators and what a parser learns later.
    package struct Children: Sequence, IteratorProtocol {
        @usableFromInline let tree: SyntaxTree
        @usableFromInline var at: NodeID

        @inlinable
        init(tree: SyntaxTree, at: NodeID) {
            self.tree = tree
            self.at = at
        }

        @inlinable
        package mutating func next() -> NodeID? {
            guard !at.isNone else { return nil }
            defer { at = tree[at].next }
            return at
        }
    }

    @inlinable
    package func children(of id: NodeID) -> Children { Children(tree: self, at: first(of: id)) }

    /// The first child; none if there is none. Reads what was passed over.
    @inlinable @inline(__always)
    package func first(of id: NodeID) -> NodeID {
        let node = self[id]
        guard node.flags.contains(.isUnread) else { return node.first }
        read(id)
        return self[id].first
    }

    package func children(of id: NodeID, _ field: Field) -> [NodeID] {
        children(of: id).filter { self[$0].field == field }
    }

    /// The first child that is `field`; none if there is none.
    @inlinable
    package func child(of id: NodeID, _ field: Field) -> NodeID {
        var child = first(of: id)
        while !child.isNone {
            if self[child].field == field { return child }
            child = self[child].next
        }
        return .none
    }

    @inlinable @inline(__always)
    package func kind(_ id: NodeID) -> NodeKind { self[id].kind }

    /// What a node is called: the text of a `name`; of a member, keyword argument, parameter, function, class, property, imported or
    /// exported name the text of its `.name`.
    package func name(of id: NodeID) -> String {
        let node = self[id]
        if node.name != .none { return string(names.place(of: node.name)) }
        let named = child(of: id, .name)
        return named.isNone ? "" : string(self[named].range)
    }

    /// The bytes of a name.
    package func text(of name: NameID) -> ArraySlice<UInt8> { name == .none ? [] : text(names.place(of: name)) }

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
                var dotted = string(self[at].range)
                for part in parts.reversed() {
                    dotted += "."
                    dotted += part
                }
                return dotted
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
        guard !id.isNone, visit(id) else { return }
        readBodies(in: self[id].range)
        let nodes = nodes
        var at = nodes[Int(id.index)].first
        // What comes after the nodes that the walk is in.
        var waiting: [NodeID] = []
        while true {
            if at.isNone {
                guard let next = waiting.popLast() else { return }
                at = next
            }
            let node = nodes[Int(at.index)]
            if visit(at), !node.first.isNone {
                if !node.next.isNone { waiting.append(node.next) }
                at = node.first
            } else {
                at = node.next
            }
        }
    }

    /// By node, the node that holds it; none for the root.
    package func parents() -> Parents {
        readBodies(in: 0..<count)
        var parents = [NodeID](repeating: .none, count: nodes.count)
        for index in nodes.indices {
            var child = nodes[index].first
            while !child.isNone {
                parents[Int(child.index)] = NodeID(index: UInt32(index))
                child = nodes[Int(child.index)].next
            }
        }
        return Parents(parents: parents)
    }

    package struct Parents {
        fileprivate let parents: [NodeID]

        package subscript(_ id: NodeID) -> NodeID { parents[Int(id.index)] }
    }

    /// True if the source holds `word`.
    package func contains(_ word: StaticString) -> Bool { unsafe withSource { source in unsafe source.holds(word) } }

    /// True if the source holds `word`.
    package func contains(_ word: String) -> Bool {
        unsafe withSource { source in unsafe source.holds(Array(word.utf8)) }
    }
}
