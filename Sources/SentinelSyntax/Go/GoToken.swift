/// What stands in Go source. Operators that expressions are made of share a case; the lexer says which, and how strongly they bind.
enum GoToken: UInt8 {
    case end
    case name, number, rune, string, rawString
    /// `;`, or the end of a line where one is meant.
    case semicolon
    case comma, dot, colon, ellipsis
    case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
    /// `=`, and `+=` and its like.
    case assign
    case define
    /// `++`, `--`.
    case step
    case `operator`
    case star
    /// `<-`.
    case arrow
    /// A byte that means nothing.
    case unknown

    case `break`, `case`, chan, const, `continue`, `default`, `defer`, `else`, `fallthrough`, `for`, `func`, go, goto
    case `if`, `import`, interface, map, package, range, `return`, select, `struct`, `switch`, type, `var`

    /// True where the end of the line behind it is a semicolon.
    var endsStatement: Bool {
        switch self {
        case .name, .number, .rune, .string, .rawString, .rightParen, .rightBracket, .rightBrace, .step, .break,
            .continue, .fallthrough, .return:
            true
        default: false
        }
    }

    /// True where a type can begin.
    var beginsType: Bool {
        switch self {
        case .name, .star, .leftBracket, .leftParen, .arrow, .chan, .func, .interface, .map, .struct: true
        default: false
        }
    }
}
