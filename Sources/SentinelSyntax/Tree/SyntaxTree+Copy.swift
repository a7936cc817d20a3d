extension SyntaxTree {
    /// A tree of its own with the same contents, that takes no more memory than they need. Arrays that grow while a file is parsed are
    /// half empty at its end.
    package func copy() -> SyntaxTree {
        let copy = SyntaxTree()
        copy.storage = Self.exact(storage)
        copy.count = count
        copy.language = language
        copy.nodes = Self.exact(nodes)
        copy.zones.pieces = Self.exact(zones.pieces)
        copy.zones.interpolations = Self.exact(zones.interpolations)
        copy.root = root
        copy.isPartial = isPartial
        copy.names = names.copy()
        copy.bodies = Self.exact(bodies)
        copy.bodiesRead = Self.exact(bodiesRead)
        copy.notesZones = notesZones
        return copy
    }

    /// True if it holds on to megabytes.
    package var isLarge: Bool { nodes.capacity > 1 << 15 || storage.capacity > 1 << 18 }

    /// An array that shares nothing with `items`.
    static func exact<Item>(_ items: [Item]) -> [Item] {
        unsafe items.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
