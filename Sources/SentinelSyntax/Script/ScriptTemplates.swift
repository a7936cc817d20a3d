extension ScriptParser {
    /// A template from its opening backtick on, with the expression before it, if any.
    mutating func template(tag: NodeID, from start: Int, isType: Bool = false) -> NodeID {
        var list = ChildList()
        tree.add(tag, .tag, to: &list)
        let bare = list.isEmpty
        var at = tokenStart + 1
        var piece = at
        var hasParts = !bare
        while at < count, byte(at) != UInt8(ascii: "`") {
            if byte(at) == UInt8(ascii: "$"), byte(at + 1) == UInt8(ascii: "{") {
                addPiece(piece, at, to: &list)
                hasParts = true
                at = interpolation(at, isType: isType, into: &list)
                piece = at
            } else {
                at &+= byte(at) == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        at = min(at, count)
        let isClosed = at < count
        if !isClosed { tree.isPartial = true }
        if hasParts { addPiece(piece, at, to: &list) } else { tree.note(.string, piece, at) }
        tokenEnd = isClosed ? at + 1 : at
        advance()
        var flags: NodeFlags = hasParts ? .isFormat : []
        if !isClosed { flags.insert(.isUnterminated) }
        let id = finish(.string, from: start, list, flags: flags)
        if !hasParts {
            tree.update(id) {
                $0.leading = 1
                $0.trailing = isClosed ? 1 : 0
            }
        }
        return id
    }

    private func addPiece(_ start: Int, _ end: Int, to list: inout ChildList) {
        guard end > start else { return }
        tree.note(.string, start, end)
        tree.add(tree.make(.stringPart, start, end), .part, to: &list)
    }

    /// `${...}`. The offset behind it.
    private mutating func interpolation(_ start: Int, isType: Bool, into list: inout ChildList) -> Int {
        tokenEnd = start + 2
        advance()
        let value = isType ? type() : nestedExpression()
        while token != .braceClose, token != .end {
            _ = tooDeep()
            if token != .braceClose { advance() }
        }
        var inner = ChildList()
        tree.add(value, .value, to: &inner)
        tree.add(tree.make(.interpolation, start, tokenEnd, inner), .part, to: &list)
        tree.zones.interpolations.append(UInt32(start)..<UInt32(tokenEnd))
        return tokenEnd
    }
}
