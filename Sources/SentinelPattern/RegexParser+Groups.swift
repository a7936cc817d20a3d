extension RegexParser {
    /// Anything that begins with `(`; nil for flags that hold to the end of the enclosing group.
    mutating func group() throws(PatternError) -> RegexNode? {
        let start = at
        at += 1
        if peek == UInt8(ascii: "*") { throw PatternError("verbs are not allowed", at: start) }
        guard take("?") else { return try capture(named: nil, from: start) }
        if take(":") { return try body(from: start) }
        if take(">") { return .atomic(try body(from: start)) }
        if take("=") { return .look(try body(from: start), behind: false, negative: false) }
        if take("!") { return .look(try body(from: start), behind: false, negative: true) }
        if take("<=") { return try lookbehind(negative: false, from: start) }
        if take("<!") { return try lookbehind(negative: true, from: start) }
        if take("P<") || take("<") { return try capture(named: try name(from: start), from: start) }
        try refuse(from: start)
        return try inlineFlags(from: start)
    }

    private func refuse(from start: Int) throws(PatternError) {
        switch peek ?? 0 {
        case UInt8(ascii: "("): throw PatternError("conditionals are not allowed", at: start)
        case UInt8(ascii: "C"): throw PatternError("callouts are not allowed", at: start)
        case UInt8(ascii: "|"): throw PatternError("branch reset groups are not allowed", at: start)
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "P"), UInt8(ascii: "+"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            throw PatternError("recursion and subroutine calls are not allowed", at: start)
        default: return
        }
    }

    /// The rest of a group and its `)`. Flags set inside end with it.
    private mutating func body(from start: Int) throws(PatternError) -> RegexNode {
        let outer = flags
        depth += 1
        if depth > Self.maxDepth { throw PatternError("groups nested too deeply", at: start) }
        let node = try alternation()
        guard take(")") else { throw PatternError("missing ')'", at: start) }
        depth -= 1
        flags = outer
        return node
    }

    private mutating func capture(named name: String?, from start: Int) throws(PatternError) -> RegexNode {
        groupCount += 1
        let number = groupCount
        if number > Self.maxGroups {
            throw PatternError("more than 60 capturing groups", at: start, detail: "use (?:...)")
        }
        if let name {
            if groupNames[name] != nil { throw PatternError("two groups of one name", at: start) }
            groupNames[name] = number
        }
        return .capture(try body(from: start), number)
    }

    private mutating func name(from start: Int) throws(PatternError) -> String {
        let nameAt = at
        while let byte = peek, byte.isWord { at += 1 }
        let name = text[nameAt..<at]
        guard let first = name.first, !first.isASCIIDigit, name.count <= 32, take(">") else {
            throw PatternError("a group's name is 1 to 32 letters, digits and underscores", at: start)
        }
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func lookbehind(negative: Bool, from start: Int) throws(PatternError) -> RegexNode {
        let node = try body(from: start)
        let branches = if case .alternation(let branches) = node { branches } else { [node] }
        guard branches.allSatisfy({ $0.fixedCharacters != nil }) else {
            throw PatternError("each branch of a lookbehind must have a fixed length", at: start)
        }
        guard branches.allSatisfy({ $0.fixedCharacters ?? 0 <= 255 }) else {
            throw PatternError("a lookbehind of more than 255 characters", at: start)
        }
        return .look(node, behind: true, negative: negative)
    }

    /// `(?i)`, `(?s-i)`, `(?i:...)`. Multiline is always on.
    private mutating func inlineFlags(from start: Int) throws(PatternError) -> RegexNode? {
        let outer = flags
        var on = true
        while let byte = peek, byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
            let flagAt = at
            at += 1
            switch byte {
            case UInt8(ascii: "-") where on: on = false
            case UInt8(ascii: "i"): flags.caseless = on
            case UInt8(ascii: "s"): flags.dotAll = on
            case UInt8(ascii: "x") where peek != UInt8(ascii: "x"): flags.extended = on
            case UInt8(ascii: "m") where on: break
            case UInt8(ascii: "m"):
                throw PatternError(
                    "multiline cannot be switched off", at: flagAt, detail: "^ and $ always match at lines")
            default: throw PatternError("unknown group or flag after (?", at: flagAt)
            }
        }
        if take(")") { return nil }
        guard take(":") else { throw PatternError("missing ')'", at: start) }
        let node = try flaggedBody(from: start, restoring: outer)
        return node
    }

    private mutating func flaggedBody(from start: Int, restoring outer: Flags) throws(PatternError) -> RegexNode {
        let node = try body(from: start)
        flags = outer
        return node
    }
}
