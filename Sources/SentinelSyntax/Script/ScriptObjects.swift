/// Object literals and patterns, and what their members share with those of classes.
extension ScriptParser {
    mutating func object() -> NodeID {
        let start = tokenStart
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        advance()
        var list = ChildList()
        while token != .braceClose, token != .end {
            let before = tokenStart
            tree.add(token == .ellipsis ? spreadOrValue() : objectMember(), .item, to: &list)
            if !listGoesOn(.braceClose) || tokenStart == before { break }
        }
        expect(.braceClose)
        return finish(.dictionary, from: start, list)
    }

    private mutating func objectMember() -> NodeID {
        let start = tokenStart
        let flags = objectModifiers()
        guard token.beginsKey else { return missing() }
        let isIdentifier = token.isIdentifier
        let (key, isComputed) = key()
        if token == .parenOpen || token == .less {
            return method(key, from: start, ChildList(), flags: isComputed ? flags.union(.isComputed) : flags)
        }
        var list = ChildList()
        tree.add(key, .key, to: &list)
        if accept(.colon) {
            tree.add(assignment(), .value, to: &list)
            return finish(.pair, from: start, list, flags: isComputed ? .isComputed : [])
        }
        if !isIdentifier { tree.isPartial = true }
        tree.add(shorthandValue(key), .value, to: &list)
        return finish(.pair, from: start, list, flags: .isShorthand)
    }

    /// `a` of `{ a }`, or `a = 1`, a default.
    private mutating func shorthandValue(_ key: NodeID) -> NodeID {
        let node = tree[key]
        let value = tree.make(node.kind, Int(node.start), Int(node.end))
        tree.update(value) { $0.name = node.name }
        guard accept(.assign) else { return value }
        var list = ChildList()
        tree.add(value, .target, to: &list)
        tree.add(assignment(), .value, to: &list)
        return finish(.assignmentExpression, from: Int(node.start), list)
    }

    /// `get`, `set`, `async` and `*` before a name.
    private mutating func objectModifiers() -> NodeFlags {
        var flags: NodeFlags = []
        while true {
            let flag: NodeFlags
            switch token {
            case .get: flag = .isGetter
            case .set: flag = .isSetter
            case .async: flag = .isAsync
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

    /// Passes over a modifier, if a name follows; otherwise it is the name itself.
    mutating func passModifier() -> Bool {
        let word = token
        switch byteBehind() {
        case UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "="),
            UInt8(ascii: ";"):
            return false
        default: break
        }
        let before = place()
        advance()
        let isOnLine = !newlineBefore || word == .get || word == .set || word == .static
        let isModifier =
            token.beginsKey || token == .star && word != .get && word != .set
            || token == .braceOpen && word == .static
        if isOnLine, isModifier { return true }
        goBack(to: before)
        return false
    }

    /// The name of a member, and whether it is computed.
    mutating func key() -> (NodeID, Bool) {
        switch token {
        case .string: return (stringNode(), false)
        case .number: return (leaf(.number), false)
        case .bracketOpen:
            advance()
            let value = nestedAssignment()
            expect(.bracketClose)
            return (value, true)
        default: return (nameNode(), false)
        }
    }

    /// The rest of a method called `key`. `list` holds its decorators.
    mutating func method(_ key: NodeID, from start: Int, _ list: ChildList, flags: NodeFlags) -> NodeID {
        var list = list
        tree.add(key, .name, to: &list)
        functionRest(into: &list, flags: flags)
        let named = flags.contains(.isComputed) ? .none : key
        return finish(.function, named: named, from: start, list, flags: flags.union(.isMethod))
    }
}
