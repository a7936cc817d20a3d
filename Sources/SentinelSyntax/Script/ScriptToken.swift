/// What a token of JavaScript or TypeScript is. Words are tokens of their own, called as they are written.
enum ScriptToken: UInt8, CaseIterable {
    case end

    // Names, and words that are names wherever their place does not say otherwise.
    case name
    case abstract, accessor, `as`, asserts, async, await, declare, from, get, global, implements, infer, interface, `is`
    case keyof, `let`, module, namespace, of, `override`, `private`, protected, `public`, readonly, satisfies, set
    case `static`, type, undefined, unique, using, yield

    // Reserved words.
    case `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`
    case export, extends, `false`, finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`
    case `super`, `switch`, this, `throw`, `true`, `try`, typeof, `var`, void, `while`, with

    /// `template` is its opening backtick alone: the parser reads on from there.
    case number, string, template, privateName

    case parenOpen, parenClose, bracketOpen, bracketClose, braceOpen, braceClose
    case dot, ellipsis, question, questionDot, colon, semicolon, comma, arrow, decorator
    case not, tilde, plusPlus, minusMinus

    // Operators between two operands.
    case coalesce, orOr, andAnd, or, xor, and, equal, notEqual, identical, notIdentical
    case less, lessOrEqual, greater, greaterOrEqual, shiftLeft, shiftRight, shiftRightUnsigned
    case plus, minus, star, slash, percent, power

    // Assignments.
    case assign, coalesceAssign, orOrAssign, andAndAssign, orAssign, xorAssign, andAssign
    case shiftLeftAssign, shiftRightAssign, shiftRightUnsignedAssign
    case plusAssign, minusAssign, starAssign, slashAssign, percentAssign, powerAssign

    /// A byte that begins nothing.
    case unknown
}

extension ScriptToken {
    /// The words: all that the lexer looks up.
    static let words = allCases.filter { $0.isWord && $0 != .name }

    var isIdentifier: Bool { rawValue >= Self.name.rawValue && rawValue <= Self.yield.rawValue }
    var isWord: Bool { rawValue >= Self.name.rawValue && rawValue <= Self.with.rawValue }
    var isAssignment: Bool { rawValue >= Self.assign.rawValue && rawValue <= Self.powerAssign.rawValue }
    var isCloser: Bool { self == .parenClose || self == .bracketClose || self == .braceClose || self == .end }

    /// Can begin the name of a property or method.
    var beginsKey: Bool {
        isWord || self == .string || self == .number || self == .bracketOpen || self == .privateName
    }

    /// How strongly an operator between two operands binds, from 1; 0 for all other tokens.
    var precedence: UInt8 {
        switch self {
        case .coalesce: 1
        case .orOr: 2
        case .andAnd: 3
        case .or: 4
        case .xor: 5
        case .and: 6
        case .equal, .notEqual, .identical, .notIdentical: 7
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .instanceof, .as, .satisfies: 8
        case .shiftLeft, .shiftRight, .shiftRightUnsigned: 9
        case .plus, .minus: 10
        case .star, .slash, .percent: 11
        case .power: 12
        default: 0
        }
    }

    /// True where an expression can begin with this token.
    var beginsExpression: Bool {
        switch self {
        case .function, .class, .new, .this, .super, .null, .true, .false, .typeof, .void, .delete, .import: true
        case .number, .string, .template, .privateName, .parenOpen, .bracketOpen, .braceOpen: true
        case .not, .tilde, .plus, .minus, .plusPlus, .minusMinus, .slash, .slashAssign, .less, .decorator: true
        default: isIdentifier
        }
    }
}

extension ScriptToken {
    /// What an operator means, between operands or in an assignment.
    var operation: Operation {
        switch self {
        case .coalesce, .coalesceAssign: .coalesce
        case .orOr, .orOrAssign: .or
        case .andAnd, .andAndAssign: .and
        case .or, .orAssign: .bitOr
        case .xor, .xorAssign: .bitXor
        case .and, .andAssign: .bitAnd
        case .equal: .equal
        case .notEqual: .notEqual
        case .identical: .identical
        case .notIdentical: .notIdentical
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .in: .isIn
        case .instanceof: .instanceOf
        case .shiftLeft, .shiftLeftAssign: .shiftLeft
        case .shiftRight, .shiftRightAssign: .shiftRight
        case .shiftRightUnsigned, .shiftRightUnsignedAssign: .shiftRightUnsigned
        case .plus, .plusAssign: .add
        case .minus, .minusAssign: .subtract
        case .star, .starAssign: .multiply
        case .slash, .slashAssign: .divide
        case .percent, .percentAssign: .remainder
        case .power, .powerAssign: .power
        default: .none
        }
    }

    /// What an operator before its operand means.
    var unaryOperation: Operation {
        switch self {
        case .not: .not
        case .tilde: .bitNot
        case .plus: .plus
        case .minus: .negate
        case .plusPlus: .increment
        case .minusMinus: .decrement
        case .typeof: .typeOf
        case .void: .void
        case .delete: .delete
        default: .none
        }
    }
}
