extension GoParser {
    mutating func operand() -> NodeID {
        switch lexer.token {
        case .name: return named(isConstant ? .constant : .name)
        case .number: return leaf(.number)
        case .rune: return leaf(.number, flags: lexer.isUnterminated ? .isUnterminated : [])
        case .string, .rawString: return string()
        case .leftParen: return parentheses()
        case .func where !isAtFunction: return closure()
        case .leftBracket, .map, .chan, .struct, .interface: return type()
        default:
            tree.isPartial = true
            return .none
        }
    }

    private var isConstant: Bool {
        switch lexer.end &- lexer.start {
        case 3: unsafe lexer.source.has("nil", at: lexer.start)
        case 4: unsafe lexer.source.has("true", at: lexer.start)
        case 5: unsafe lexer.source.has("false", at: lexer.start)
        default: false
        }
    }

    /// What is in parentheses, without them.
    private mutating func parentheses() -> NodeID {
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        let value = expression()
        isHeader = wasHeader
        if lexer.token == .semicolon && lexer.start == lexer.end { _ = continues(to: .rightParen, after: lexer.start) }
        expect(.rightParen)
        return value
    }

    /// A function without name, or its type alone.
    private mutating func closure() -> NodeID {
        let start = lexer.start
        guard enter() else { return skipNested() }
        defer { depth &-= 1 }
        lexer.next()
        var children = ChildList()
        signature(into: &children)
        guard lexer.token == .leftBrace else { return make(.type, start, children) }
        tree.add(block(), .body, to: &children)
        return make(.function, start, children, flags: .isLambda)
    }

    /// True if the brace behind `value` opens a composite literal: behind a type, or where no block can follow, behind what may be one.
    func opensLiteral(_ value: NodeID) -> Bool {
        switch tree.kind(value) {
        case .type: true
        case .index: !isHeader && isTypeName(tree[value].first)
        default: !isHeader && isTypeName(value)
        }
    }

    private func isTypeName(_ value: NodeID) -> Bool {
        tree.kind(value) == .name || tree.kind(value) == .member && tree.kind(tree[value].first) == .name
    }

    /// A type that was read as an expression.
    func typeNode(_ value: NodeID) -> NodeID {
        guard tree.kind(value) != .type else { return value }
        var items = ChildList()
        names(of: value, into: &items)
        let range = tree[value].range
        return tree.make(.type, range.lowerBound, range.upperBound, items)
    }

    /// Moves the names of `a`, `a.b`, `a.b[c]`; arguments stay what they are.
    private func names(of value: NodeID, into items: inout ChildList) {
        guard tree.kind(value) != .name else { return tree.add(value, .item, to: &items) }
        let first = tree[value].first
        let rest = tree[first].next
        names(of: first, into: &items)
        var at = rest
        while !at.isNone {
            let following = tree[at].next
            tree.update(at) { $0.next = .none }
            tree.add(at, .item, to: &items)
            at = following
        }
    }

    /// `{...}` behind a type, or within another literal.
    mutating func composite(_ type: NodeID, _ start: Int) -> NodeID {
        guard enter() else { return skipOne() }
        defer { depth &-= 1 }
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        var children = ChildList()
        tree.add(type, .type, to: &children)
        while lexer.token != .rightBrace && lexer.token != .end {
            let before = lexer.start
            tree.add(element(), .item, to: &children)
            if !continues(to: .rightBrace, after: before) { break }
        }
        isHeader = wasHeader
        expect(.rightBrace)
        return make(.dictionary, start, children)
    }

    private mutating func element() -> NodeID {
        let start = lexer.start
        let first = elementValue()
        guard skip(.colon) else { return first }
        var children = ChildList()
        tree.add(first, .key, to: &children)
        tree.add(elementValue(), .value, to: &children)
        return make(.pair, start, children)
    }

    private mutating func elementValue() -> NodeID {
        lexer.token == .leftBrace ? composite(.none, lexer.start) : expression()
    }
}
