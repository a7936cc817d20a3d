extension ScriptParser {
    /// The braces of an object type, an interface or a mapped type: names and types in any order.
    mutating func typeMembers(into list: inout ChildList) {
        advance()
        while token != .braceClose, token != .end {
            let before = tokenStart
            typeMember(into: &list)
            if tokenStart == before { break }
        }
        expect(.braceClose)
    }

    private mutating func typeMember(into list: inout ChildList) {
        switch token {
        case .semicolon, .comma, .question, .not, .plus, .minus, .ellipsis: advance()
        case .colon:
            advance()
            typeItems(into: &list)
        case .bracketOpen: bracketedMember(into: &list)
        case .parenOpen: typeList(.parenClose, into: &list)
        case .less: _ = typeParameters()
        case .string: tree.add(stringNode(), .item, to: &list)
        case .number: advance()
        case .readonly, .get, .set, .static:
            let name = nameNode()
            if newlineBefore || !token.beginsKey { tree.add(name, .item, to: &list) }
        default: if token.isWord || token == .privateName { tree.add(nameNode(), .item, to: &list) }
        }
    }

    /// `[key: string]`, `[K in T as U]`, `[Symbol.iterator]`.
    private mutating func bracketedMember(into list: inout ChildList) {
        advance()
        typeItems(into: &list)
        if accept(.colon) || accept(.in) { typeItems(into: &list) }
        if accept(.as) { typeItems(into: &list) }
        expect(.bracketClose)
    }
}
