extension PythonParser {
    /// A string literal, or adjacent ones: the parts of one string.
    mutating func strings() -> NodeID {
        let start = lexer.start
        let first = literal()
        guard kind == .string || kind == .formatString else { return first }
        var parts = ChildList()
        tree.add(first, .part, to: &parts)
        while kind == .string || kind == .formatString { tree.add(literal(), .part, to: &parts) }
        return make(.string, start, parts)
    }

    private mutating func literal() -> NodeID {
        if kind == .formatString {
            if enter() {
                defer { depth -= 1 }
                return formatString()
            }
            lexer.passFormatString()
        }
        let opening = lexer.string
        let node = tree.make(.string, lexer.start, lexer.end, flags: opening.flags)
        frame(node, opening)
        advance()
        return node
    }

    private func frame(_ node: NodeID, _ opening: StringOpening) {
        guard !node.isNone else { return }
        tree.nodes[Int(node.index)].leading = UInt8(truncatingIfNeeded: opening.content - opening.start)
        tree.nodes[Int(node.index)].trailing = UInt8(truncatingIfNeeded: opening.trailing)
    }

    private mutating func formatString() -> NodeID {
        var opening = lexer.string
        let (enclosing, brackets) = (lexer.enclosing, lexer.brackets)
        lexer.enclosing = opening
        var parts = ChildList()
        var (at, pieces) = (opening.content, 0)
        while true {
            let start = at
            at = lexer.textEnd(at, of: opening, isFormat: false)
            piece(start, at, .part, &parts)
            guard at < lexer.count, lexer.byte(at) == UInt8(ascii: "{") else { break }
            pieces += 1
            at = interpolation(at, opening, .part, &parts)
        }
        if at < lexer.count, lexer.byte(at) == opening.quote {
            opening.trailing = opening.isTriple ? 3 : 1
        } else {
            opening.flags.insert(.isUnterminated)
            tree.isPartial = true
        }
        lexer.leaveString(at + opening.trailing, enclosing, brackets)
        // Without interpolations it is a string like others.
        let children = pieces == 0 ? ChildList() : parts
        let node = tree.make(.string, opening.start, lexer.end, children, flags: opening.flags)
        frame(node, opening)
        advance()
        return node
    }

    private func piece(_ start: Int, _ end: Int, _ field: Field, _ parts: inout ChildList) {
        guard end > start else { return }
        tree.note(.string, start, end)
        tree.add(tree.make(.stringPart, start, end), field, to: &parts)
    }

    /// What stands between the braces of which the first is at `open`. Returns where the text goes on.
    private mutating func interpolation(
        _ open: Int, _ opening: StringOpening, _ field: Field, _ parts: inout ChildList
    ) -> Int {
        guard enter() else { return open + 1 }
        defer { depth -= 1 }
        lexer.enterInterpolation(open + 1)
        var children = ChildList()
        if kind.startsExpression { tree.add(expressionList(), .value, to: &children) }
        _ = accept(.assign)
        if accept(.exclamation) { _ = accept(.name) }
        let end: Int
        if kind == .rightBrace, lexer.brackets == 0 {
            end = lexer.end
        } else if kind == .colon, lexer.brackets == 1 {
            end = format(lexer.end, opening, &children)
        } else {
            tree.isPartial = true
            end = lexer.startsLine || kind.isLayout && kind != .closingQuote ? lexer.lastEnd : lexer.start
            tree.forgetZones(behind: end)
        }
        tree.add(tree.make(.interpolation, open, end, children), field, to: &parts)
        tree.zones.interpolations.append(UInt32(clamping: open)..<UInt32(clamping: end))
        return end
    }

    /// A format, from behind its colon to behind the brace that ends the interpolation.
    private mutating func format(_ start: Int, _ opening: StringOpening, _ children: inout ChildList) -> Int {
        var at = start
        while true {
            let start = at
            at = lexer.textEnd(at, of: opening, isFormat: true)
            piece(start, at, .format, &children)
            guard at < lexer.count else { return at }
            switch lexer.byte(at) {
            case UInt8(ascii: "{"): at = interpolation(at, opening, .format, &children)
            case UInt8(ascii: "}"): return at + 1
            default:
                tree.isPartial = true
                return at
            }
        }
    }
}

extension PythonLexer {
    /// Goes to the first token of an interpolation.
    fileprivate mutating func enterInterpolation(_ start: Int) {
        // In place of the brace.
        kind = .leftBrace
        end = start
        position = start
        brackets = 1
        advance()
    }

    /// Makes the whole string the current token.
    fileprivate mutating func leaveString(_ end: Int, _ enclosing: StringOpening?, _ brackets: Int) {
        kind = .formatString
        self.end = end
        position = end
        self.enclosing = enclosing
        self.brackets = brackets
        isAtLineStart = false
        isLineOpen = true
    }
}

extension SyntaxTree {
    /// Takes back what was noted of code that is text after all.
    fileprivate func forgetZones(behind end: Int) {
        while let last = zones.pieces.last, last.end > end { zones.pieces.removeLast() }
    }
}
