extension ScriptParser {
    /// From `class` on; `list` holds its decorators.
    mutating func classDefinition(from start: Int, decorators list: ChildList) -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let outer = context
        context = []
        defer { context = outer }
        var list = list
        expect(.class)
        var name = NodeID.none
        if token.isIdentifier, token != .implements {
            name = nameNode()
            tree.add(name, .name, to: &list)
        }
        if token == .less { _ = typeParameters() }
        if accept(.extends) { tree.add(superclass(), .base, to: &list) }
        if accept(.implements) {
            repeat { tree.add(type(), .base, to: &list) } while accept(.comma)
        }
        if token == .braceOpen { tree.add(classBody(), .body, to: &list) } else { tree.isPartial = true }
        return finish(.classDefinition, named: name, from: start, list)
    }

    private mutating func superclass() -> NodeID {
        let start = tokenStart
        let base = postfix()
        guard token == .less else { return base }
        var list = ChildList()
        tree.add(base, .value, to: &list)
        tree.add(typeArgumentsNode(), .type, to: &list)
        return finish(.cast, from: start, list)
    }

    private mutating func classBody() -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        while token != .braceClose, token != .end {
            if accept(.semicolon) { continue }
            let before = tokenStart
            tree.add(classMember(), .statement, to: &list)
            if tokenStart == before { tree.add(unexpected(), .statement, to: &list) }
        }
        expect(.braceClose)
        return finish(.block, from: start, list)
    }

    private mutating func classMember() -> NodeID {
        var list = token == .decorator ? decorators() : ChildList()
        let start = tokenStart
        var flags = classModifiers()
        if flags.contains(.isStatic), token == .braceOpen {
            let block = block()
            tree.update(block) { $0.flags.insert(.isStatic) }
            return block
        }
        guard token.beginsKey else { return missing() }
        if token == .privateName { flags.insert(.isPrivate) }
        let (key, isComputed) = classKey()
        if isComputed { flags.insert(.isComputed) }
        if accept(.question) { flags.insert(.isOptional) } else if token == .not { advance() }
        if token == .parenOpen || token == .less { return method(key, from: start, list, flags: flags) }
        tree.add(key, .name, to: &list)
        if accept(.colon) { tree.add(type(), .type, to: &list) }
        if accept(.assign) { tree.add(assignment(), .value, to: &list) }
        semicolon()
        return finish(.property, named: isComputed ? .none : key, from: start, list, flags: flags)
    }

    /// The name of a member, or the brackets of an index signature.
    private mutating func classKey() -> (NodeID, Bool) {
        guard token == .bracketOpen, isTyped else { return key() }
        advance()
        let value = nestedAssignment()
        if accept(.colon) { _ = type() }
        expect(.bracketClose)
        return (value, true)
    }

    private mutating func classModifiers() -> NodeFlags {
        var flags: NodeFlags = []
        while true {
            let flag: NodeFlags
            switch token {
            case .static: flag = .isStatic
            case .get: flag = .isGetter
            case .set: flag = .isSetter
            case .async: flag = .isAsync
            case .private: flag = .isPrivate
            case .readonly: flag = .isConstant
            case .public, .protected, .abstract, .override, .declare, .accessor: flag = []
            case .star:
                advance()
                flags.insert(.isGenerator)
                return flags
            default: return flags
            }
            guard passModifier() else { return flags }
            flags.insert(flag)
        }
    }

    /// `@a.b(c)`...
    mutating func decorators() -> ChildList {
        var list = ChildList()
        while token == .decorator {
            advance()
            guard enter() else {
                tree.isPartial = true
                return list
            }
            let start = tokenStart
            let value = primary()
            tree.add(suffixes(value, start, isDecorator: true), .decorator, to: &list)
            depth -= 1
        }
        return list
    }
}
