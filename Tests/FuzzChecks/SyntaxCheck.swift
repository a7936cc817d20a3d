internal import SentinelSyntax

/// What holds for every tree, whatever was parsed.
struct SyntaxCheck {
    /// Reused, as workers do.
    private let tree = SyntaxTree()
    /// More would be memory that the source does not account for.
    private static let nodesPerByte = 4
    private static let fixedNodes = 16

    func check(_ bytes: [UInt8], _ language: Language) throws(Broken) {
        parse(bytes, language, tree)
        try check(tree.zones, of: bytes.count)
        try checkNodes()
        try checkLines()
        if bytes.count % 4 == 1 { try checkFileZones(bytes, language) }
        if language == .python { try OutlineCheck().check(bytes, language, against: tree) }
        // Nothing is left of what was parsed before.
        guard bytes.count % 8 == 0 else { return }
        let fresh = SyntaxTree()
        parse(bytes, language, fresh)
        let isSame =
            fresh.nodes.count == tree.nodes.count && fresh.zones.pieces.count == tree.zones.pieces.count
            && fresh.isPartial == tree.isPartial
        try require(isSame, "a tree that is used again reads something else")
    }

    /// `bytes` between every kind of quotes that a language has.
    func checkLiterals(around bytes: [UInt8], _ language: Language) throws(Broken) {
        let quotes: [String] =
            switch language {
            case .python: ["\"", "'", "\"\"\"", "r\"", "b'", "f\"", "rb'''", "f'''"]
            case .go: ["\"", "`", "'"]
            default: ["\"", "'", "`", "String.raw`"]
            }
        for opening in quotes {
            let closing = opening.drop { $0.isLetter || $0 == "." }
            try check(Array("x = \(opening)".utf8) + bytes + Array("\(closing)\n".utf8), language)
        }
    }

    private func parse(_ bytes: [UInt8], _ language: Language, _ tree: SyntaxTree) {
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: language) }
    }

    /// Read for the zones alone, and bit by bit, they are the same.
    private func checkFileZones(_ bytes: [UInt8], _ language: Language) throws(Broken) {
        // Little is read behind what is asked about, so that much is cut.
        let zones = FileZones(behind: 3)
        func read(_ body: () -> Void) -> Zones {
            unsafe bytes.withUnsafeBufferPointer {
                unsafe zones.begin($0, language)
                defer { zones.end() }
                body()
                return zones.all()
            }
        }
        let whole = read {}
        var kinds: [ZoneKind] = []
        let places = stride(from: 0, to: bytes.count, by: 7)
        let bits = read { kinds = places.map(zones.kind) }
        // What is cut off may end otherwise; statements of Python are read to their end.
        try require(language != .python || kinds == places.map(whole.kind), "kinds differ read bit by bit")
        try check(whole, of: bytes.count)
        try require(whole.pieces.map(\.range) == bits.pieces.map(\.range), "zones differ read bit by bit")
        try require(whole.interpolations == bits.interpolations, "interpolations differ read bit by bit")
    }

    /// Pieces lie in the source, in order, apart; interpolations in order of their ends.
    private func check(_ zones: Zones, of count: Int) throws(Broken) {
        var last = 0
        for zone in zones.pieces {
            try require(zone.start < zone.end, "an empty zone at \(zone.start)")
            try require(Int(zone.start) >= last, "the zone at \(zone.start) starts before \(last)")
            last = Int(zone.end)
        }
        try require(last <= count, "a zone ends at \(last)")
        last = 0
        for range in zones.interpolations {
            try require(Int(range.upperBound) <= count, "an interpolation ends at \(range.upperBound)")
            try require(Int(range.upperBound) >= last, "the interpolation \(range) comes after \(last)")
            last = Int(range.upperBound)
        }
    }

    /// Every node lies in the source and in its parent, has one parent, and comes after those before it that are the same to the
    /// parent: its arguments, its statements.
    private func checkNodes() throws(Broken) {
        let most = tree.count * Self.nodesPerByte + Self.fixedNodes
        try require(tree.nodes.count <= most, "\(tree.nodes.count) nodes of \(tree.count) bytes")
        try require(tree[tree.root].range == 0..<tree.count, "the root is \(tree[tree.root].range)")
        var isSeen = [Bool](repeating: false, count: tree.nodes.count)
        isSeen[Int(tree.root.index)] = true
        var stack = [tree.root]
        while let parent = stack.popLast() {
            var starts: [Field: UInt32] = [:]
            for child in tree.children(of: parent) {
                try require(!isSeen[Int(child.index)], "\(told(child)) has two parents")
                isSeen[Int(child.index)] = true
                try check(child, in: parent, &starts)
                if tree.kind(child) == .string { try checkString(child) }
                stack.append(child)
            }
        }
    }

    private func check(_ child: NodeID, in parent: NodeID, _ starts: inout [Field: UInt32]) throws(Broken) {
        let (node, outer) = (tree[child], tree[parent])
        try require(node.start <= node.end && Int(node.end) <= tree.count, "\(told(child)) is not in the source")
        _ = tree.name(of: child)
        // Decorators come first, Go's `a, b int` has one type for both, and what is missing stands where it was missed.
        guard node.field != .decorator, node.field != .type, node.start < node.end else { return }
        try require(
            node.start >= outer.start && node.end <= outer.end, "\(told(child)) leaves its parent, \(told(parent))")
        let last = starts.updateValue(node.start, forKey: node.field) ?? 0
        try require(node.start >= last, "\(told(child)) of \(told(parent)) comes after \(last)")
    }

    private func told(_ id: NodeID) -> String { "\(tree[id].field): \(tree[id].kind) \(tree[id].range)" }

    private func checkLines() throws(Broken) {
        let starts = tree.lineStarts()
        let isSorted = zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }
        try require(isSorted && starts.last ?? 0 <= tree.count, "lines are not in order")
    }

    /// The value of a string comes from within it, in order.
    private func checkString(_ id: NodeID) throws(Broken) {
        let value = tree.stringValue(of: id)
        let range = tree[id].range
        // What is no character becomes three bytes, and adjacent strings come with their quotes.
        try require(value.bytes.count <= 3 * range.count, "\(told(id)) says \(value.bytes.count) bytes")
        var last = range.lowerBound
        for at in value.bytes.indices {
            guard let place = value.sourceRange(of: at..<at + 1) else { throw Broken("\(told(id)) has no byte \(at)") }
            try require(
                place.lowerBound >= last && place.upperBound <= range.upperBound && !place.isEmpty,
                "byte \(at) of \(told(id)) stands at \(place)")
            last = place.lowerBound
        }
    }
}
