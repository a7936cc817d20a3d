/// JSX. Text between tags is no code, so no token is made behind the `>` that ends a tag: until then `tokenEnd` is where to read on.
extension ScriptParser {
    /// An element from its `<` on; in TSX maybe an arrow function with type parameters.
    mutating func elementOrArrow() -> NodeID {
        if isTyped, isTypeParameters {
            let start = tokenStart
            _ = typeParameters()
            return token == .parenOpen ? parenthesised(from: start) : missing()
        }
        let element = openElement()
        advance()
        return element
    }

    /// True at `<T,` and `<T extends`, which begin no element.
    private var isTypeParameters: Bool {
        var at = blanksEnd(tokenEnd)
        if unsafe base.has("const ", at: at) { at += 6 }
        at = blanksEnd(wordEnd(at))
        if byte(at) == UInt8(ascii: ",") { return true }
        guard unsafe base.has("extends", at: at) else { return false }
        at = blanksEnd(at + 7)
        return Self.isWordByte(byte(at)) || byte(at) == UInt8(ascii: "{") || byte(at) == UInt8(ascii: "(")
            || byte(at) == UInt8(ascii: "[") || byte(at) == UInt8(ascii: "'") || byte(at) == UInt8(ascii: "\"")
    }

    private func blanksEnd(_ start: Int) -> Int {
        var at = start
        while Bytes.isBlank(byte(at)) || Bytes.isLineEnd(byte(at)) { at += 1 }
        return at
    }

    /// From `<` to behind the last `>`, where `tokenEnd` then is.
    private mutating func openElement() -> NodeID {
        let start = tokenStart
        guard enter() else {
            tree.isPartial = true
            return tree.make(.error, start, tokenEnd)
        }
        defer { depth -= 1 }
        advance()
        var list = ChildList()
        if token.isWord {
            tree.add(elementName(), .name, to: &list)
            if token == .less, isTyped { tree.add(typeArgumentsNode(), .type, to: &list) }
            attributes(into: &list)
        }
        let isEmpty = accept(.slash)
        if splitGreater() {
            if !isEmpty { children(into: &list) }
        } else {
            tree.isPartial = true
            tokenEnd = tokenStart
        }
        return tree.make(.element, start, tokenEnd, list)
    }

    /// `a`, `a.b`, `a-b`, `a:b`.
    private mutating func elementName() -> NodeID {
        let start = tokenStart
        var name = dashedName()
        while token == .dot {
            advance()
            var list = ChildList()
            tree.add(name, .object, to: &list)
            guard token.isWord else {
                tree.isPartial = true
                break
            }
            let last = dashedName()
            tree.add(last, .name, to: &list)
            name = finish(.member, named: last, from: start, list)
        }
        return name
    }

    private mutating func dashedName() -> NodeID {
        while byte(tokenEnd) == UInt8(ascii: "-")
            || byte(tokenEnd) == UInt8(ascii: ":") && Self.isWordByte(byte(tokenEnd + 1))
        {
            tokenEnd = wordEnd(tokenEnd + 1)
        }
        return nameNode()
    }

    private mutating func attributes(into list: inout ChildList) {
        while true {
            let start = tokenStart
            if token == .braceOpen {
                advance()
                tree.add(spreadOrValue(), .item, to: &list)
                expect(.braceClose)
            } else if token.isWord {
                var pair = ChildList()
                tree.add(dashedName(), .key, to: &pair)
                if token == .assign { tree.add(attributeValue(), .value, to: &pair) }
                tree.add(finish(.pair, from: start, pair), .item, to: &list)
            } else {
                return
            }
        }
    }

    /// Behind the name of an attribute. Its strings know no escapes and may go over lines.
    private mutating func attributeValue() -> NodeID {
        let start = blanksEnd(tokenEnd)
        let quote = byte(start)
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { return attributeString(start, quote) }
        advance()
        if token == .less {
            let element = openElement()
            advance()
            return element
        }
        guard token == .braceOpen else { return missing() }
        advance()
        let value = nestedExpression()
        expect(.braceClose)
        return value
    }

    private mutating func attributeString(_ start: Int, _ quote: UInt8) -> NodeID {
        var at = start + 1
        while at < count, byte(at) != quote { at &+= 1 }
        let isClosed = at < count
        if !isClosed { tree.isPartial = true }
        tree.note(.string, start + 1, at)
        tokenEnd = isClosed ? at + 1 : at
        let string = tree.make(.string, start, tokenEnd, flags: isClosed ? .isRaw : [.isRaw, .isUnterminated])
        tree.update(string) {
            $0.leading = 1
            $0.trailing = isClosed ? 1 : 0
        }
        advance()
        return string
    }

    // MARK: Children

    /// What stands between the tags, and the closing one.
    private mutating func children(into list: inout ChildList) {
        while true {
            var at = tokenEnd
            while at < count, byte(at) != UInt8(ascii: "<"), byte(at) != UInt8(ascii: "{") { at &+= 1 }
            addText(tokenEnd, at, to: &list)
            tokenEnd = at
            guard at < count else {
                tree.isPartial = true
                return
            }
            if byte(at) == UInt8(ascii: "{") {
                interpolation(into: &list)
                if token == .end { return }
            } else if byte(blanksEnd(at + 1)) == UInt8(ascii: "/") {
                return closingTag(at)
            } else {
                advance()
                if token == .less { tree.add(openElement(), .item, to: &list) } else { tree.isPartial = true }
            }
        }
    }

    private func addText(_ start: Int, _ end: Int, to list: inout ChildList) {
        guard blanksEnd(start) < end else { return }
        tree.note(.string, start, end)
        tree.add(tree.make(.stringPart, start, end), .item, to: &list)
    }

    /// `{a}`, `{...a}`; `{}` and comments are left out.
    private mutating func interpolation(into list: inout ChildList) {
        advance()
        let start = tokenStart
        advance()
        if token == .braceClose { return }
        var inner = ChildList()
        let outer = context
        context.subtract([.noIn, .branch])
        tree.add(token == .ellipsis ? spreadOrValue() : expression(), .value, to: &inner)
        context = outer
        if token != .braceClose {
            tree.isPartial = true
            tokenEnd = tokenStart
        }
        tree.add(tree.make(.interpolation, start, tokenEnd, inner), .item, to: &list)
    }

    private mutating func closingTag(_ start: Int) {
        var at = blanksEnd(start + 1) + 1
        while Self.isWordByte(byte(at)) || ".-: \t\r\n".utf8.contains(byte(at)) { at += 1 }
        if byte(at) == UInt8(ascii: ">") { at += 1 } else { tree.isPartial = true }
        tokenEnd = min(at, count)
    }
}
