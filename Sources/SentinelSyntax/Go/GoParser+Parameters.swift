extension GoParser {
    /// Parameters and the type of the result.
    mutating func signature(into children: inout ChildList) {
        guard lexer.token == .leftParen else {
            tree.isPartial = true
            return
        }
        var list = ChildList()
        parameters(.parameter, into: &list)
        move(list, to: &children)
        if lexer.token.beginsType { tree.add(type(), .type, to: &children) }
    }

    /// `(a, b int, c ...string)`, or types alone: which of them shows at the first name with a type.
    mutating func parameters(_ field: Field, into list: inout ChildList) {
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        var hasNames = false
        while lexer.token != .rightParen && lexer.token != .end {
            let before = lexer.start
            let entry = parameter(&hasNames)
            tree.add(entry, field, to: &list)
            if !continues(to: .rightParen, after: before) { break }
        }
        isHeader = wasHeader
        expect(.rightParen)
        if hasNames { shareTypes(list) } else { nameTypes(list) }
    }

    private mutating func parameter(_ hasNames: inout Bool) -> NodeID {
        let start = lexer.start
        var children = ChildList()
        guard lexer.token == .name else {
            let isRest = skip(.ellipsis)
            guard lexer.token.beginsType else { return .none }
            tree.add(type(), .type, to: &children)
            return make(.parameter, start, children, flags: isRest ? .isRest : [])
        }
        let first = name()
        switch lexer.token {
        case .dot, .leftBracket:
            let (type, isArray) = lexer.token == .dot ? (qualified(first, start), false) : bracketed(first, start)
            if isArray {
                hasNames = true
                tree.add(first, .name, to: &children)
            }
            tree.add(type, .type, to: &children)
            let node = make(.parameter, start, children)
            if isArray { call(node, by: first) }
            return node
        default:
            tree.add(first, .name, to: &children)
            let isRest = skip(.ellipsis)
            if lexer.token.beginsType {
                hasNames = true
                tree.add(type(), .type, to: &children)
            }
            let node = make(.parameter, start, children, flags: isRest ? .isRest : [])
            call(node, by: first)
            return node
        }
    }

    /// A name and a bracket: an array or slice called so, or a generic type.
    mutating func bracketed(_ first: NodeID, _ start: Int) -> (type: NodeID, isArray: Bool) {
        let bracket = lexer.start
        var items = ChildList()
        guard enter() else { return (skipNested(), false) }
        defer { depth &-= 1 }
        lexer.next()
        let isSlice = lexer.token == .rightBracket
        if !isSlice { typeArguments(into: &items) }
        expect(.rightBracket)
        guard isSlice || lexer.token.beginsType else {
            var all = ChildList()
            tree.add(first, .item, to: &all)
            move(items, to: &all)
            return (make(.type, start, all), false)
        }
        type(into: &items)
        return (make(.type, bracket, items), true)
    }

    /// No entry has a name: what was read as names are types.
    private func nameTypes(_ list: ChildList) {
        var at = list.first
        while !at.isNone {
            let only = tree.child(of: at, .name)
            if !only.isNone {
                var items = ChildList()
                tree.add(only, .item, to: &items)
                let range = tree[only].range
                let type = tree.make(.type, range.lowerBound, range.upperBound, items)
                var children = ChildList()
                tree.add(type, .type, to: &children)
                tree.update(at) {
                    $0.first = children.first
                    $0.name = .none
                }
            }
            at = tree[at].next
        }
    }

    /// `a, b int`: gives `a` a copy of the type.
    private func shareTypes(_ list: ChildList) {
        var at = list.first
        var pending = NodeID.none
        while !at.isNone {
            let type = tree.child(of: at, .type)
            if type.isNone {
                if pending.isNone { pending = at }
            } else {
                while !pending.isNone && pending != at {
                    let copied = copy(type)
                    tree.update(tree[pending].first) { $0.next = copied }
                    pending = tree[pending].next
                }
                pending = .none
            }
            at = tree[at].next
        }
    }

    /// A type again, for another owner; with its names where they are few.
    func copy(_ type: NodeID) -> NodeID {
        var items = ChildList()
        let original = Array(tree.children(of: type).prefix(9))
        if original.count < 9 {
            for item in original where tree.kind(item) == .name {
                let node = tree[item]
                let copied = tree.make(.name, node.range.lowerBound, node.range.upperBound)
                tree.update(copied) { $0.name = node.name }
                tree.add(copied, .item, to: &items)
            }
        }
        let range = tree[type].range
        let copied = tree.make(.type, range.lowerBound, range.upperBound, items)
        tree.update(copied) { $0.field = .type }
        return copied
    }
}
