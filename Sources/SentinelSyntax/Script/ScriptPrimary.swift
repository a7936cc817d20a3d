extension ScriptParser {
    /// Names, literals, and what stands in brackets.
    mutating func primary() -> NodeID {
        switch token {
        case .name: return nameOrArrow()
        case .string: return stringNode()
        case .number: return leaf(.number)
        case .this, .super, .null, .undefined, .true, .false: return leaf(.constant)
        case .parenOpen: return parenthesised(from: tokenStart)
        case .bracketOpen: return array()
        case .braceOpen: return object()
        case .template: return template(tag: .none, from: tokenStart)
        case .function: return function(from: tokenStart)
        case .class: return classDefinition(from: tokenStart, decorators: ChildList())
        case .new: return newExpression()
        case .slash, .slashAssign: return regex()
        case .async: return asyncOrName()
        case .import, .privateName: return nameNode()
        case .less where hasElements: return elementOrArrow()
        case .decorator:
            guard enter() else { return tooDeep() }
            defer { depth -= 1 }
            let start = tokenStart
            let list = decorators()
            return classDefinition(from: start, decorators: list)
        default: return token.isIdentifier ? nameOrArrow() : missing()
        }
    }

    /// A name, or the arrow function whose only parameter it is.
    private mutating func nameOrArrow() -> NodeID {
        let start = tokenStart
        let name = nameNode()
        guard token == .arrow, !newlineBefore else { return name }
        var list = ChildList()
        tree.add(name, .item, to: &list)
        return arrow(parameters: list, type: .none, from: start, flags: [])
    }

    /// `[a, , ...b]`: holes are left out.
    mutating func array() -> NodeID {
        let start = tokenStart
        let outer = context
        context.subtract([.noIn, .branch])
        defer { context = outer }
        advance()
        var list = ChildList()
        while token != .bracketClose, token != .end {
            if accept(.comma) { continue }
            let before = tokenStart
            tree.add(spreadOrValue(), .item, to: &list)
            if !listGoesOn(.bracketClose) || tokenStart == before { break }
        }
        expect(.bracketClose)
        return finish(.list, from: start, list)
    }
}
