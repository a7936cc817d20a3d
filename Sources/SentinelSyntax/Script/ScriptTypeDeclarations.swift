/// Statements of TypeScript alone. Their first words are names too: what follows decides.
extension ScriptParser {
    /// False, and nothing read, where the present word is a name.
    mutating func typeStatement(into list: inout ChildList, _ field: Field) -> Bool {
        let before = place()
        let (word, start) = (token, tokenStart)
        advance()
        guard !newlineBefore, isTypeStatement(word) else {
            goBack(to: before)
            return false
        }
        switch word {
        case .type: tree.add(typeAlias(from: start), field, to: &list)
        case .interface: tree.add(interface(from: start), field, to: &list)
        case .namespace, .module: tree.add(namespace(from: start), field, to: &list)
        case .global:
            var inner = ChildList()
            tree.add(block(), .value, to: &inner)
            tree.add(finish(.wrapperStatement, from: start, inner), field, to: &list)
        case .abstract: tree.add(classDefinition(from: start, decorators: ChildList()), field, to: &list)
        // What is declared is as if it were defined.
        default: statement(into: &list, field)
        }
        return true
    }

    private func isTypeStatement(_ word: ScriptToken) -> Bool {
        switch word {
        case .type, .interface, .namespace: token.isIdentifier
        case .module: token.isIdentifier || token == .string
        case .global: isTyped && token == .braceOpen
        case .abstract: token == .class
        case .declare:
            switch token {
            case .var, .const, .function, .class, .enum, .import: true
            default: token.isIdentifier
            }
        default: false
        }
    }

    /// From the name on.
    mutating func typeAlias(from start: Int) -> NodeID {
        let name = nameNode()
        var list = ChildList()
        tree.add(name, .name, to: &list)
        if token == .less { _ = typeParameters() }
        expect(.assign)
        tree.add(type(), .value, to: &list)
        semicolon()
        return finish(.typeDefinition, named: name, from: start, list)
    }

    private mutating func interface(from start: Int) -> NodeID {
        let name = nameNode()
        var list = ChildList()
        tree.add(name, .name, to: &list)
        let valueStart = tokenStart
        var items = ChildList()
        if token == .less { _ = typeParameters() }
        if accept(.extends) {
            repeat { typeItems(into: &items) } while accept(.comma)
        }
        if token == .braceOpen { typeMembers(into: &items) } else { tree.isPartial = true }
        tree.add(finish(.type, from: valueStart, items), .value, to: &list)
        return finish(.typeDefinition, named: name, from: start, list)
    }

    /// A wrapper around a block; `declare module "a";` has none.
    private mutating func namespace(from start: Int) -> NodeID {
        var list = ChildList()
        let nameStart = tokenStart
        let name = token == .string ? stringNode() : suffixes(nameNode(), nameStart, calls: false)
        tree.add(name, .name, to: &list)
        if token == .braceOpen { tree.add(block(), .value, to: &list) } else { semicolon() }
        return finish(.wrapperStatement, from: start, list)
    }

    /// From `enum` on.
    mutating func enumDefinition(from start: Int) -> NodeID {
        advance()
        var list = ChildList()
        var name = NodeID.none
        if token.isIdentifier {
            name = nameNode()
            tree.add(name, .name, to: &list)
        }
        guard accept(.braceOpen) else {
            tree.isPartial = true
            return finish(.typeDefinition, named: name, from: start, list)
        }
        while token != .braceClose, token != .end {
            let before = tokenStart
            tree.add(enumMember(), .item, to: &list)
            if !listGoesOn(.braceClose) || tokenStart == before { break }
        }
        expect(.braceClose)
        return finish(.typeDefinition, named: name, from: start, list)
    }

    private mutating func enumMember() -> NodeID {
        let start = tokenStart
        guard token.beginsKey else { return missing() }
        let (key, isComputed) = key()
        var list = ChildList()
        tree.add(key, .key, to: &list)
        if accept(.assign) { tree.add(nestedAssignment(), .value, to: &list) }
        return finish(.pair, from: start, list, flags: isComputed ? .isComputed : [])
    }
}
