/// `match` statements and their patterns.
extension PythonParser {
    /// None, and nothing is passed, where `match` is a name: the line must end with a colon and the next begin with `case`.
    mutating func matchStatement() -> NodeID {
        let (lexer, mark, yielded) = (lexer, tree.mark(), hasYield)
        advance()
        if kind.startsExpression, kind != .yield {
            var children = ChildList()
            tree.add(expressionList(), .value, to: &children)
            if accept(.colon), accept(.newline), accept(.indent), isWord("case") {
                cases(&children)
                return make(.switchStatement, lexer.start, children)
            }
        }
        self.lexer = lexer
        hasYield = yielded
        tree.rewind(to: mark)
        return .none
    }

    private mutating func cases(_ list: inout ChildList) {
        // Lines further to the right than they may be.
        var indented = 0
        while kind != .end, kind != .dedent || indented > 0 {
            if isWord("case") {
                tree.add(switchCase(), .case, to: &list)
            } else if kind.isLayout {
                tree.isPartial = true
                if kind == .indent { indented += 1 }
                if kind == .dedent { indented -= 1 }
                advance()
            } else {
                passLine(into: &list)
            }
        }
        _ = accept(.dedent)
    }

    private mutating func switchCase() -> NodeID {
        let start = lexer.start
        advance()
        var children = ChildList()
        let isDefault = isWord("_")
        let pattern = patternList()
        let hasGuard = kind == .if
        if !isDefault || hasGuard || tree[pattern].kind != .name { tree.add(pattern, .pattern, to: &children) }
        if accept(.if) { tree.add(namedExpression(), .condition, to: &children) }
        _ = suite(&children, isDocumented: false)
        return make(.switchCase, start, children)
    }

    private mutating func patternList() -> NodeID {
        let start = lexer.start
        let first = pattern()
        guard kind == .comma else { return first }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        while accept(.comma), kind.startsExpression { tree.add(pattern(), .item, to: &items) }
        return make(.tuple, start, items)
    }

    /// `a | b as c`.
    private mutating func pattern() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let start = lexer.start
        if kind == .star || kind == .doubleStar { return spread(isTarget: true) }
        var node = closedPattern()
        while kind == .binaryOperator, lexer.operation == .bitOr {
            advance()
            var children = ChildList()
            tree.add(node, .left, to: &children)
            tree.add(closedPattern(), .right, to: &children)
            node = make(.binary, start, children, operation: .bitOr)
        }
        guard accept(.as) else { return node }
        var children = ChildList()
        tree.add(name(), .target, to: &children)
        tree.add(node, .value, to: &children)
        return make(.assignmentExpression, start, children)
    }

    private mutating func closedPattern() -> NodeID {
        let start = lexer.start
        switch kind {
        case .leftParen:
            return patterns(.rightParen) { parser, items, isTuple in
                isTuple ? parser.make(.tuple, start, items) : items.first
            }
        case .leftBracket:
            return patterns(.rightBracket) { parser, items, _ in parser.make(.list, start, items) }
        case .leftBrace:
            return patterns(.rightBrace) { parser, items, _ in parser.make(.dictionary, start, items) }
        case .name:
            var node = name()
            while accept(.dot) {
                var children = ChildList()
                tree.add(node, .object, to: &children)
                let name = name()
                tree.add(name, .name, to: &children)
                node = call(make(.member, start, children), by: name)
            }
            guard kind == .leftParen else { return node }
            var children = ChildList()
            tree.add(node, .type, to: &children)
            return patterns(.rightParen, children) { parser, items, _ in parser.make(.dictionary, start, items) }
        default:
            // Numbers, strings, constants.
            return binary(Precedence.sum)
        }
    }

    /// Patterns, and pairs `key: pattern` and `name=pattern`, in brackets. `first` stands before them.
    @inline(__always)
    private mutating func patterns(
        _ bracket: PythonToken, _ first: ChildList = ChildList(),
        _ made: (PythonParser, ChildList, Bool) -> NodeID
    ) -> NodeID {
        let level = lexer.brackets
        advance()
        var items = first
        var isTuple = kind == .rightParen
        while !kind.isLayout, !kind.closesBracket {
            tree.add(patternItem(), .item, to: &items)
            if accept(.comma) {
                isTuple = true
                continue
            }
            if kind.closesBracket { continue }
            guard passElement(level, into: &items) else { break }
        }
        close(bracket, level)
        return made(self, items, isTuple)
    }

    private mutating func patternItem() -> NodeID {
        let start = lexer.start
        let key = pattern()
        guard accept(.colon) || accept(.assign) else { return key }
        var children = ChildList()
        tree.add(key, .key, to: &children)
        tree.add(pattern(), .value, to: &children)
        return make(.pair, start, children)
    }
}
