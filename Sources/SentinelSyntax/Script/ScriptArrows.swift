/// Parentheses, and the arrow functions that may begin with them.
extension ScriptParser {
    /// `(a, b)` or `(a, b) => ...`. `start` is where an arrow function begins: its type parameters, or `async`.
    mutating func parenthesised(from start: Int) -> NodeID {
        let open = tokenStart
        var items = ChildList()
        let isSure = parenthesisedItems(into: &items)
        let arrow = arrowBehind(items, isSure: isSure, from: start, flags: [])
        if !arrow.isNone { return arrow }
        // Types or optional marks without an arrow, or nothing at all.
        if isSure { tree.isPartial = true }
        return joined(items, open)
    }

    /// What stands in parentheses, those included. True where it can be nothing but parameters.
    mutating func parenthesisedItems(into items: inout ChildList) -> Bool {
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        advance()
        var isSure = token == .parenClose
        while token != .parenClose, token != .end {
            let before = tokenStart
            let item = spreadOrValue()
            if token == .colon || token == .question {
                isSure = true
                tree.add(typedParameter(item, before), .item, to: &items)
            } else {
                tree.add(item, .item, to: &items)
            }
            if !listGoesOn(.parenClose) || tokenStart == before { break }
        }
        expect(.parenClose)
        lastArrow = .none
        return isSure
    }

    /// `a?`, `a: T`, `a: T = b` of an arrow function.
    private mutating func typedParameter(_ item: NodeID, _ start: Int) -> NodeID {
        var flags: NodeFlags = accept(.question) ? .isOptional : []
        var list = ChildList()
        var target = item
        if tree.kind(item) == .spread {
            target = tree.child(of: item, .value)
            flags.insert(.isRest)
        }
        tree.add(target, isName(target) ? .name : .pattern, to: &list)
        if accept(.colon) { tree.add(type(), .type, to: &list) }
        if accept(.assign) { tree.add(assignment(), .value, to: &list) }
        return finish(.parameter, named: isName(target) ? target : .none, from: start, list, flags: flags)
    }

    /// The arrow function whose parameters are `items`, if `=>` or a result and `=>` follow; otherwise none.
    mutating func arrowBehind(_ items: ChildList, isSure: Bool, from start: Int, flags: NodeFlags) -> NodeID {
        if token == .arrow, !newlineBefore { return arrow(parameters: items, type: .none, from: start, flags: flags) }
        guard token == .colon, isTyped || isSure, patience > 0, canBeParameters(items) else { return .none }
        // Only `a ? (b) : c => d` has to be read to its end before it is known. Within such a body that is not tried often again.
        let isTried = !isSure && context.contains(.branch)
        guard !isTried || tries < Self.mostTries else { return .none }
        tries += isTried ? 1 : 0
        defer { tries -= isTried ? 1 : 0 }
        let before = place()
        advance()
        let result = type()
        if token == .arrow, !newlineBefore {
            let found = arrow(parameters: items, type: result, from: start, flags: flags, isTried: isTried)
            if !found.isNone { return found }
        }
        goBack(to: before)
        return .none
    }

    /// True if all `items` have the form of parameters.
    private func canBeParameters(_ items: ChildList) -> Bool {
        var at = items.first
        while !at.isNone {
            switch tree.kind(at) {
            case .name, .assignmentExpression, .spread, .dictionary, .list, .parameter: break
            default: return false
            }
            at = tree[at].next
        }
        return true
    }

    /// Reads `=> body`. In a branch of a conditional a tried arrow function stands only where a colon follows; otherwise none.
    mutating func arrow(
        parameters items: ChildList, type: NodeID, from start: Int, flags: NodeFlags, isTried: Bool = false
    ) -> NodeID {
        advance()
        let outer = context
        context.remove(.generator)
        let body = token == .braceOpen ? functionBody() : assignment()
        context = outer
        if isTried, token != .colon { return .none }
        var list = ChildList()
        var at = items.first
        while !at.isNone {
            let next = tree[at].next
            tree.update(at) { $0.next = .none }
            tree.add(parameter(at), .parameter, to: &list)
            at = next
        }
        tree.add(type, .type, to: &list)
        tree.add(body, .body, to: &list)
        lastArrow = finish(.function, from: start, list, flags: flags.union(.isLambda))
        return lastArrow
    }

    /// The expression `item` as the parameter it is.
    private func parameter(_ item: NodeID) -> NodeID {
        let node = tree[item]
        switch node.kind {
        case .parameter: return item
        case .assignmentExpression, .spread:
            let target = node.first
            let called = tree[target].name
            let isNamed = isName(target)
            let isSpread = node.kind == .spread
            tree.update(target) { $0.field = isNamed ? .name : .pattern }
            tree.update(item) {
                $0.kind = .parameter
                $0.operation = .none
                $0.name = isNamed ? called : .none
                if isSpread { $0.flags.insert(.isRest) }
            }
            return item
        default:
            var list = ChildList()
            tree.add(item, isName(item) ? .name : .pattern, to: &list)
            let id = tree.make(.parameter, Int(node.start), Int(node.end), list)
            tree.update(id) { $0.name = node.name }
            return id
        }
    }

    func isName(_ id: NodeID) -> Bool { tree.kind(id) == .name || tree.kind(id) == .constant }

    /// Items in parentheses as one expression.
    private func joined(_ items: ChildList, _ start: Int) -> NodeID {
        var left = items.first
        guard !left.isNone else { return finish(.error, from: start) }
        var at = tree[left].next
        tree.update(left) { $0.next = .none }
        while !at.isNone {
            let next = tree[at].next
            tree.update(at) { $0.next = .none }
            left = binaryNode(.comma, left, at, start)
            at = next
        }
        return left
    }

    /// `async function`, `async x => ...`, `async (x) => ...`, a call of `async`, or the name.
    mutating func asyncOrName() -> NodeID {
        let start = tokenStart
        let name = nameNode()
        if newlineBefore { return name }
        if token == .function { return function(from: start, flags: .isAsync) }
        if token == .arrow {
            var items = ChildList()
            tree.add(name, .item, to: &items)
            return arrow(parameters: items, type: .none, from: start, flags: [])
        }
        if token.isIdentifier, byteBehind() == UInt8(ascii: "=") {
            var items = ChildList()
            let parameter = nameNode()
            tree.add(parameter, .item, to: &items)
            if token == .arrow { return arrow(parameters: items, type: .none, from: start, flags: .isAsync) }
            tree.isPartial = true
            return parameter
        }
        return asyncCallOrArrow(name, from: start)
    }

    /// `async` was read.
    private mutating func asyncCallOrArrow(_ name: NodeID, from start: Int) -> NodeID {
        let before = place()
        let types = token == .less && isTyped ? typeParameters() : .none
        guard token == .parenOpen else {
            goBack(to: before)
            return name
        }
        var items = ChildList()
        let isSure = parenthesisedItems(into: &items)
        let arrow = arrowBehind(items, isSure: isSure, from: start, flags: .isAsync)
        return arrow.isNone ? call(name, types, items, start) : arrow
    }

    /// `async(a, b)`, whose arguments were read.
    private func call(_ callee: NodeID, _ types: NodeID, _ items: ChildList, _ start: Int) -> NodeID {
        var list = ChildList()
        tree.add(callee, .callee, to: &list)
        tree.add(types, .type, to: &list)
        var at = items.first
        while !at.isNone {
            let next = tree[at].next
            tree.update(at) { $0.next = .none }
            tree.add(at, .argument, to: &list)
            at = next
        }
        return finish(.call, from: start, list)
    }
}
