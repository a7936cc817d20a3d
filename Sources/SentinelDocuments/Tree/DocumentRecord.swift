/// What a value in a document is.
package enum DocumentKind: UInt8, CaseIterable, Sendable {
    case mapping, sequence
    /// Text that is marked as such: in quotes, or a block of YAML.
    case string
    case number, boolean, null
    /// Anything else that stands unquoted: YAML's bare words, TOML's dates, all values of `.env` and INI.
    case plain
    /// Stands for another node. Only inside the tree: a `DocumentNode` never is one.
    case alias

    package var isScalar: Bool { self != .mapping && self != .sequence }
}

/// How a scalar's text comes from its bytes in the file.
enum TextForm: UInt8 {
    /// The bytes are the text.
    case verbatim
    /// One quote at each end, and nothing escaped between them.
    case quoted
    /// The same, with JSON's escapes.
    case escaped
    /// Kept beside the tree, since its format says more than bytes can show: folded lines, other escapes.
    case own
}

/// One node: 20 bytes, linked to the first of its children and to its next sibling by number.
///
/// The children of a mapping are key, value, key, value. 0 is no node: the first one is a document's root, which is nobody's
/// child.
struct DocumentRecord: Sendable {
    var start: UInt32
    var end: UInt32
    /// The first child; of an alias, the node it stands for.
    var child: UInt32 = 0
    var next: UInt32 = 0
    var kind: DocumentKind
    var form: TextForm = .verbatim
}

/// Bounds that no honest document reaches. A YAML alias counts as many nodes as it stands for, so that nested aliases
/// ("billion laughs") end here rather than in memory.
package struct DocumentLimits: Sendable {
    package var bytes = 16 << 20
    package var depth = 100
    package var nodes = 1_000_000

    package init() {}
}
