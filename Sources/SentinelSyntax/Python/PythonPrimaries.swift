extension PythonParser {
    /// An operand with what is written behind it: attributes, calls, indices.
    mutating func primary() -> NodeID {
        let start = lexer.start
        guard kind == .await else { return trailers(atom(), start) }
        advance()
        // Before Python 3.7 it was a name.
        guard kind.isOperand || kind == .leftParen || kind == .leftBracket else {
            return trailers(name(start, start + 5), start)
        }
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        var children = ChildList()
        tree.add(primary(), .value, to: &children)
        return make(.awaitExpression, start, children)
    }

    private mutating func trailers(_ operand: NodeID, _ start: Int) -> NodeID {
        guard !operand.isNone else { return operand }
        var node = operand
        while true {
            switch kind {
            case .dot: node = member(node, start)
            case .leftParen: node = call(node, start)
            case .leftBracket: node = index(node, start)
            default: return node
            }
        }
    }

    private mutating func member(_ object: NodeID, _ start: Int) -> NodeID {
        advance()
        var children = ChildList()
        tree.add(object, .object, to: &children)
        let name = name()
        tree.add(name, .name, to: &children)
        return call(make(.member, start, children), by: name)
    }

    private mutating func call(_ callee: NodeID, _ start: Int) -> NodeID {
        var children = ChildList()
        tree.add(callee, .callee, to: &children)
        arguments(&children, ofClass: false)
        return make(.call, start, children)
    }

    /// From the opening bracket to behind the closing one. Of a class they are its bases but for those with keywords.
    mutating func arguments(_ list: inout ChildList, ofClass: Bool) {
        let level = lexer.brackets
        advance()
        while !kind.isLayout, !kind.closesBracket {
            let isBase = ofClass && kind != .doubleStar
            let argument = argument()
            let isKeyword = !argument.isNone && tree[argument].kind == .keywordArgument
            tree.add(argument, isBase && !isKeyword ? .base : .argument, to: &list)
            if accept(.comma) || kind.closesBracket { continue }
            guard passElement(level, into: &list) else { break }
        }
        close(.rightParen, level)
    }

    private mutating func argument() -> NodeID {
        let start = lexer.start
        let isName = kind == .name
        let value = element()
        if kind == .assign, isName, !value.isNone, tree[value].kind == .name {
            advance()
            var children = ChildList()
            tree.add(value, .name, to: &children)
            tree.add(expression(), .value, to: &children)
            return call(make(.keywordArgument, start, children), by: value)
        }
        guard kind == .for || kind == .async else { return value }
        return comprehension(value, start, isGenerator: true)
    }

    private mutating func index(_ object: NodeID, _ start: Int) -> NodeID {
        let level = lexer.brackets
        advance()
        var children = ChildList()
        tree.add(object, .object, to: &children)
        while !kind.isLayout, !kind.closesBracket {
            tree.add(subscriptItem(), .index, to: &children)
            if accept(.comma) || kind.closesBracket { continue }
            guard passElement(level, into: &children) else { break }
        }
        close(.rightBracket, level)
        return make(.index, start, children)
    }

    /// An index or `a:b:c`.
    private mutating func subscriptItem() -> NodeID {
        let start = lexer.start
        let first = kind == .colon ? NodeID.none : element()
        guard kind == .colon else { return first }
        var bounds = ChildList()
        tree.add(first, .value, to: &bounds)
        while accept(.colon) {
            if kind.startsExpression { tree.add(expression(), .value, to: &bounds) }
        }
        return make(.slice, start, bounds)
    }
}
