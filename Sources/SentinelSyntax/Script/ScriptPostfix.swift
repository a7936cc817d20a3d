/// Members, calls and what else stands behind an expression.
extension ScriptParser {
    mutating func postfix() -> NodeID {
        let start = tokenStart
        let value = primary()
        return value == lastArrow ? value : suffixes(value, start)
    }

    /// `value`, which begins at `start`, with all members, calls and indexes behind it. Behind a decorator a bracket is the name of what is
    /// decorated.
    mutating func suffixes(
        _ value: NodeID, _ start: Int, calls: Bool = true, isDecorator: Bool = false
    ) -> NodeID {
        var value = value
        while true {
            switch token {
            case .dot:
                advance()
                value = member(value, start)
            case .bracketOpen where !isDecorator:
                value = index(value, start)
            case .parenOpen where calls:
                value = call(value, .none, start)
            case .questionDot where calls:
                value = optionalSuffix(value, start)
            case .template:
                value = template(tag: value, from: start)
            case .not where isTyped && !newlineBefore:
                advance()
                var list = ChildList()
                tree.add(value, .value, to: &list)
                value = finish(.cast, from: start, list)
            case .less where isTyped && calls:
                let types = triedTypeArguments()
                if types.isNone { return value }
                value = instantiated(value, types, start)
            default:
                return value
            }
        }
    }

    private mutating func optionalSuffix(_ value: NodeID, _ start: Int) -> NodeID {
        advance()
        switch token {
        case .parenOpen: return call(value, .none, start, flags: .isOptional)
        case .bracketOpen: return index(value, start, flags: .isOptional)
        case .template: return template(tag: value, from: start)
        case .less where isTyped:
            let types = triedTypeArguments()
            return types.isNone ? value : call(value, types, start, flags: .isOptional)
        default: return member(value, start, flags: .isOptional)
        }
    }

    /// The name behind the dot, which has been passed over.
    private mutating func member(_ object: NodeID, _ start: Int, flags: NodeFlags = []) -> NodeID {
        var list = ChildList()
        tree.add(object, .object, to: &list)
        guard token.isWord || token == .privateName else {
            tree.isPartial = true
            return finish(.member, from: start, list, flags: flags)
        }
        let name = nameNode()
        tree.add(name, .name, to: &list)
        return finish(.member, named: name, from: start, list, flags: flags)
    }

    private mutating func index(_ object: NodeID, _ start: Int, flags: NodeFlags = []) -> NodeID {
        advance()
        var list = ChildList()
        tree.add(object, .object, to: &list)
        tree.add(nestedExpression(), .index, to: &list)
        expect(.bracketClose)
        return finish(.index, from: start, list, flags: flags)
    }

    private mutating func call(_ callee: NodeID, _ types: NodeID, _ start: Int, flags: NodeFlags = []) -> NodeID {
        var list = ChildList()
        tree.add(callee, .callee, to: &list)
        tree.add(types, .type, to: &list)
        arguments(into: &list, .argument)
        return finish(.call, from: start, list, flags: flags)
    }

    /// `f<T>(x)`, a tagged template, or `f<T>` alone.
    private mutating func instantiated(_ value: NodeID, _ types: NodeID, _ start: Int) -> NodeID {
        if token == .parenOpen { return call(value, types, start) }
        if token == .template { return template(tag: value, from: start) }
        var list = ChildList()
        tree.add(value, .value, to: &list)
        tree.add(types, .type, to: &list)
        return finish(.cast, from: start, list)
    }

    /// What stands in the parentheses of a call.
    mutating func arguments(into list: inout ChildList, _ field: Field) {
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        advance()
        while token != .parenClose, token != .end {
            let before = tokenStart
            tree.add(spreadOrValue(), field, to: &list)
            if !listGoesOn(.parenClose) || tokenStart == before { break }
        }
        expect(.parenClose)
    }

    /// `...a` or `a`.
    mutating func spreadOrValue() -> NodeID {
        guard token == .ellipsis else { return assignment() }
        let start = tokenStart
        advance()
        var list = ChildList()
        tree.add(assignment(), .value, to: &list)
        return finish(.spread, from: start, list)
    }

    /// `new C(x)`, `new C`, `new.target`.
    mutating func newExpression() -> NodeID {
        let start = tokenStart
        let name = nameNode()
        if accept(.dot) { return member(name, start) }
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let calleeStart = tokenStart
        let callee = suffixes(primary(), calleeStart, calls: false)
        var list = ChildList()
        tree.add(callee, .callee, to: &list)
        if token == .less, isTyped { tree.add(triedTypeArguments(), .type, to: &list) }
        if token == .parenOpen { arguments(into: &list, .argument) }
        return finish(.call, from: start, list, flags: .isNew)
    }
}
