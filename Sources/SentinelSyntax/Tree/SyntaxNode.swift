/// The number of a node in its tree; 0 is none.
package struct NodeID: Hashable, Sendable {
    package let index: UInt32

    @inlinable
    package init(index: UInt32) { self.index = index }

    @inlinable package static var none: NodeID { NodeID(index: 0) }
    @inlinable package var isNone: Bool { index == 0 }

    @inlinable
    package static func == (one: NodeID, two: NodeID) -> Bool { one.index == two.index }
    @inlinable
    package static func != (one: NodeID, two: NodeID) -> Bool { one.index != two.index }
}

/// A node: 32 bytes, children linked, so that a parser makes them as it goes and nothing moves.
package struct SyntaxNode: Sendable {
    package var kind: NodeKind
    package var field: Field = .none
    package var operation: Operation = .none
    package var flags: NodeFlags = []
    /// Offsets in the source.
    package var start: UInt32
    package var end: UInt32
    package var first = NodeID.none
    package var next = NodeID.none
    /// What it is called, for `name` and what its comment says in `SyntaxTree.name(of:)`; 0 for nothing.
    package var name = NameID.none
    /// Of a string without parts: bytes before and behind its content.
    package var leading: UInt8 = 0
    package var trailing: UInt8 = 0

    @inlinable package var range: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// A name in a tree's table; equal names have equal ids.
package struct NameID: Hashable, Sendable {
    package let index: UInt32

    @inlinable
    package init(index: UInt32) { self.index = index }

    @inlinable package static var none: NameID { NameID(index: 0) }

    @inlinable
    package static func == (one: NameID, two: NameID) -> Bool { one.index == two.index }
    @inlinable
    package static func != (one: NameID, two: NameID) -> Bool { one.index != two.index }
}
