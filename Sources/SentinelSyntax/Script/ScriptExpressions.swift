extension ScriptParser {
    /// Expressions with commas between them.
    mutating func expression() -> NodeID {
        let start = tokenStart
        var left = assignment()
        while token == .comma {
            advance()
            let right = assignment()
            left = binaryNode(.comma, left, right, start)
        }
        return left
    }

    /// An expression within brackets, where an outer `for` or `?` no longer matters.
    mutating func nestedExpression() -> NodeID {
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        return expression()
    }

    /// The same for one without commas.
    mutating func nestedAssignment() -> NodeID {
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        return assignment()
    }

    /// One expression, without commas.
    mutating func assignment() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        if token == .yield, context.contains(.generator) { return yieldExpression() }
        let start = tokenStart
        return assignmentRest(conditional(), start)
    }

    /// `left`, or the assignment whose target it is.
    private mutating func assignmentRest(_ left: NodeID, _ start: Int) -> NodeID {
        guard token.isAssignment, left != lastArrow else { return left }
        let operation = token.operation
        advance()
        let value = assignment()
        var list = ChildList()
        tree.add(left, .target, to: &list)
        tree.add(value, .value, to: &list)
        return finish(.assignmentExpression, from: start, list, operation: operation)
    }

    private mutating func yieldExpression() -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        if !newlineBefore, token == .star || token.beginsExpression {
            _ = accept(.star)
            tree.add(assignment(), .value, to: &list)
        }
        return finish(.yieldExpression, from: start, list)
    }

    // MARK: Conditionals

    /// `a ? b : c ? d : e`: a loop over the last branches, since such chains are long in generated code.
    private mutating func conditional() -> NodeID {
        let start = tokenStart
        let condition = binary(1)
        guard isConditional(condition) else { return condition }
        var (first, list) = conditionalHead(condition, start)
        var links = 1
        while true {
            let start = tokenStart
            if token == .yield, context.contains(.generator) {
                tree.add(yieldExpression(), .alternative, to: &list)
                break
            }
            let next = binary(1)
            guard isConditional(next) else {
                tree.add(assignmentRest(next, start), .alternative, to: &list)
                break
            }
            let (node, inner) = conditionalHead(next, start)
            tree.add(node, .alternative, to: &list)
            list = inner
            links += 1
        }
        endConditionals(first, links)
        return first
    }

    /// True at the `?` of a conditional; not at that of an optional parameter.
    private func isConditional(_ condition: NodeID) -> Bool {
        guard token == .question, condition != lastArrow else { return false }
        guard isTyped else { return true }
        let next = byteBehind()
        return next != UInt8(ascii: ":") && next != UInt8(ascii: ")") && next != UInt8(ascii: ",")
            && next != UInt8(ascii: "=")
    }

    /// `? b :`, and the node, which still lacks its last child.
    private mutating func conditionalHead(_ condition: NodeID, _ start: Int) -> (NodeID, ChildList) {
        advance()
        let outer = context
        context.remove(.noIn)
        context.insert(.branch)
        let value = assignment()
        context = outer
        expect(.colon)
        var list = ChildList()
        tree.add(condition, .condition, to: &list)
        tree.add(value, .value, to: &list)
        return (finish(.conditional, from: start, list), list)
    }

    /// Sets the ends of `count` conditionals, each the last branch of the one before.
    private func endConditionals(_ first: NodeID, _ count: Int) {
        let end = UInt32(clamping: previousEnd)
        var at = first
        for _ in 0..<count where !at.isNone {
            tree.update(at) { $0.end = end }
            at = tree.child(of: at, .alternative)
        }
    }

    // MARK: Operators

    /// Operators that bind at least as strongly as `least`.
    mutating func binary(_ least: UInt8) -> NodeID {
        let start = tokenStart
        var left = unary()
        while true {
            let level = token.precedence
            guard level >= least, level > 0, left != lastArrow else { return left }
            switch token {
            case .in where context.contains(.noIn): return left
            case .as, .satisfies:
                guard isTyped, !newlineBefore else { return left }
                left = cast(left, start)
            default:
                let operation = token.operation
                advance()
                let right = operation == .power ? exponent(level) : binary(level + 1)
                left = binaryNode(operation, left, right, start)
            }
        }
    }

    /// What follows `**`, which binds to the right.
    private mutating func exponent(_ level: UInt8) -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        return binary(level)
    }

    func binaryNode(_ operation: Operation, _ left: NodeID, _ right: NodeID, _ start: Int) -> NodeID {
        var list = ChildList()
        tree.add(left, .left, to: &list)
        tree.add(right, .right, to: &list)
        return finish(.binary, from: start, list, operation: operation)
    }

    /// `a as T`, `a satisfies T`, `a as const`.
    private mutating func cast(_ value: NodeID, _ start: Int) -> NodeID {
        advance()
        var list = ChildList()
        tree.add(value, .value, to: &list)
        if !accept(.const) { tree.add(type(), .type, to: &list) }
        return finish(.cast, from: start, list)
    }

    private mutating func unary() -> NodeID {
        let start = tokenStart
        switch token {
        case .not, .tilde, .plus, .minus, .typeof, .void, .delete, .plusPlus, .minusMinus:
            guard enter() else { return tooDeep() }
            defer { depth -= 1 }
            let operation = token.unaryOperation
            advance()
            var list = ChildList()
            tree.add(unary(), .value, to: &list)
            return finish(.unary, from: start, list, operation: operation)
        case .await:
            return awaitOrName()
        case .less where isTyped && !hasElements:
            return castOrArrow()
        default:
            return changed(postfix(), start)
        }
    }

    /// `a++`, `a--`.
    private mutating func changed(_ value: NodeID, _ start: Int) -> NodeID {
        guard token == .plusPlus || token == .minusMinus, !newlineBefore, value != lastArrow else { return value }
        let operation = token.unaryOperation
        advance()
        var list = ChildList()
        tree.add(value, .value, to: &list)
        return finish(.unary, from: start, list, operation: operation)
    }

    private mutating func awaitOrName() -> NodeID {
        let start = tokenStart
        let before = place()
        advance()
        guard token.beginsExpression, token != .of || newlineBefore else {
            goBack(to: before)
            return changed(postfix(), start)
        }
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        var list = ChildList()
        tree.add(unary(), .value, to: &list)
        return finish(.awaitExpression, from: start, list)
    }

    /// `<T>value`, or the arrow function `<T>(value: T) => ...`.
    private mutating func castOrArrow() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let start = tokenStart
        let type = typeParameters()
        let inner = tokenStart
        var value: NodeID
        if token == .parenOpen {
            value = parenthesised(from: start)
            if value == lastArrow { return value }
            value = changed(suffixes(value, inner), inner)
        } else {
            value = unary()
        }
        var list = ChildList()
        tree.add(value, .value, to: &list)
        tree.add(type, .type, to: &list)
        return finish(.cast, from: start, list)
    }
}
