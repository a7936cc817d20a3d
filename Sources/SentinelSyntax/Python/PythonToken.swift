/// What a token of Python is. Words that are keywords in some places only (`match`, `case`, `type`, `print`) are names.
enum PythonToken: UInt8 {
    // Layout: not in the source, or only where the line ends. `closingQuote` is the end of a string within whose interpolation code
    // was expected.
    case end, newline, indent, dedent, closingQuote

    case leftParen, leftBracket, leftBrace, rightParen, rightBracket, rightBrace
    case comma, colon, semicolon, dot, arrow, assign, walrus, augmented, exclamation, unknown
    case plus, minus, star, doubleStar, at, tilde, backtick, binaryOperator
    case number, string, formatString, ellipsis

    // Words.
    case name, constant
    case and, or, not, `in`, `is`, lambda, await, async, yield, `as`, `for`, from, `if`, `else`
    // Words that cannot stand within an expression.
    case assert, `break`, `class`, `continue`, def, del, elif, except, finally, global, `import`, nonlocal, pass, raise
    case `return`, `try`, `while`, with

    var isLayout: Bool { rawValue <= Self.closingQuote.rawValue }
    var isWord: Bool { rawValue >= Self.name.rawValue }
    var opensStatement: Bool { rawValue >= Self.assert.rawValue }
    var closesBracket: Bool { self == .rightParen || self == .rightBracket || self == .rightBrace }

    /// True for what begins an expression wherever it stands.
    var isOperand: Bool {
        switch self {
        case .number, .string, .formatString, .ellipsis, .name, .constant, .leftBrace, .backtick, .lambda, .await, .not,
            .async:
            true
        default: false
        }
    }

    /// True for what can begin an expression, and goes on with one where one stands before it.
    var startsExpression: Bool {
        switch self {
        case .leftParen, .leftBracket, .plus, .minus, .tilde, .star, .doubleStar, .yield: true
        default: isOperand
        }
    }
}
