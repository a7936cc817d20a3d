/// How tightly Python's operators bind.
enum Precedence {
    static let or: UInt8 = 1
    static let and: UInt8 = 2
    static let not: UInt8 = 3
    static let comparison: UInt8 = 4
    static let bitOr: UInt8 = 5
    static let bitXor: UInt8 = 6
    static let bitAnd: UInt8 = 7
    static let shift: UInt8 = 8
    static let sum: UInt8 = 9
    static let product: UInt8 = 10
}

extension PythonLexer {
    /// The token at `position`; moves behind it.
    mutating func token() {
        let first = byte(position)
        if Bytes.isLetter(first) { return word() }
        if Bytes.isDigit(first) { return number() }
        switch first {
        case UInt8(ascii: "("): open(.leftParen)
        case UInt8(ascii: "["): open(.leftBracket)
        case UInt8(ascii: "{"): open(.leftBrace)
        case UInt8(ascii: ")"): close(.rightParen)
        case UInt8(ascii: "]"): close(.rightBracket)
        case UInt8(ascii: "}"): close(.rightBrace)
        case UInt8(ascii: ","): take(.comma)
        case UInt8(ascii: ";"): take(.semicolon)
        case UInt8(ascii: "~"): take(.tilde)
        case UInt8(ascii: "`"): take(.backtick)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): openString(prefix: 0, [])
        case UInt8(ascii: "."): dot()
        case UInt8(ascii: ":"):
            // Directly within an interpolation a colon begins the format.
            if byte(position + 1) == UInt8(ascii: "="), !(brackets == 1 && enclosing != nil) {
                take(.walrus, 2)
            } else {
                take(.colon)
            }
        case UInt8(ascii: "="):
            if byte(position + 1) == UInt8(ascii: "=") { compare(.equal, 2) } else { take(.assign) }
        case UInt8(ascii: "!"):
            if byte(position + 1) == UInt8(ascii: "=") { compare(.notEqual, 2) } else { take(.exclamation) }
        case UInt8(ascii: "<"), UInt8(ascii: ">"): angle(first)
        default: arithmetic(first)
        }
    }

    private mutating func take(_ kind: PythonToken, _ length: Int = 1) {
        self.kind = kind
        position += length
    }

    private mutating func open(_ kind: PythonToken) {
        take(kind)
        brackets += 1
    }

    private mutating func close(_ kind: PythonToken) {
        take(kind)
        if brackets > 0 { brackets -= 1 }
    }

    private mutating func compare(_ operation: Operation, _ length: Int) {
        take(.binaryOperator, length)
        precedence = Precedence.comparison
        self.operation = operation
    }

    private mutating func dot() {
        if Bytes.isDigit(byte(position + 1)) { return number() }
        if byte(position + 1) == UInt8(ascii: "."), byte(position + 2) == UInt8(ascii: ".") {
            return take(.ellipsis, 3)
        }
        take(.dot)
    }

    private mutating func angle(_ first: UInt8) {
        let second = byte(position + 1)
        let isLess = first == UInt8(ascii: "<")
        if second == first { return binary(.binaryOperator, isLess ? .shiftLeft : .shiftRight, Precedence.shift, 2) }
        if second == UInt8(ascii: "=") { return compare(isLess ? .lessOrEqual : .greaterOrEqual, 2) }
        // `<>` of Python 2.
        if isLess, second == UInt8(ascii: ">") { return compare(.notEqual, 2) }
        compare(isLess ? .less : .greater, 1)
    }

    private mutating func arithmetic(_ first: UInt8) {
        let isDouble = byte(position + 1) == first
        switch first {
        case UInt8(ascii: "+"): binary(.plus, .add, Precedence.sum)
        case UInt8(ascii: "-"):
            if byte(position + 1) == UInt8(ascii: ">") { return take(.arrow, 2) }
            binary(.minus, .subtract, Precedence.sum)
        // Powers bind to the right and are not read by precedence.
        case UInt8(ascii: "*") where isDouble: binary(.doubleStar, .power, 0, 2)
        case UInt8(ascii: "*"): binary(.star, .multiply, Precedence.product)
        case UInt8(ascii: "/") where isDouble: binary(.binaryOperator, .floorDivide, Precedence.product, 2)
        case UInt8(ascii: "/"): binary(.binaryOperator, .divide, Precedence.product)
        case UInt8(ascii: "%"): binary(.binaryOperator, .remainder, Precedence.product)
        case UInt8(ascii: "@"): binary(.at, .matrixMultiply, Precedence.product)
        case UInt8(ascii: "&"): binary(.binaryOperator, .bitAnd, Precedence.bitAnd)
        case UInt8(ascii: "|"): binary(.binaryOperator, .bitOr, Precedence.bitOr)
        case UInt8(ascii: "^"): binary(.binaryOperator, .bitXor, Precedence.bitXor)
        default: take(.unknown)
        }
    }

    /// An operator between two operands, or the assignment made of it.
    private mutating func binary(
        _ kind: PythonToken, _ operation: Operation, _ precedence: UInt8, _ length: Int = 1
    ) {
        take(kind, length)
        self.operation = operation
        if byte(position) == UInt8(ascii: "=") {
            take(.augmented)
        } else {
            self.precedence = precedence
        }
    }
}
