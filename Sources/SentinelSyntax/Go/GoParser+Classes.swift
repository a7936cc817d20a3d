extension GoParser {
    /// Fields, a `property` for each name, its tag as `.tag`; what is embedded is a base.
    mutating func structure(into class: inout ChildList) {
        members(into: &`class`) { parser, members, bases in
            parser.fields(into: &members, bases: &bases)
        }
    }

    /// Methods, a `function` without body each; what is embedded is a base, a union of types as an opaque type.
    mutating func interface(into class: inout ChildList) {
        members(into: &`class`) { parser, members, bases in
            parser.element(into: &members, bases: &bases)
        }
    }

    private mutating func members(
        into class: inout ChildList, _ one: (inout GoParser, inout ChildList, inout ChildList) -> Void
    ) {
        lexer.next()
        let start = lexer.start
        guard lexer.token == .leftBrace else {
            tree.isPartial = true
            return
        }
        lexer.next()
        var members = ChildList()
        while lexer.token != .rightBrace && lexer.token != .end && !isAtFunction {
            if skip(.semicolon) { continue }
            let before = lexer.start
            one(&self, &members, &`class`)
            if lexer.start == before || !(lexer.token == .semicolon || lexer.token == .rightBrace) {
                tree.add(skipOne(), .statement, to: &members)
            }
        }
        expect(.rightBrace)
        tree.add(make(.block, start, members), .body, to: &`class`)
    }

    private mutating func fields(into members: inout ChildList, bases: inout ChildList) {
        _ = skip(.star)
        guard lexer.token == .name else { return }
        let start = lexer.start
        let first = name()
        switch lexer.token {
        case .dot: tree.add(embedded(first, start), .base, to: &bases)
        case .string, .rawString:
            tree.add(first, .base, to: &bases)
            lexer.next()
        case .semicolon, .rightBrace: tree.add(first, .base, to: &bases)
        case .leftBracket:
            let (type, isArray) = bracketed(first, start)
            if isArray { property(first, type, into: &members) } else { tree.add(type, .base, to: &bases) }
        default: properties(first, into: &members)
        }
    }

    /// `package.Type`, which may have arguments and a tag.
    private mutating func embedded(_ package: NodeID, _ start: Int) -> NodeID {
        lexer.next()
        guard lexer.token == .name else { return package }
        let base = member(package, start)
        if lexer.token == .leftBracket { skipTypeParameters() }
        if lexer.token == .string || lexer.token == .rawString { lexer.next() }
        return base
    }

    /// `a, b type "tag"`.
    private mutating func properties(_ first: NodeID, into members: inout ChildList) {
        guard lexer.token == .comma else { return property(first, type(), into: &members) }
        var names = ChildList()
        tree.add(first, .name, to: &names)
        while skip(.comma), lexer.token == .name { tree.add(name(), .name, to: &names) }
        let written = type()
        let tag = tag()
        var at = names.first
        while !at.isNone {
            let following = tree[at].next
            tree.update(at) { $0.next = .none }
            let isLast = following.isNone
            property(at, isLast ? written : copy(written), isLast ? tag : copied(tag), into: &members)
            at = following
        }
    }

    private mutating func property(_ name: NodeID, _ type: NodeID, into members: inout ChildList) {
        property(name, type, tag(), into: &members)
    }

    private mutating func property(_ name: NodeID, _ type: NodeID, _ tag: NodeID, into members: inout ChildList) {
        let start = Int(tree[name].start)
        var children = ChildList()
        tree.add(name, .name, to: &children)
        tree.add(type, .type, to: &children)
        tree.add(tag, .tag, to: &children)
        let node = make(.property, start, children)
        call(node, by: name)
        tree.add(node, .statement, to: &members)
    }

    private mutating func tag() -> NodeID {
        lexer.token == .string || lexer.token == .rawString ? string() : .none
    }

    private func copied(_ tag: NodeID) -> NodeID {
        guard !tag.isNone else { return .none }
        let node = tree[tag]
        let copied = tree.make(.string, node.range.lowerBound, node.range.upperBound, flags: node.flags)
        tree.update(copied) {
            $0.leading = node.leading
            $0.trailing = node.trailing
        }
        return copied
    }

    private mutating func element(into members: inout ChildList, bases: inout ChildList) {
        let start = lexer.start
        guard lexer.token == .name else { return union(start, into: &bases) }
        let first = name()
        switch lexer.token {
        case .leftParen:
            var children = ChildList()
            tree.add(first, .name, to: &children)
            signature(into: &children)
            let method = make(.function, start, children, flags: .isMethod)
            call(method, by: first)
            tree.add(method, .statement, to: &members)
        case .dot: tree.add(embedded(first, start), .base, to: &bases)
        case .leftBracket:
            skipTypeParameters()
            tree.add(first, .base, to: &bases)
        default: tree.add(first, .base, to: &bases)
        }
        if lexer.token == .operator { union(lexer.start, into: &bases) }
    }

    /// `~int | string`, or what of it follows the first.
    private mutating func union(_ start: Int, into bases: inout ChildList) {
        var items = ChildList()
        var hasAny = false
        while lexer.token == .operator || !hasAny && lexer.token.beginsType {
            if lexer.token == .operator { lexer.next() }
            hasAny = true
            if lexer.token.beginsType { type(into: &items) }
        }
        if hasAny { tree.add(make(.type, start, items), .base, to: &bases) }
    }
}
