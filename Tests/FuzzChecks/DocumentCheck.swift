internal import SentinelDocuments

/// What holds for every document, whatever was read.
struct DocumentCheck {
    private let bytes: [UInt8]
    private let format: DocumentFormat
    private let limits: DocumentLimits

    static func check(_ bytes: [UInt8], _ format: DocumentFormat) throws(Broken) {
        var limits = DocumentLimits()
        limits.nodes = 20_000
        let check = DocumentCheck(bytes: bytes, format: format, limits: limits)
        let tree = DocumentReader.read(bytes, as: format, limits: limits)
        try check.checkMistake(of: tree)
        try check.checkNodes(of: tree)
        if format == .json || format == .jsonLines { try check.checkReprint(of: tree) }
    }

    private func checkMistake(of tree: DocumentTree) throws(Broken) {
        guard let mistake = tree.mistake else {
            return try require(!tree.isPartial, "a part was left out, and no mistake says why")
        }
        let place = mistake.place
        try require(
            place.line >= 1 && place.column >= 1 && (0...bytes.count).contains(place.offset),
            "`\(mistake.message)` is at \(place)")
    }

    /// Nodes lie in the file, and there are no more and no deeper ones than the limits allow, aliases counted in full.
    private func checkNodes(of tree: DocumentTree) throws(Broken) {
        var stack = tree.documents.map { (node: $0, depth: 0) }
        var count = 0
        while let (node, depth) = stack.popLast() {
            count += 1
            try require(count <= limits.nodes + 1, "more than \(limits.nodes) values")
            try require(depth <= limits.depth, "nested \(depth) deep")
            try check(node)
            if count % 16 == 1 { try checkPlace(of: node) }
            for item in node.items { stack.append((item, depth + 1)) }
            for entry in node.entries {
                stack.append((entry.key, depth + 1))
                stack.append((entry.value, depth + 1))
                try require(entry.range.upperBound <= bytes.count, "the entry \(entry.range) ends behind the file")
            }
            try checkOrder(in: node)
        }
    }

    private func check(_ node: DocumentNode) throws(Broken) {
        let (range, contents) = (node.range, node.contents)
        try require(range.upperBound <= bytes.count, "\(node.kind) \(range) ends behind the file")
        try require(
            contents.lowerBound >= range.lowerBound && contents.upperBound <= range.upperBound,
            "the contents \(contents) leave \(range)")
        guard node.kind.isScalar else { return }
        let text = node.bytes
        // An escape is longer than half of its code point, what is no character becomes three bytes, and lines of instructions and
        // requirements have keys of their own, which stand nowhere.
        try require(text.count <= max(3 * range.count, 32), "\(node.kind) \(range) says \(text.count) bytes")
        if node.isVerbatim { try require(text.elementsEqual(bytes[contents]), "\(range) is not what it says") }
    }

    private func checkPlace(of node: DocumentNode) throws(Broken) {
        let place = node.place
        try require(
            place.offset == node.range.lowerBound && place.line >= 1 && place.column >= 1,
            "\(node.range) is at \(place)")
    }

    /// In JSON values lie in what holds them, one behind the other.
    private func checkOrder(in node: DocumentNode) throws(Broken) {
        guard [.json, .jsonc, .jsonLines].contains(format) else { return }
        var last = node.range.lowerBound
        for child in Array(node.items) + node.entries.flatMap({ [$0.key, $0.value] }) {
            try require(
                child.range.lowerBound >= last && child.range.upperBound <= node.range.upperBound,
                "\(child.kind) \(child.range) is not in its place in \(node.range)")
            last = child.range.upperBound
        }
    }

    /// What was read without a mistake, written out and read again, is the same.
    private func checkReprint(of tree: DocumentTree) throws(Broken) {
        guard tree.mistake == nil else { return }
        let printed = JSONPrint.lines(tree)
        let again = DocumentReader.read(printed, as: format, limits: limits)
        try require(again.mistake == nil, "printed again: \(again.mistake?.message ?? "")")
        try require(JSONPrint.lines(again) == printed, "printed again it is something else")
    }
}
