/// Children in the making.
struct ChildList {
    fileprivate(set) var first = NodeID.none
    fileprivate(set) var last = NodeID.none
    var isEmpty: Bool { first.isNone }
}

/// What parsers make nodes with. Children are made before their parents and linked to them once; a node has one parent.
extension SyntaxTree {
    /// Nodes at most; what lies beyond is not read.
    static let mostNodes = 4_000_000

    /// A node over `start..<end` with `children`.
    func make(
        _ kind: NodeKind, _ start: Int, _ end: Int, _ children: ChildList = ChildList(), flags: NodeFlags = [],
        operation: Operation = .none
    ) -> NodeID {
        guard nodes.count < Self.mostNodes else {
            isPartial = true
            return .none
        }
        var node = SyntaxNode(kind: kind, start: UInt32(clamping: start), end: UInt32(clamping: end))
        node.first = children.first
        node.flags = flags
        node.operation = operation
        nodes.append(node)
        return NodeID(index: UInt32(nodes.count - 1))
    }

    /// Appends a child. None is passed over.
    func add(_ child: NodeID, _ field: Field, to list: inout ChildList) {
        guard !child.isNone else { return }
        nodes[Int(child.index)].field = field
        if list.last.isNone { list.first = child } else { nodes[Int(list.last.index)].next = child }
        list.last = child
    }

    /// Changes a node that was made.
    func update(_ id: NodeID, _ change: (inout SyntaxNode) -> Void) {
        guard !id.isNone else { return }
        change(&nodes[Int(id.index)])
    }

    /// A place to come back to, when what was tried turns out to be something else.
    struct Mark {
        fileprivate var nodes: Int
        fileprivate var pieces: Int
        fileprivate var interpolations: Int
        fileprivate var bodies: Int
        fileprivate var isPartial: Bool
    }

    func mark() -> Mark {
        Mark(
            nodes: nodes.count, pieces: zones.pieces.count, interpolations: zones.interpolations.count,
            bodies: bodies.count, isPartial: isPartial)
    }

    /// Forgets what was made since. Nodes made before must not have been linked to what is forgotten.
    func rewind(to mark: Mark) {
        nodes.removeSubrange(mark.nodes...)
        zones.pieces.removeSubrange(mark.pieces...)
        zones.interpolations.removeSubrange(mark.interpolations...)
        bodies.removeSubrange(mark.bodies...)
        isPartial = mark.isPartial
    }

    /// Notes a comment or a piece of a string. Pieces come in order; what was noted already, in a part that is read again, is passed over.
    func note(_ kind: ZoneKind, _ start: Int, _ end: Int) {
        if notesZones { zones.note(kind, start, end) }
    }
}
