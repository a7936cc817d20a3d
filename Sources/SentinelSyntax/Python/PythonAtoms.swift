extension PythonParser {
    /// An operand by itself. None, and nothing is passed, where none stands.
    mutating func atom() -> NodeID {
        switch kind {
        case .name, .async:
            return name()
        case .number: return leaf(.number)
        case .string, .formatString: return strings()
        case .constant, .ellipsis: return leaf(.constant)
        case .leftParen: return parenthesised()
        case .leftBracket: return list()
        case .leftBrace: return dictionaryOrSet()
        case .lambda: return lambda()
        case .backtick: return backticks()
        case .not, .yield, .star: return expressionWithinOperand()
        default:
            tree.isPartial = true
            return .none
        }
    }

    /// What needs brackets and has none: `a + not b`.
    private mutating func expressionWithinOperand() -> NodeID {
        tree.isPartial = true
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        return element()
    }

    private mutating func parenthesised() -> NodeID {
        let (start, level) = (lexer.start, lexer.brackets)
        advance()
        if kind == .rightParen {
            advance()
            return make(.tuple, start, ChildList())
        }
        let first = element()
        if kind == .for || kind == .async {
            var node = comprehension(first, start, isGenerator: true)
            close(.rightParen, level)
            extend(&node)
            return node
        }
        if kind == .rightParen {
            advance()
            return first
        }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        self.items(&items, .rightParen, level) { $0.element() }
        return make(.tuple, start, items)
    }

    private mutating func list() -> NodeID {
        let (start, level) = (lexer.start, lexer.brackets)
        advance()
        var items = ChildList()
        if kind == .rightBracket {
            advance()
            return make(.list, start, items)
        }
        let first = element()
        if kind == .for || kind == .async {
            var node = comprehension(first, start, isGenerator: false)
            close(.rightBracket, level)
            extend(&node)
            return node
        }
        tree.add(first, .item, to: &items)
        self.items(&items, .rightBracket, level) { $0.element() }
        return make(.list, start, items)
    }

    private mutating func dictionaryOrSet() -> NodeID {
        let (start, level) = (lexer.start, lexer.brackets)
        advance()
        var items = ChildList()
        if kind == .rightBrace {
            advance()
            return make(.dictionary, start, items)
        }
        let first = pairOrElement()
        if kind == .for || kind == .async {
            var node = comprehension(first, start, isGenerator: false)
            close(.rightBrace, level)
            extend(&node)
            return node
        }
        tree.add(first, .item, to: &items)
        self.items(&items, .rightBrace, level) { $0.pairOrElement() }
        guard !first.isNone else { return make(.dictionary, start, items) }
        let known = tree[first]
        let isDictionary = known.kind == .pair || known.kind == .spread && known.flags.contains(.isKeywordRest)
        return make(isDictionary ? .dictionary : .set, start, items)
    }

    private mutating func pairOrElement() -> NodeID {
        let start = lexer.start
        let key = element()
        guard kind == .colon else { return key }
        advance()
        var children = ChildList()
        tree.add(key, .key, to: &children)
        tree.add(expression(), .value, to: &children)
        return make(.pair, start, children)
    }

    /// The rest of a list of which one item is read.
    @inline(__always)
    private mutating func items(
        _ items: inout ChildList, _ bracket: PythonToken, _ level: Int, _ item: (inout PythonParser) -> NodeID
    ) {
        while accept(.comma) || !kind.isLayout && !kind.closesBracket && passElement(level, into: &items) {
            if kind.closesBracket || kind.isLayout { break }
            tree.add(item(&self), .item, to: &items)
        }
        close(bracket, level)
    }

    /// A comprehension ends with its bracket.
    private func extend(_ node: inout NodeID) {
        guard !node.isNone else { return }
        tree.nodes[Int(node.index)].end = UInt32(clamping: lexer.lastEnd)
    }

    /// `value` is what the comprehension makes; the current token is `for` or `async`.
    mutating func comprehension(_ value: NodeID, _ start: Int, isGenerator: Bool) -> NodeID {
        var children = ChildList()
        tree.add(value, .value, to: &children)
        while kind == .for || kind == .async { tree.add(clause(), .clause, to: &children) }
        return make(.comprehension, start, children, flags: isGenerator ? .isGenerator : [])
    }

    private mutating func clause() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let start = lexer.start
        let flags: NodeFlags = accept(.async) ? .isAsync : []
        expect(.for)
        var children = ChildList()
        tree.add(targetList(), .target, to: &children)
        expect(.in)
        tree.add(binary(Precedence.or), .value, to: &children)
        while accept(.if) { tree.add(binary(Precedence.or), .condition, to: &children) }
        return make(.comprehensionClause, start, children, flags: flags)
    }

    /// `` `a` `` of Python 2, which makes text of a value.
    private mutating func backticks() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let start = lexer.start
        advance()
        var children = ChildList()
        // A backtick that ends what was begun does not begin another.
        if kind != .backtick { tree.add(expressionList(), .value, to: &children) }
        expect(.backtick)
        return make(.cast, start, children)
    }
}
