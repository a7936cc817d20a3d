/// Types of TypeScript. Of a type only the names and strings in it are kept, in order: what is read here finds its end. So the grammar is
/// wider than TypeScript's: names and types of parameters are one, for instance, and a list in parentheses may be either.
extension ScriptParser {
    /// A type: one node.
    mutating func type() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        typeItems(into: &list)
        return finish(.type, from: start, list)
    }

    mutating func typeItems(into list: inout ChildList) {
        guard enter() else { return tree.add(tooDeep(), .item, to: &list) }
        defer { depth -= 1 }
        while true {
            union(into: &list)
            var isConditional = false
            while token == .extends, !newlineBefore {
                advance()
                union(into: &list)
                isConditional = true
            }
            guard isConditional, token == .question else { return }
            advance()
            typeItems(into: &list)
            guard token == .colon else {
                tree.isPartial = true
                return
            }
            advance()
        }
    }

    private mutating func union(into list: inout ChildList) {
        while token == .or || token == .and { advance() }
        repeat { operand(into: &list) } while accept(.or) || accept(.and)
    }

    private mutating func operand(into list: inout ChildList) {
        // Operators before the type.
        prefixes: while true {
            switch token {
            case .typeof, .new, .import, .question, .minus, .not: advance()
            case .keyof, .unique, .readonly, .infer, .asserts, .abstract:
                let name = nameNode()
                if newlineBefore || !beginsType || token == .is {
                    tree.add(name, .item, to: &list)
                    return typeSuffixes(into: &list)
                }
            case .less: _ = typeParameters()
            default: break prefixes
            }
        }
        switch token {
        case .parenOpen:
            typeList(.parenClose, into: &list)
            if token == .arrow {
                advance()
                return typeItems(into: &list)
            }
        case .bracketOpen: typeList(.bracketClose, into: &list)
        case .braceOpen: typeMembers(into: &list)
        case .string: tree.add(stringNode(), .item, to: &list)
        case .number, .star: advance()
        case .template: tree.add(template(tag: .none, from: tokenStart, isType: true), .item, to: &list)
        case .this, .void, .null, .true, .false: tree.add(nameNode(), .item, to: &list)
        default: tree.add(token.isIdentifier ? nameNode() : missing(), .item, to: &list)
        }
        typeSuffixes(into: &list)
    }

    private var beginsType: Bool {
        switch token {
        case .parenOpen, .bracketOpen, .braceOpen, .string, .number, .template, .less, .minus: true
        case .this, .void, .null, .true, .false, .typeof, .new, .import: true
        default: token.isIdentifier
        }
    }

    /// `.a`, `<T>`, `[]`, `[K]`, `is T`.
    private mutating func typeSuffixes(into list: inout ChildList) {
        while true {
            switch token {
            case .dot:
                advance()
                guard token.isWord || token == .privateName else {
                    tree.isPartial = true
                    return
                }
                tree.add(nameNode(), .item, to: &list)
            case .less where !newlineBefore:
                guard typeArguments(into: &list) else {
                    tree.isPartial = true
                    return
                }
            case .bracketOpen where !newlineBefore:
                advance()
                if token != .bracketClose { typeItems(into: &list) }
                guard accept(.bracketClose) else {
                    tree.isPartial = true
                    return
                }
            case .is where !newlineBefore:
                advance()
                return typeItems(into: &list)
            default: return
            }
        }
    }

    /// `(a: T, b?: U, ...c)`, `[a: T, U]`, `(T)`: types in brackets, with names before them or not.
    mutating func typeList(_ closer: ScriptToken, into list: inout ChildList) {
        advance()
        while token != closer, token != .end {
            let before = tokenStart
            _ = accept(.ellipsis)
            typeItems(into: &list)
            _ = accept(.question)
            if accept(.colon) { typeItems(into: &list) }
            if token != closer, !accept(.comma) || tokenStart == before { break }
        }
        expect(closer)
    }

    // MARK: Angle brackets

    /// `<A, B>`; false where it does not close.
    mutating func typeArguments(into list: inout ChildList) -> Bool {
        advance()
        while !splitGreater() {
            typeItems(into: &list)
            if token == .comma { advance() } else if !splitGreater() { return false }
        }
        advance()
        return true
    }

    /// Type arguments where nothing else can stand: one type.
    mutating func typeArgumentsNode() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        if !typeArguments(into: &list) { tree.isPartial = true }
        return finish(.type, from: start, list)
    }

    /// `<A extends B = C, const D>`: one type.
    mutating func typeParameters() -> NodeID {
        let start = tokenStart
        var list = ChildList()
        advance()
        while !splitGreater(), token != .end {
            let before = tokenStart
            while token == .const || token == .in || token == .plus || token == .minus { advance() }
            typeItems(into: &list)
            // Behind a type `extends` must stand on its line, behind a name it need not.
            if accept(.extends) || accept(.colon) { typeItems(into: &list) }
            if accept(.assign) { typeItems(into: &list) }
            if !accept(.comma), !token.isIdentifier, !splitGreater() { break }
            if tokenStart == before { break }
        }
        if splitGreater() { advance() } else { tree.isPartial = true }
        return finish(.type, from: start, list)
    }

    /// Type arguments in an expression; none, and nothing read, where `<` compares.
    mutating func triedTypeArguments() -> NodeID {
        guard patience > 0 else { return .none }
        let before = place()
        let start = tokenStart
        let wasPartial = tree.isPartial
        tree.isPartial = false
        var list = ChildList()
        let isClosed = typeArguments(into: &list)
        if isClosed, !tree.isPartial, isBehindTypeArguments {
            tree.isPartial = wasPartial
            return finish(.type, from: start, list)
        }
        goBack(to: before)
        tree.isPartial = wasPartial
        return .none
    }

    /// True if the present token can follow type arguments: what TypeScript's own parser asks.
    private var isBehindTypeArguments: Bool {
        switch token {
        case .parenOpen, .template: true
        case .less, .greater, .plus, .minus: false
        default: newlineBefore || token.precedence > 0 || !token.beginsExpression
        }
    }
}
