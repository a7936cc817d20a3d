package import SentinelSyntax

/// Tells what expressions stand for: constants, names that were imported, functions, instances. Follows names over files, runs nothing, and
/// gives up where it is not clear. Bounded in depth and steps.
package final class Evaluator {
    let project: Project
    private var depth = 0
    private var steps = 0
    /// What is being evaluated, from the outside in: names may refer to themselves.
    private var open: [(file: ObjectIdentifier, node: NodeID)] = []

    /// By file, the first names of folders without a file of their own that `import a.b` names.
    var namespaces: [ObjectIdentifier: Set<String>] = [:]
    /// What imported names mean, by where they are bound and how far the project is read.
    var imports: [ImportKey: Value] = [:]

    /// Bytes of texts that were made: a long one may be named many times.
    private var texts = 0
    /// True where a limit kept something from being known.
    package private(set) var isCut = false

    private static let mostSteps = 20_000
    private static let mostText = 4 << 20
    private static let deepest = 64

    package init(_ project: Project) { self.project = project }

    /// Begins with another question of its own budget.
    package func begin() {
        steps = 0
        texts = 0
        isCut = false
    }

    /// True if there is room for a text of so many bytes.
    private func mayMake(_ bytes: Int) -> Bool {
        texts += bytes
        if texts > Self.mostText { isCut = true }
        return texts <= Self.mostText
    }

    package func value(of node: NodeID, in file: SourceFile) -> Value {
        guard !node.isNone, depth < Self.deepest else { return .unknown }
        guard steps < Self.mostSteps else {
            isCut = true
            return .unknown
        }
        let id = ObjectIdentifier(file)
        // Never more than `deepest` of them.
        guard !open.contains(where: { $0.node == node && $0.file == id }) else { return .unknown }
        open.append((id, node))
        depth += 1
        steps += 1
        defer {
            depth -= 1
            open.removeLast()
        }
        return evaluate(node, file)
    }

    /// True where no limit can have kept something from being known.
    var isShallow: Bool { !isCut && depth < Self.deepest / 2 && steps < Self.mostSteps }

    /// For what follows names without coming to a node: imports may lead in circles.
    func nested(_ body: () -> Value) -> Value {
        guard depth < Self.deepest, steps < Self.mostSteps else { return .unknown }
        depth += 1
        steps += 1
        defer { depth -= 1 }
        return body()
    }

    private func evaluate(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        switch tree.kind(node) {
        case .string: return text(node, file)
        case .number: return .number(tree.string(tree[node].range))
        case .constant: return constant(node, file)
        case .name: return name(node, file)
        case .member:
            let owner = value(of: tree.child(of: node, .object), in: file)
            let found = member(tree.name(of: node), of: owner)
            if case .external(let whole) = found, case .external = owner, let module = namespaced(whole, file) {
                return .module(module)
            }
            guard found.isUnknown, file.language == .go else { return found }
            return goType(of: tree.child(of: node, .object), in: file)
                .flatMap { method(tree.name(of: node), ofType: $0) }.map { .function($0) } ?? .unknown
        case .index: return element(node, file)
        case .call: return call(node, file)
        case .binary: return binary(node, file)
        case .list, .tuple, .set: return list(node, file)
        case .dictionary: return object(node, file)
        case .function: return .function(Reference(file, node))
        case .classDefinition: return .classType(Reference(file, node))
        case .awaitExpression, .cast, .assignmentExpression, .keywordArgument, .wrapperStatement, .expressionStatement:
            return value(of: tree.child(of: node, .value), in: file)
        case .conditional:
            let first = value(of: tree.child(of: node, .value), in: file)
            return first.isUnknown ? value(of: tree.child(of: node, .alternative), in: file) : first
        // Go's `&x`.
        case .unary where tree[node].operation == .address: return value(of: tree.child(of: node, .value), in: file)
        default: return .unknown
        }
    }

    private func constant(_ node: NodeID, _ file: SourceFile) -> Value {
        switch file.tree.string(file.tree[node].range) {
        case "True", "true": return .boolean(true)
        case "False", "false": return .boolean(false)
        case "None", "null", "undefined", "nil": return .null
        case "this", "self": return instance(around: node, file)
        default: return .unknown
        }
    }

    /// An instance of the class around a node.
    func instance(around node: NodeID, _ file: SourceFile) -> Value {
        guard let scope = file.enclosingClass(at: file.tree[node].range.lowerBound) else { return .unknown }
        return .result(of: .classType(Reference(file, file.scopes[scope].node)), Reference(file, node))
    }

    // MARK: Texts

    private func text(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        guard mayMake(tree[node].range.count) else { return .unknown }
        guard tree[node].flags.contains(.isFormat) || !tree.child(of: node, .part).isNone else {
            return .text(TextValue(tree.stringValue(of: node), at: Reference(file, node)))
        }
        var whole = TextValue(text: "", place: Reference(file, node))
        for part in tree.children(of: node) where tree[part].field == .part {
            let piece: Value =
                switch tree.kind(part) {
                case .stringPart:
                    .text(TextValue(tree.stringValue(of: part, in: node), at: Reference(file, part)))
                case .interpolation: value(of: tree.child(of: part, .value), in: file)
                default: text(part, file)
                }
            switch piece {
            case .text(let known): whole.append(known)
            case .number(let number): whole.text += Self.decimal(number)
            default: whole.isComplete = false
            }
        }
        return .text(whole)
    }

    /// A number as a program prints it: without separators, and to the base of ten where it is whole.
    private static func decimal(_ number: String) -> String {
        let plain = number.filter { $0 != "_" }
        for (start, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.lowercased().hasPrefix(start) {
            return Int(plain.dropFirst(2), radix: base).map { String($0) } ?? plain
        }
        return plain
    }

    private func binary(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        let left = value(of: tree.child(of: node, .left), in: file)
        switch tree[node].operation {
        case .add:
            let right = value(of: tree.child(of: node, .right), in: file)
            switch (left, right) {
            case (.text(var whole), .text(let more)):
                guard mayMake(whole.text.utf8.count) else { return .unknown }
                whole.append(more)
                return .text(whole)
            case (.text(var whole), _), (_, .text(var whole)):
                whole.isComplete = false
                return .text(whole)
            case (.list(let first), .list(let more)): return .list(first + more)
            default: return .unknown
            }
        case .or, .coalesce:
            return left.isUnknown ? value(of: tree.child(of: node, .right), in: file) : left
        case .bitOr:
            let right = value(of: tree.child(of: node, .right), in: file)
            if case .object(let first) = left, case .object(let more) = right { return .object(first + more) }
            return .unknown
        // `"..." % x`
        case .remainder:
            if case .text(var whole) = left {
                whole.isComplete = false
                return .text(whole)
            }
            return .unknown
        default: return .unknown
        }
    }

    // MARK: Containers

    private func list(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        var items: [Value] = []
        for item in tree.children(of: node) where tree[item].field == .item {
            if tree.kind(item) == .spread {
                guard case .list(let more) = value(of: tree.child(of: item, .value), in: file) else {
                    items.append(.unknown)
                    continue
                }
                items += more
            } else {
                items.append(value(of: item, in: file))
            }
        }
        return .list(items)
    }

    private func object(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        if file.language == .go, let first = tree.children(of: node, .item).first, tree.kind(first) != .pair {
            return list(node, file)
        }
        var entries: [Value.Entry] = []
        for item in tree.children(of: node) where tree[item].field == .item {
            switch tree.kind(item) {
            case .pair:
                guard let key = key(of: item, file) else { continue }
                let held = value(of: tree.child(of: item, .value), in: file)
                entries.append(Value.Entry(key: key, value: held, place: Reference(file, item)))
            case .spread:
                if case .object(let more) = value(of: tree.child(of: item, .value), in: file) { entries += more }
            case .function:
                entries.append(
                    Value.Entry(
                        key: tree.name(of: item), value: .function(Reference(file, item)), place: Reference(file, item))
                )
            default: continue
            }
        }
        // A composite literal of Go is an instance of its type too; what it holds matters more.
        return .object(entries)
    }

    /// The text of a pair's key; nil where it is not known.
    package func key(of pair: NodeID, _ file: SourceFile) -> String? {
        let tree = file.tree
        let key = tree.child(of: pair, .key)
        if tree.kind(key) == .string { return tree.stringText(key) }
        let isComputed = tree[pair].flags.contains(.isComputed) || file.language == .python
        guard isComputed else { return tree.string(tree[key].range) }
        return value(of: key, in: file).text
    }

    private func element(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        let whole = value(of: tree.child(of: node, .object), in: file)
        let index = value(of: tree.child(of: node, .index), in: file)
        if let key = index.text { return whole[key] }
        if case .list(let items) = whole, case .number(let text) = index, let place = Int(text),
            items.indices.contains(place)
        {
            return items[place]
        }
        return .unknown
    }
}
