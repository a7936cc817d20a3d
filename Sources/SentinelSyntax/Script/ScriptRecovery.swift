/// What happens where the source is not understood, too deep, or has to be read twice.
extension ScriptParser {
    /// The present token as an `.error`, passed over.
    mutating func unexpected() -> NodeID {
        tree.isPartial = true
        return leaf(.error)
    }

    /// An `.error` in place of an expression. A token that may be what an outer construct waits for stays.
    mutating func missing() -> NodeID {
        tree.isPartial = true
        let isAwaited = token.isCloser || token == .comma || token == .semicolon || token == .colon
        if isAwaited || token.isWord && newlineBefore {
            return tree.make(.error, tokenStart, tokenStart)
        }
        return leaf(.error)
    }

    /// Between the items of a list in brackets: passes over a comma. False at its end, or where it seems to have been left open.
    mutating func listGoesOn(_ closer: ScriptToken) -> Bool {
        if token == .comma {
            advance()
            return token != closer && token != .end
        }
        if token == closer { return false }
        tree.isPartial = true
        return !token.isCloser && token != .semicolon && !(newlineBefore && beginsStatement)
    }

    private var beginsStatement: Bool {
        switch token {
        case .var, .const, .let, .if, .for, .while, .return, .switch, .try, .throw, .export, .import: true
        default: false
        }
    }

    /// Counts a nesting; false if there are too many.
    @inline(__always)
    mutating func enter() -> Bool {
        guard depth < Self.mostNestings else { return false }
        depth += 1
        return true
    }

    /// Passes over what is nested too deeply, up to the bracket that closes it, or the comma or semicolon behind it.
    mutating func tooDeep() -> NodeID {
        let start = tokenStart
        tree.isPartial = true
        var level = 0
        var isOperand = false
        loop: while token != .end {
            switch token {
            case .parenOpen, .bracketOpen, .braceOpen: level += 1
            case .parenClose, .bracketClose, .braceClose:
                if level == 0 { break loop }
                level -= 1
            case .comma, .semicolon: if level == 0 { break loop }
            case .template: tokenEnd = templateEnd(tokenStart)
            case .slash where !isOperand, .slashAssign where !isOperand:
                _ = regex()
                isOperand = true
                continue loop
            default: break
            }
            isOperand =
                token.isIdentifier || token.isCloser || token == .number || token == .string || token == .template
            advance()
        }
        return finish(.error, from: start)
    }

    /// Where the template that begins at `start` ends. Templates within interpolations are passed over with it.
    private func templateEnd(_ start: Int) -> Int {
        var at = start + 1
        // Braces that are open within each open interpolation.
        var open: [Int] = []
        while at < count {
            switch byte(at) {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "`") where open.last ?? -1 < 0:
                if open.isEmpty { return at + 1 }
                open.removeLast()
            case UInt8(ascii: "`"): open.append(-1)
            case UInt8(ascii: "$") where byte(at + 1) == UInt8(ascii: "{") && open.last ?? -1 < 0:
                open.append(0)
                at += 1
            case UInt8(ascii: "{") where open.last ?? -1 >= 0: open[open.count - 1] += 1
            case UInt8(ascii: "}") where open.last ?? -1 >= 0:
                if open[open.count - 1] == 0 { open.removeLast() } else { open[open.count - 1] -= 1 }
            default: break
            }
            at += 1
        }
        return count
    }

    // MARK: Trying

    /// A place to come back to.
    struct Place {
        fileprivate var tree: SyntaxTree.Mark
        fileprivate var token: ScriptToken
        fileprivate var newlineBefore: Bool
        fileprivate var isUnterminated: Bool
        fileprivate(set) var tokenStart: Int
        fileprivate var tokenEnd: Int
        fileprivate var previousEnd: Int
        fileprivate var lastArrow: NodeID
    }

    func place() -> Place {
        Place(
            tree: tree.mark(), token: token, newlineBefore: newlineBefore, isUnterminated: isUnterminated,
            tokenStart: tokenStart, tokenEnd: tokenEnd, previousEnd: previousEnd, lastArrow: lastArrow)
    }

    /// Goes back; what was read since counts as read in vain.
    mutating func goBack(to place: Place) {
        patience -= tokenEnd - place.tokenStart
        tree.rewind(to: place.tree)
        token = place.token
        newlineBefore = place.newlineBefore
        isUnterminated = place.isUnterminated
        tokenStart = place.tokenStart
        tokenEnd = place.tokenEnd
        previousEnd = place.previousEnd
        lastArrow = place.lastArrow
    }

    /// The first byte behind the present token that is no blank.
    func byteBehind() -> UInt8 {
        var at = tokenEnd
        while byte(at) == 0x20 || byte(at) == 0x09 || Bytes.isLineEnd(byte(at)) { at += 1 }
        return byte(at)
    }
}
