/// Conditions, loops and what else governs other statements.
extension ScriptParser {
    /// The expression in parentheses behind a keyword.
    private mutating func head(_ field: Field, into list: inout ChildList) {
        advance()
        expect(.parenOpen)
        tree.add(nestedExpression(), field, to: &list)
        expect(.parenClose)
    }

    /// `if`, with all `else if`: a loop, since such chains are long in generated code.
    mutating func ifStatement() -> NodeID {
        var first = NodeID.none
        var links = 0
        var outer = ChildList()
        while true {
            let start = tokenStart
            var list = ChildList()
            head(.condition, into: &list)
            tree.add(body(), .body, to: &list)
            let node = finish(.ifStatement, from: start, list)
            if links == 0 { first = node } else { tree.add(node, .alternative, to: &outer) }
            links += 1
            outer = list
            guard accept(.else) else { break }
            if token != .if {
                tree.add(body(), .alternative, to: &outer)
                break
            }
        }
        let end = UInt32(clamping: previousEnd)
        var at = first
        for _ in 0..<links where !at.isNone {
            tree.update(at) { $0.end = end }
            at = tree.child(of: at, .alternative)
        }
        return first
    }

    mutating func whileLoop() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        head(.condition, into: &list)
        tree.add(body(), .body, to: &list)
        return finish(.whileLoop, from: start, list)
    }

    mutating func doLoop() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        advance()
        tree.add(body(), .body, to: &list)
        if token == .while { head(.condition, into: &list) } else { tree.isPartial = true }
        _ = accept(.semicolon)
        return finish(.whileLoop, from: start, list)
    }

    mutating func forLoop() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        var flags: NodeFlags = []
        advance()
        if accept(.await) { flags.insert(.isAsync) }
        expect(.parenOpen)
        let outer = context
        context.insert(.noIn)
        context.remove(.branch)
        var initial = ChildList()
        if isVariables() {
            if token != .var, token != .let { flags.insert(.isConstant) }
            flags.insert(.isDeclaration)
            declarations(into: &initial, .initializer)
        } else if token != .semicolon {
            tree.add(expression(), .initializer, to: &initial)
        }
        context = outer
        var operation = Operation.none
        if token == .of || token == .in {
            operation = token == .in ? .isIn : .none
            advance()
            tree.add(loopTarget(initial.first), .target, to: &list)
            tree.add(operation == .isIn ? nestedExpression() : nestedAssignment(), .value, to: &list)
        } else {
            list = initial
            counters(into: &list)
        }
        expect(.parenClose)
        tree.add(body(), .body, to: &list)
        return finish(.forLoop, from: start, list, flags: flags, operation: operation)
    }

    /// What a loop over elements assigns to: of a declaration its name or pattern.
    private func loopTarget(_ initial: NodeID) -> NodeID {
        guard tree.kind(initial) == .assignment, tree[initial].flags.contains(.isDeclaration) else { return initial }
        let target = tree.child(of: initial, .target)
        tree.update(target) { $0.next = .none }
        return target
    }

    /// `; condition; update`.
    private mutating func counters(into list: inout ChildList) {
        expect(.semicolon)
        if token != .semicolon { tree.add(nestedExpression(), .condition, to: &list) }
        expect(.semicolon)
        if token != .parenClose { tree.add(nestedExpression(), .update, to: &list) }
    }

    mutating func switchStatement() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        head(.value, into: &list)
        expect(.braceOpen)
        while token != .braceClose, token != .end { tree.add(switchCase(), .case, to: &list) }
        expect(.braceClose)
        return finish(.switchStatement, from: start, list)
    }

    private mutating func switchCase() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        if accept(.case) {
            tree.add(nestedExpression(), .pattern, to: &list)
            expect(.colon)
        } else if accept(.default) {
            expect(.colon)
        } else {
            tree.isPartial = true
            anyStatement(into: &list)
        }
        while token != .case, token != .default, token != .braceClose, token != .end { anyStatement(into: &list) }
        return finish(.switchCase, from: start, list)
    }

    mutating func tryStatement() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        advance()
        tree.add(body(), .body, to: &list)
        if token == .catch { tree.add(catchClause(), .catch, to: &list) }
        if accept(.finally) { tree.add(body(), .finally, to: &list) }
        return finish(.tryStatement, from: start, list)
    }

    private mutating func catchClause() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        advance()
        if accept(.parenOpen) {
            let target = bindingTarget()
            tree.add(target, tree.kind(target) == .name ? .name : .pattern, to: &list)
            if accept(.colon) { tree.add(type(), .type, to: &list) }
            expect(.parenClose)
        }
        tree.add(body(), .body, to: &list)
        return finish(.catchClause, from: start, list)
    }

    mutating func withStatement() -> NodeID {
        let start = tokenStart
        var item = ChildList()
        head(.value, into: &item)
        var list = ChildList()
        tree.add(finish(.withItem, from: start, item), .item, to: &list)
        tree.add(body(), .body, to: &list)
        return finish(.withStatement, from: start, list)
    }
}
