/// What a node of a syntax tree is: one set for all languages. The comment lists its children by field.
///
/// Python: types are ordinary expressions; type parameters are a `type` in `.item`; fields of classes are assignments; class patterns are a
/// `dictionary` with `.type`; `print x` and `exec x` are calls. Scripts: calls and elements may have type arguments as `.type`; interfaces
/// in `implements` are `.base` of kind `type`; namespaces are a `wrapperStatement` with `.name`; a static block is a `block`; several
/// declarators are several assignments. Go: `[]byte(x)` and `x.(T)` are casts, runes are numbers, `F[T](x)` has an `index` as callee,
/// embedded types are `.base`. Interpolations include their braces.
package enum NodeKind: UInt8, CaseIterable, Sendable {
    /// `.statement`... . Of a Go file `.name`, its package. Of Markdown: a `block` as `.item` for front matter (isDocumentation), and one
    /// as `.body` for each piece of fenced code, with `.tag`? (a `name`, its language); the content of either is its `.value`.
    case file, block

    // MARK: Definitions

    /// `.name`?, `.decorator`..., `.parameter`..., `.type`? (of the result), `.receiver`? (Go), `.body`?. Arrow functions and lambdas
    /// (`isLambda`) whose body is an expression have that as `.body`.
    case function
    /// `.name` or `.pattern`, `.type`?, `.value`? (its default). Flags: isRest, isKeywordRest, isKeywordOnly, isPositionalOnly, isOptional.
    case parameter
    /// Classes, and Go's structs and interfaces: `.name`?, `.decorator`..., `.base`..., `.argument`... (keywords of Python), `.body`?.
    case classDefinition
    /// A field of a class: `.name`, `.decorator`..., `.type`?, `.value`?, `.tag`? (Go: a string).
    case property
    /// A type alias, interface or enum of TypeScript, a named type of Go: `.name`, `.value`? (opaque type).
    case typeDefinition

    // MARK: Statements

    /// `.value`.
    case expressionStatement
    /// `.target`..., `.type`?, `.value`?. Several targets for `a = b = c` of Python; a list of targets is a `tuple`. Declarations too
    /// (isDeclaration; isConstant). `operation` is `.none`, or that of `+=` and its like.
    case assignment
    /// `.value`...
    case deletion
    /// `.value`?.
    case returnStatement, throwStatement
    /// `.name`? (a label). Go's `goto` is a break.
    case breakStatement, continueStatement
    /// `.initializer`? (Go), `.condition`, `.body`, `.alternative`?.
    case ifStatement
    /// `.initializer`?, `.value`?, `.case`... . Python's `match` too.
    case switchStatement
    /// `.pattern`... (none for default), `.condition`? (guard), `.statement`...
    case switchCase
    /// `.condition`, `.body`, `.alternative`? (Python).
    case whileLoop
    /// Over elements: `.target`, `.value`, `.body`, `.alternative`? (Python). Counting: `.initializer`?, `.condition`?, `.update`?, `.body`.
    case forLoop
    /// `.body`, `.catch`..., `.alternative`? (Python's else), `.finally`?.
    case tryStatement
    /// `.type`?, `.name` or `.pattern`?, `.body`.
    case catchClause
    /// `.item`..., `.body`.
    case withStatement
    /// `.value`, `.target`?.
    case withItem
    /// `.source`? (a string, or a dotted name as written in Python, leading dots included), `.item`... . `from a import b`: isFrom.
    case importStatement
    /// `.name` (what is imported; none for isNamespace and isDefault), `.alias`? (what it is called here).
    case importedName
    /// `.value` (a declaration or expression; isDefault), or `.item`... with `.source`?.
    case exportStatement
    /// `.name`, `.alias`?; isNamespace for `*`.
    case exportedName
    /// `global`, `nonlocal`: `.name`...
    case scopeStatement
    /// `.condition`, `.value`?.
    case assertStatement
    /// Go's `defer` and `go`, labels (`.name`) and what else holds one statement or expression: `.value`?.
    case wrapperStatement

    // MARK: Expressions

    case name
    /// Without parts: its content is the source between `leading` and `trailing` bytes. With `.part`...: adjacent literals (Python), or
    /// (isFormat) pieces of text and interpolations of an f-string or template. `.tag`? of a tagged template.
    case string
    /// A piece of text in a string that has interpolations: the source, undecoded.
    case stringPart
    /// `.value`, `.format`...
    case interpolation
    case number
    /// True, false, none, null, undefined, nil, this/self only where they are keywords (`this`, `super`), ellipsis.
    case constant
    case regex
    /// `.object`, `.name`. isOptional for `?.`.
    case member
    /// `.object`, `.index`...
    case index
    /// `.value`... : the bounds that are written.
    case slice
    /// `.callee`, `.argument`... Each argument is its expression, a `spread`, or a `keywordArgument`. isNew, isOptional.
    case call
    /// `.name`, `.value`.
    case keywordArgument
    /// `.left`, `.right`; `operation`.
    case binary
    /// `.value`; `operation`.
    case unary
    /// `.condition`, `.value`, `.alternative`.
    case conditional
    /// `.target`, `.value`: an assignment within an expression.
    case assignmentExpression
    /// `.item`...
    case list, tuple, set
    /// Dictionaries, object literals, Go's composite literals (`.type`?): `.item`..., each a `pair`, a `spread`, a `function` (method), or an
    /// expression (Go). Object patterns too.
    case dictionary
    /// `.key`, `.value`. isComputed, isShorthand (then both are the same name). A default of a pattern is an `assignmentExpression` in
    /// `.value`.
    case pair
    /// `.value` (or `.key` and `.value`: a `pair`), `.clause`...; isGenerator, or `operation` unset.
    case comprehension
    /// `.target`, `.value`, `.condition`...
    case comprehensionClause
    /// `.value`?.
    case awaitExpression, yieldExpression
    /// `*a`, `**a` (isKeywordRest), `...a`: `.value`.
    case spread
    /// A cast or assertion of TypeScript and Go, `satisfies`, `!`: `.value`, `.type`?.
    case cast
    /// JSX: `.name`?, `.item`... (attributes as `pair`, children: elements, interpolations, stringPart).
    case element
    /// A type as written. Its `name`s and `string`s are children (`.item`), in order, and no more is known of it.
    case type
    /// What could not be understood.
    case error
}

