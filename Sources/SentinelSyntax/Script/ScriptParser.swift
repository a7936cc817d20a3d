/// Reads JavaScript and TypeScript, with or without JSX, in one pass by recursive descent.
///
/// Patterns have the shapes of the literals they look like (`dictionary`, `list`, `assignmentExpression` for a default), so what stands in
/// parentheses is read as expressions, and becomes parameters where `=>` follows: nothing is read twice. Only type arguments (`f<T>(x)`) and
/// results of arrow functions (`(x): T => x`) are tried, and taken back where they turn out to be comparisons and conditions.
@safe
struct ScriptParser {
    let base: UnsafePointer<UInt8>
    let count: Int
    let tree: SyntaxTree
    let words = ScriptWords.shared
    /// TypeScript.
    let isTyped: Bool
    /// `<` at the start of an expression begins an element.
    let hasElements: Bool

    // The present token. The bytes of `previousEnd..<tokenStart` are blanks and comments.
    var token = ScriptToken.end
    var newlineBefore = false
    /// Of a string.
    var isUnterminated = false
    var tokenStart = 0
    var tokenEnd = 0
    var previousEnd = 0

    var context = Context()
    var depth = 0
    /// The arrow function that was read last, unless it stands in parentheses: no operator can follow it.
    var lastArrow = NodeID.none
    /// How many bytes may yet be read in vain.
    var patience: Int
    /// Bodies of arrow functions that are being read on trial.
    var tries = 0
    static let mostTries = 3

    struct Context: OptionSet {
        let rawValue: UInt8
        static let generator = Context(rawValue: 1)
        /// In the head of a `for`, where `in` is no operator.
        static let noIn = Context(rawValue: 2)
        /// Between `?` and `:`, outside of brackets.
        static let branch = Context(rawValue: 4)
    }

    /// Nestings of statements, expressions, types and elements. Each takes less than 2 KiB of stack.
    static let mostNestings = 400

    static func parse(_ tree: SyntaxTree) {
        unsafe tree.withSource { source in
            guard let base = source.baseAddress else { return }
            var parser = unsafe ScriptParser(base: base, count: source.count, tree: tree)
            parser.file()
        }
    }

    private init(base: UnsafePointer<UInt8>, count: Int, tree: SyntaxTree) {
        unsafe self.base = base
        self.count = count
        self.tree = tree
        isTyped = tree.language != .javascript
        hasElements = tree.language != .typescript
        patience = 4 * count + 65_536
    }

    private mutating func file() {
        if unsafe base.has("#!", at: 0) {
            while tokenEnd < count, !Bytes.isLineEnd(byte(tokenEnd)) { tokenEnd += 1 }
            tree.note(.comment, 0, tokenEnd)
        }
        advance()
        var list = ChildList()
        while token != .end {
            // A closing brace too many.
            if token == .braceClose { tree.add(unexpected(), .statement, to: &list) }
            statements(into: &list)
        }
        tree.root = tree.make(.file, 0, count, list)
    }

    // MARK: Tokens

    /// Passes over `kind`; false if something else stands there.
    mutating func accept(_ kind: ScriptToken) -> Bool {
        guard token == kind else { return false }
        advance()
        return true
    }

    /// Passes over `kind`; without it the tree is partial.
    mutating func expect(_ kind: ScriptToken) {
        if !accept(kind) { tree.isPartial = true }
    }

    /// The end of a statement, written or not.
    mutating func semicolon() {
        if token == .semicolon { return advance() }
        if token != .braceClose, token != .end, !newlineBefore { tree.isPartial = true }
    }

    // MARK: Nodes

    /// A node that ends where the token before the present one does; an empty one where nothing was read.
    @inline(__always)
    func finish(
        _ kind: NodeKind, from start: Int, _ list: ChildList = ChildList(), flags: NodeFlags = [],
        operation: Operation = .none
    ) -> NodeID {
        tree.make(kind, start, max(start, previousEnd), list, flags: flags, operation: operation)
    }

    /// The same, called as its child `name` is.
    func finish(
        _ kind: NodeKind, named name: NodeID, from start: Int, _ list: ChildList, flags: NodeFlags = []
    ) -> NodeID {
        let id = finish(kind, from: start, list, flags: flags)
        let called = tree[name].name
        tree.update(id) { $0.name = called }
        return id
    }

    /// A name of the present token, whatever word it is.
    mutating func nameNode(flags: NodeFlags = []) -> NodeID {
        let id = tree.make(.name, tokenStart, tokenEnd, flags: token == .privateName ? .isPrivate : flags)
        let called = unsafe tree.names.intern(base, tokenStart, tokenEnd - tokenStart)
        tree.update(id) { $0.name = called }
        advance()
        return id
    }

    /// A constant or number of the present token.
    mutating func leaf(_ kind: NodeKind) -> NodeID {
        let start = tokenStart
        advance()
        return finish(kind, from: start)
    }
}
