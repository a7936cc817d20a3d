internal import SentinelSyntax

/// What a function does with a variable: whether it only asks if there is one and what it looks like, or does more with it.
struct NameUses {
    /// What stands around an expression.
    private enum Role {
        case plain
        /// A condition, or a part of one.
        case test
        /// What is answered.
        case shown
    }

    /// Where it is asked whether there is one, or what it looks like.
    private(set) var tests: [NodeID] = []
    /// Where it is compared with a text of the program.
    private(set) var constants: [NodeID] = []
    /// True if anything else is done with it.
    private(set) var isUsed = false

    private let tree: SyntaxTree
    private let name: NameID
    private var waiting: [(node: NodeID, role: Role)] = []

    init(of name: NameID, in function: NodeID, _ tree: SyntaxTree) {
        self.tree = tree
        self.name = name
        for child in tree.children(of: function) where tree[child].field == .body {
            waiting.append((child, tree.kind(child) == .block ? .plain : .shown))
        }
        while let (node, role) = waiting.popLast() { visit(node, role) }
    }

    private mutating func visit(_ node: NodeID, _ role: Role) {
        switch tree.kind(node) {
        case .name:
            guard tree[node].name == name, tree[node].field != .name, tree[node].field != .key else { return }
            switch role {
            case .test: tests.append(node)
            case .plain: isUsed = true
            case .shown: break
            }
        case .ifStatement, .whileLoop, .conditional, .assertStatement:
            for child in tree.children(of: node) {
                waiting.append((child, tree[child].field == .condition ? .test : role == .test ? .plain : role))
            }
        case .returnStatement, .throwStatement: visitAll(below: node, .shown)
        case .interpolation: visitAll(below: node, role == .plain ? .plain : .shown)
        case .assignment, .assignmentExpression:
            for child in tree.children(of: node) where !isBare(child) || tree[child].field != .target {
                waiting.append((child, .plain))
            }
        case .binary: visitBinary(node, role)
        case .call: visitCall(node, role)
        case .member:
            let isLength = ["length", "size"].contains(tree.name(of: node))
            waiting.append((tree.child(of: node, .object), isLength && role != .plain ? role : .plain))
        case .unary, .cast, .awaitExpression, .expressionStatement, .string, .dictionary, .list, .tuple:
            visitAll(below: node, role)
        // A shorthand's key and value are one name.
        case .pair: waiting.append((tree.child(of: node, .value), role))
        default: visitAll(below: node, .plain)
        }
    }

    private mutating func visitAll(below node: NodeID, _ role: Role) {
        for child in tree.children(of: node) { waiting.append((child, role)) }
    }

    private func isBare(_ node: NodeID) -> Bool { tree.kind(node) == .name && tree[node].name == name }

    private mutating func visitBinary(_ node: NodeID, _ role: Role) {
        let sides = [tree.child(of: node, .left), tree.child(of: node, .right)]
        switch tree[node].operation {
        case .and, .or, .coalesce: for side in sides { waiting.append((side, role)) }
        case .equal, .notEqual, .identical, .notIdentical, .less, .lessOrEqual, .greater, .greaterOrEqual:
            for (side, other) in [(sides[0], sides[1]), (sides[1], sides[0])] { compare(side, with: other, at: node) }
        case .add: for side in sides { waiting.append((side, role == .shown ? .shown : .plain)) }
        default: for side in sides { waiting.append((side, .plain)) }
        }
    }

    private mutating func compare(_ side: NodeID, with other: NodeID, at node: NodeID) {
        guard isBare(side) else {
            // The length of it, or what is not this variable.
            let isLength = tree.kind(side) == .member || tree.kind(side) == .call
            return waiting.append((side, isLength ? .test : .plain))
        }
        switch tree.kind(other) {
        case .constant: tests.append(node)
        case .string:
            let text = tree.stringText(other)
            if text == "" { return tests.append(node) }
            if text != nil { constants.append(node) }
            isUsed = true
        default: isUsed = true
        }
    }

    /// Functions that tell what a text looks like.
    private static let looks: Set<String> = [
        "match", "fullmatch", "test", "len", "bool", "Boolean", "isinstance", "startswith", "startsWith", "endswith",
        "endsWith", "HasPrefix", "isdigit", "isalnum", "MatchString", "isascii",
    ]
    /// Functions that only show what they are given.
    private static let shows: Set<String> = [
        "print", "log", "info", "warning", "warn", "debug", "error", "Printf", "Println", "Sprintf", "Errorf",
        "Error", "Exception", "ValueError",
    ]

    private mutating func visitCall(_ node: NodeID, _ role: Role) {
        let callee = tree.child(of: node, .callee)
        let called = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        let looks = Self.looks.contains(called)
        let inner: Role = looks ? .test : Self.shows.contains(called) ? .shown : .plain
        let object = tree.kind(callee) == .member ? tree.child(of: callee, .object) : NodeID.none
        if looks, isBare(object) { tests.append(node) } else if !object.isNone { waiting.append((object, .plain)) }
        for argument in tree.children(of: node, .argument) {
            if looks, isBare(argument) { tests.append(node) } else { waiting.append((argument, inner)) }
        }
    }
}