/// What a child is to its parent.
package enum Field: UInt8, Sendable {
    case none
    case alias, alternative, argument, base, body, callee, `case`, `catch`, clause, condition, decorator, finally,
        format
    case index, initializer, item, key, left, name, object, parameter, part, pattern, receiver, right, source, statement
    case tag, target, type, update, value
}

/// Operators, by meaning.
package enum Operation: UInt8, Sendable {
    case none
    case add, subtract, multiply, divide, floorDivide, remainder, power, matrixMultiply
    case bitAnd, bitOr, bitXor, bitClear, shiftLeft, shiftRight, shiftRightUnsigned, bitNot
    case and, or, not, coalesce
    case equal, notEqual, identical, notIdentical, less, lessOrEqual, greater, greaterOrEqual
    case isIn, isNotIn, instanceOf
    case negate, plus, increment, decrement, typeOf, void, delete, address, dereference, receive, send
    case comma
}

// Nodes are compared in all loops over trees: what other targets ask of these types must be inlined there, and what the standard library
// does for a raw value or a set of options is not.

extension NodeKind {
    @inlinable package static func == (one: NodeKind, two: NodeKind) -> Bool { one.rawValue == two.rawValue }
    @inlinable package static func != (one: NodeKind, two: NodeKind) -> Bool { one.rawValue != two.rawValue }
}

extension Field {
    @inlinable package static func == (one: Field, two: Field) -> Bool { one.rawValue == two.rawValue }
    @inlinable package static func != (one: Field, two: Field) -> Bool { one.rawValue != two.rawValue }
}

extension Operation {
    @inlinable package static func == (one: Operation, two: Operation) -> Bool { one.rawValue == two.rawValue }
    @inlinable package static func != (one: Operation, two: Operation) -> Bool { one.rawValue != two.rawValue }
}

package struct NodeFlags: OptionSet, Sendable {
    package let rawValue: UInt32
    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    package func contains(_ other: NodeFlags) -> Bool { rawValue & other.rawValue == other.rawValue }

    package static let isAsync = NodeFlags(rawValue: 1 << 0)
    package static let isGenerator = NodeFlags(rawValue: 1 << 1)
    package static let isLambda = NodeFlags(rawValue: 1 << 2)
    package static let isStatic = NodeFlags(rawValue: 1 << 3)
    package static let isGetter = NodeFlags(rawValue: 1 << 4)
    package static let isSetter = NodeFlags(rawValue: 1 << 5)
    package static let isMethod = NodeFlags(rawValue: 1 << 6)
    package static let isOptional = NodeFlags(rawValue: 1 << 7)
    package static let isRest = NodeFlags(rawValue: 1 << 8)
    package static let isKeywordRest = NodeFlags(rawValue: 1 << 9)
    package static let isKeywordOnly = NodeFlags(rawValue: 1 << 10)
    package static let isPositionalOnly = NodeFlags(rawValue: 1 << 11)
    package static let isDefault = NodeFlags(rawValue: 1 << 12)
    package static let isNamespace = NodeFlags(rawValue: 1 << 13)
    package static let isFrom = NodeFlags(rawValue: 1 << 14)
    package static let isTypeOnly = NodeFlags(rawValue: 1 << 15)
    package static let isNew = NodeFlags(rawValue: 1 << 16)
    package static let isComputed = NodeFlags(rawValue: 1 << 17)
    package static let isShorthand = NodeFlags(rawValue: 1 << 18)
    package static let isDeclaration = NodeFlags(rawValue: 1 << 19)
    package static let isConstant = NodeFlags(rawValue: 1 << 20)
    /// A string: escapes mean nothing in it.
    package static let isRaw = NodeFlags(rawValue: 1 << 21)
    package static let isBytes = NodeFlags(rawValue: 1 << 22)
    /// A string with interpolations, as an f-string or template.
    package static let isFormat = NodeFlags(rawValue: 1 << 23)
    package static let isDocumentation = NodeFlags(rawValue: 1 << 24)
    /// It has no end.
    package static let isUnterminated = NodeFlags(rawValue: 1 << 25)
    package static let isPrivate = NodeFlags(rawValue: 1 << 26)
    /// A body that was passed over: its children are read when they are asked for.
    @inlinable package static var isUnread: NodeFlags { NodeFlags(rawValue: 1 << 27) }
}
