internal import SentinelSyntax

/// An outline is the tree that is read at once, whatever is looked into first.
struct OutlineCheck {
    private let outline = SyntaxTree()

    func check(_ bytes: [UInt8], _ language: Language, against whole: SyntaxTree) throws(Broken) {
        unsafe bytes.withUnsafeBufferPointer { unsafe outline.parse($0, as: language, isOutline: true) }
        // The last functions are read first.
        var stack = [(outline.root, whole.root)]
        while let (one, other) = stack.popLast() {
            let inside = Array(outline.children(of: one))
            // A generator is known by its body.
            if outline.kind(one) == .function { _ = outline.children(of: outline.child(of: one, .body)) }
            let (found, expected, wanted) = (outline[one], whole[other], Array(whole.children(of: other)))
            let isSame =
                found.kind == expected.kind && found.field == expected.field && found.range == expected.range
                && found.operation == expected.operation && found.flags.rawValue == expected.flags.rawValue
                && found.leading == expected.leading && found.trailing == expected.trailing
                && outline.string(of: found.name) == whole.string(of: expected.name)
            try require(isSame, "\(found) is \(expected)")
            let places = "\(inside.map { outline[$0].range }) instead of \(wanted.map { whole[$0].range })"
            try require(inside.count == wanted.count, "in \(found.kind) \(found.range) is \(places)")
            stack += zip(inside, wanted)
        }
        try require(!outline.isOutline, "a body was not reached")
    }
}
