internal import SentinelModel
internal import SentinelSyntax

/// Tells what the result of a call is for, by the names it meets: what it is assigned to, handed to, compared with, returned by; and what it is
/// made of. Follows names within the function. For one file.
final class RoleReader {
    private let file: SourceFile
    private let evaluator: Evaluator
    private var tree: SyntaxTree { file.tree }
    /// By node, what holds it.
    private lazy var parents = tree.parents()

    private static let mostNames = 8
    private static let mostUses = 60
    private static let mostSteps = 40

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        self.evaluator = evaluator
    }

    /// A sentence on the role of a call; nil where it has none that the rule means.
    func role(of call: NodeID, _ rule: CallRule) -> String? {
        var gathered = Gathered()
        if !rule.given.isEmpty {
            // What a call is given, or what a composite literal of Go holds.
            for argument in tree.children(of: call, .argument) + tree.children(of: call, .item) {
                addNames(below: argument, to: &gathered.given)
            }
        }
        uses(of: call, into: &gathered)
        if let (name, word) = Self.first(gathered.usedAs, rule.usedAs) { return "used as \(word): `\(name)`" }
        if let (name, word) = Self.first(gathered.given, rule.given) { return "made of \(word): `\(name)`" }
        return nil
    }

    private static func first(_ names: [String], _ words: [String]) -> (String, String)? {
        for name in names where NameWords.first(of: harmless, in: name) == nil {
            if let word = NameWords.first(of: words, in: name) { return (name, word) }
        }
        return nil
    }

    /// What says that a name is about what is kept for a while, or where a reader stopped: no `cache_token` lets anybody in.
    private static let harmless = ["cache", "etag", "checksum", "page", "cursor", "continuation", "sync", "dedup"]

    private struct Gathered {
        var usedAs: [String] = []
        var given: [String] = []
        /// Names that hold the value, or what is made of it.
        var names: [NameID] = []
    }

    // MARK: Where it goes

    private func uses(of call: NodeID, into gathered: inout Gathered) {
        climb(from: call, into: &gathered)
        // At the top of a file names are everybody's.
        guard let function = file.enclosingFunction(at: tree[call].range.lowerBound) else { return }
        var seen = 0
        var uses = 0
        while seen < gathered.names.count, seen < Self.mostNames {
            let name = gathered.names[seen]
            seen += 1
            var places: [NodeID] = []
            tree.walk(function) { node in
                if tree.kind(node) == .name, tree[node].name == name,
                    tree[node].range.lowerBound > tree[call].range.lowerBound
                {
                    places.append(node)
                }
                return true
            }
            for place in places where uses < Self.mostUses {
                uses += 1
                climb(from: place, into: &gathered)
            }
        }
    }

    /// Goes up from an expression to its statement and gathers the names it meets.
    private func climb(from start: NodeID, into gathered: inout Gathered) {
        var at = start
        for _ in 0..<Self.mostSteps {
            let parent = parents[at]
            guard !parent.isNone else { return }
            let field = tree[at].field
            switch tree.kind(parent) {
            case .keywordArgument, .pair: if field == .value { gathered.usedAs.append(key(of: parent)) }
            case .call:
                if field == .argument { addCallee(of: parent, to: &gathered) }
                // `digest.update(password)`
                if field == .callee {
                    for argument in tree.children(of: parent, .argument) {
                        addNames(below: argument, to: &gathered.given)
                    }
                }
            case .member: if field == .name { return }
            case .binary:
                switch tree[parent].operation {
                case .equal, .notEqual, .identical, .notIdentical:
                    let other = tree.child(of: parent, field == .left ? .right : .left)
                    if tree.kind(other) == .name || tree.kind(other) == .member {
                        gathered.usedAs.append(tree.dottedName(other) ?? "")
                    }
                    return
                case .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .isNotIn: return
                default: break
                }
            case .assignment, .assignmentExpression:
                if field == .value { for target in tree.children(of: parent, .target) { add(target, to: &gathered) } }
                return
            case .property, .parameter:
                gathered.usedAs.append(tree.name(of: parent))
                return
            case .function:
                gathered.usedAs.append(tree.name(of: parent))
                guard tree[parent].flags.contains(.isLambda) else { return }
            case .returnStatement:
                guard let function = file.enclosingFunction(at: tree[parent].range.lowerBound) else { return }
                gathered.usedAs.append(tree.name(of: function))
                // `const makeToken = () => { return ... }`
                guard tree.name(of: function).isEmpty else { return }
                at = function
                continue
            // What is asked or chosen by a value is not the value.
            case .ifStatement, .whileLoop, .block, .file, .forLoop, .switchStatement, .classDefinition: return
            case .index: if field == .index { return }
            case .conditional: if field == .condition { return }
            default: break
            }
            at = parent
        }
    }

    private func key(of pair: NodeID) -> String {
        guard tree.kind(pair) == .pair else { return tree.name(of: pair) }
        let key = tree.child(of: pair, .key)
        return tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range)
    }

    /// What a value is assigned to.
    private func add(_ target: NodeID, to gathered: inout Gathered) {
        switch tree.kind(target) {
        case .name:
            gathered.usedAs.append(tree.string(tree[target].range))
            if !gathered.names.contains(tree[target].name) { gathered.names.append(tree[target].name) }
        case .member: gathered.usedAs.append(tree.name(of: target))
        case .index:
            gathered.usedAs.append(tree.name(of: tree.child(of: target, .object)))
            let index = tree.child(of: target, .index)
            gathered.usedAs.append(
                evaluator.value(of: index, in: file).text ?? tree.string(tree[index].range))
            if tree.kind(index) == .name { gathered.usedAs.append(tree.string(tree[index].range)) }
        case .tuple, .list: for item in tree.children(of: target, .item) { add(item, to: &gathered) }
        default: break
        }
    }

    /// What a value is handed to: the function's name, and what the object it is called on was made from (`open("passwords.txt")`).
    private func addCallee(of call: NodeID, to gathered: inout Gathered) {
        let callee = tree.child(of: call, .callee)
        let isMember = tree.kind(callee) == .member
        let name = isMember ? tree.name(of: callee) : tree.string(tree[callee].range)
        if Self.keeps(name) { gathered.usedAs.append(name) }
        guard isMember, let definition = evaluator.definition(of: tree.child(of: callee, .object), in: file),
            definition.file === file, tree.kind(definition.node) == .call
        else { return }
        addTexts(below: definition.node, to: &gathered.usedAs)
    }

    /// True for `set_cookie`, `storePassword`: what they are handed becomes what they are named for. Others may use it for whatever.
    private static func keeps(_ callee: String) -> Bool {
        guard callee.utf8.count < 80 else { return false }
        let first = NameWords.folded(callee).split(separator: " ").first ?? ""
        return ["set", "save", "store", "put", "create", "make", "new", "add", "hash", "write", "update"].contains(
            first)
    }

    // MARK: Names and texts

    private func addNames(below node: NodeID, to names: inout [String]) {
        tree.walk(node) { at in
            guard names.count < 40 else { return false }
            switch tree.kind(at) {
            case .name: names.append(tree.string(tree[at].range))
            case .string where tree.child(of: at, .part).isNone:
                if let text = tree.stringText(at), text.utf8.count <= 40, !text.hasPart(" ") { names.append(text) }
            default: break
            }
            return true
        }
    }

    private func addTexts(below node: NodeID, to texts: inout [String]) {
        tree.walk(node) { at in
            guard texts.count < 40 else { return false }
            switch tree.kind(at) {
            case .string where tree.child(of: at, .part).isNone, .stringPart:
                let text = tree.string(tree[at].range)
                if text.utf8.count <= 60, !text.hasPart(" ") { texts.append(text) }
            default: break
            }
            return true
        }
    }
}
