extension ScriptParser {
    /// From `function` on. `start` lies at `async`, if there is one.
    mutating func function(from start: Int, flags: NodeFlags = []) -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        var flags = flags
        advance()
        if accept(.star) { flags.insert(.isGenerator) }
        var list = ChildList()
        var name = NodeID.none
        if token.isIdentifier {
            name = nameNode()
            tree.add(name, .name, to: &list)
        }
        functionRest(into: &list, flags: flags)
        return finish(.function, named: name, from: start, list, flags: flags)
    }

    /// Parameters, result and body. Overloads and abstract methods have no body.
    mutating func functionRest(into list: inout ChildList, flags: NodeFlags) {
        let outer = context
        context = flags.contains(.isGenerator) ? .generator : []
        defer { context = outer }
        if token == .less { _ = typeParameters() }
        parameters(into: &list)
        if accept(.colon) { tree.add(type(), .type, to: &list) }
        if token == .braceOpen {
            tree.add(block(), .body, to: &list)
        } else if isTyped {
            semicolon()
        } else {
            tree.isPartial = true
        }
    }

    /// The body of an arrow function.
    mutating func functionBody() -> NodeID {
        let outer = context
        context = []
        defer { context = outer }
        return block()
    }

    private mutating func parameters(into list: inout ChildList) {
        guard accept(.parenOpen) else {
            tree.isPartial = true
            return
        }
        while token != .parenClose, token != .end {
            let before = tokenStart
            tree.add(parameter(), .parameter, to: &list)
            if !listGoesOn(.parenClose) || tokenStart == before { break }
        }
        expect(.parenClose)
    }

    private mutating func parameter() -> NodeID {
        let start = tokenStart
        var list = token == .decorator ? decorators() : ChildList()
        var flags = parameterModifiers()
        if accept(.ellipsis) { flags.insert(.isRest) }
        let target = token == .this ? nameNode() : bindingTarget()
        let isNamed = tree.kind(target) == .name
        tree.add(target, isNamed ? .name : .pattern, to: &list)
        if accept(.question) { flags.insert(.isOptional) }
        if accept(.colon) { tree.add(type(), .type, to: &list) }
        if accept(.assign) { tree.add(assignment(), .value, to: &list) }
        return finish(.parameter, named: isNamed ? target : .none, from: start, list, flags: flags)
    }

    /// `private`, `readonly` and their like: the parameter of a constructor declares a property too (isDeclaration).
    private mutating func parameterModifiers() -> NodeFlags {
        var flags: NodeFlags = []
        while true {
            switch token {
            case .public, .private, .protected, .readonly, .override: break
            default: return flags
            }
            let word = token
            let before = place()
            advance()
            guard token.isIdentifier || token == .braceOpen || token == .bracketOpen else {
                goBack(to: before)
                return flags
            }
            flags.insert(word == .private ? [.isDeclaration, .isPrivate] : .isDeclaration)
        }
    }

    /// A name or a pattern that is bound.
    mutating func bindingTarget() -> NodeID {
        switch token {
        case .braceOpen: object()
        case .bracketOpen: array()
        default: token.isIdentifier ? nameNode() : missing()
        }
    }
}
