internal import SentinelSyntax

/// A type of Go as it is written somewhere, or what is left of it once elements were taken out: of `map[string]tools.Tool`, `tools.Tool`.
struct WrittenType {
    var file: SourceFile
    /// The whole of what is written.
    var node: NodeID
    /// Where the type begins in it.
    var start: Int
    /// Of a parameter that takes all that follow: a list of that type.
    var isRest = false

    init(_ file: SourceFile, _ node: NodeID) {
        self.file = file
        self.node = node
        start = file.tree[node].range.lowerBound
    }

    fileprivate var text: Substring.UTF8View {
        let range = file.tree[node].range
        return file.tree.string(start..<max(start, range.upperBound))[...].utf8
    }

    /// The type without pointers.
    fileprivate var pointed: WrittenType {
        var type = self
        type.start += text.prefix { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: " ") }.count
        return type
    }

    /// What a list, map or channel of this type holds; nil for any other.
    fileprivate var element: WrittenType? {
        var type = pointed
        if isRest {
            type.isRest = false
            return type
        }
        let text = type.text
        if text.starts(with: "[".utf8) || text.starts(with: "map[".utf8) {
            guard let end = Self.end(ofBracketIn: text) else { return nil }
            type.start += end
            return type
        }
        for word in ["<-chan ", "chan<- ", "chan "] where text.starts(with: word.utf8) {
            type.start += word.utf8.count
            return type
        }
        return nil
    }

    /// How many bytes lie before the end of the first brackets.
    private static func end(ofBracketIn text: Substring.UTF8View) -> Int? {
        var depth = 0
        for (place, byte) in text.enumerated() {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 { return place + 1 }
            }
        }
        return nil
    }

    /// Of the results of a function the first, without its name: `(tool Tool, err error)`.
    fileprivate var firstResult: WrittenType {
        var type = self
        guard type.text.first == UInt8(ascii: "(") else { return self }
        type.start += 1
        let words = type.text.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
        guard let space = words.firstIndex(of: UInt8(ascii: " ")), words.first != UInt8(ascii: "<"),
            !words.starts(with: "chan ".utf8), !words.starts(with: "func".utf8)
        else { return type }
        type.start += words.distance(from: words.startIndex, to: space) + 1
        return type
    }

    /// The names that it begins with: `Tool`, or `tools` and `Tool`. Empty for what is no name.
    fileprivate var names: [NodeID] {
        let type = pointed
        let items = file.tree.kind(node) == .type ? Array(file.tree.children(of: node, .item)) : nameParts
        guard let first = items.firstIndex(where: { file.tree[$0].range.lowerBound == type.start }) else { return [] }
        let end = file.tree[items[first]].range.upperBound
        guard items.indices.contains(first + 1), file.tree[items[first + 1]].range.lowerBound == end + 1,
            file.tree.string(end..<end + 1) == "."
        else { return [items[first]] }
        return [items[first], items[first + 1]]
    }

    /// Those of an expression: what stands as an argument or is embedded is no opaque type.
    private var nameParts: [NodeID] {
        let tree = file.tree
        switch tree.kind(node) {
        case .name: return [node]
        case .member: return [tree.child(of: node, .object), tree.child(of: node, .name)]
        default: return []
        }
    }
}

/// What is known of an expression's type.
enum StaticType {
    case written(WrittenType)
    /// Of a package that is none of the project's, or a constant: it has no methods of the project's.
    case foreign
}

extension Evaluator {
    /// The struct or interface of the project that an expression is a value of, or points to; nil where that is not known. `isForeign` is
    /// true for what belongs to somebody else.
    func receiverType(of node: NodeID, in file: SourceFile) -> (type: Reference?, isForeign: Bool) {
        guard let written = staticType(of: node, in: file) else { return (nil, false) }
        return resolved(written, depth: 0)
    }

    private func resolved(_ type: StaticType, depth: Int) -> (type: Reference?, isForeign: Bool) {
        guard case .written(let written) = type, depth < 4 else { return (nil, true) }
        let names = written.isRest ? [] : written.names
        // Lists, maps and functions have no methods.
        guard let first = names.first else { return (nil, true) }
        switch value(of: first, in: written.file) {
        case .classType(let found) where names.count == 1: return (found, false)
        case .module(let module) where names.count == 2:
            let name = written.file.tree.string(written.file.tree[names[1]].range)
            if case .classType(let found) = top(name, of: module) { return (found, false) }
            return (nil, false)
        case .external: return (nil, true)
        default: break
        }
        // Another name of a type, or what the language itself knows.
        guard names.count == 1, let named = definition(of: first, in: written.file) else { return (nil, true) }
        guard named.file.tree.kind(named.node) == .type else { return (nil, false) }
        return resolved(.written(WrittenType(named.file, named.node)), depth: depth + 1)
    }

    private func staticType(of node: NodeID, in file: SourceFile, depth: Int = 0) -> StaticType? {
        let tree = file.tree
        guard depth < 12, !node.isNone else { return nil }
        switch tree.kind(node) {
        case .name: return typeOfName(node, in: file, depth: depth + 1)
        case .type: return .written(WrittenType(file, node))
        case .string, .number, .binary, .function: return .foreign
        case .unary: return staticType(of: tree.child(of: node, .value), in: file, depth: depth + 1)
        case .dictionary, .cast:
            let type = tree.child(of: node, .type)
            return type.isNone ? nil : .written(WrittenType(file, type))
        case .index: return element(of: tree.child(of: node, .object), in: file, depth: depth + 1)
        case .call: return typeOfResult(node, in: file, depth: depth + 1)
        case .member: return typeOfMember(node, in: file, depth: depth + 1)
        default: return nil
        }
    }

    private func element(of node: NodeID, in file: SourceFile, depth: Int) -> StaticType? {
        guard let whole = staticType(of: node, in: file, depth: depth), case .written(var type) = whole else {
            return nil
        }
        for _ in 0..<4 {
            if let element = type.element { return .written(element) }
            // `type Registry map[string]Tool`
            guard let name = type.names.first, let named = definition(of: name, in: type.file),
                named.file.tree.kind(named.node) == .type
            else { return nil }
            type = WrittenType(named.file, named.node)
        }
        return nil
    }

    private func typeOfName(_ node: NodeID, in file: SourceFile, depth: Int) -> StaticType? {
        guard let binding = file.bindings(of: node)?.bindings.last else {
            guard let found = definition(of: node, in: file), found != Reference(file, node) else { return nil }
            return staticType(of: found.node, in: found.file, depth: depth)
        }
        switch binding.kind {
        case .parameter:
            let type = file.tree.child(of: binding.node, .type)
            guard !type.isNone else { return nil }
            var written = WrittenType(file, type)
            written.isRest = file.tree[binding.node].flags.contains(.isRest)
            return .written(written)
        case .value where binding.steps.isEmpty || binding.steps == [.index(0)]:
            return staticType(of: binding.node, in: file, depth: depth)
        case .element where binding.steps == [.index(1)]: return element(of: binding.node, in: file, depth: depth)
        default: return nil
        }
    }

    private func typeOfResult(_ call: NodeID, in file: SourceFile, depth: Int) -> StaticType? {
        let tree = file.tree
        let callee = tree.child(of: call, .callee)
        if tree.kind(callee) == .name, ["make", "new"].contains(tree.string(tree[callee].range)) {
            let type = tree.child(of: call, .argument)
            return type.isNone ? nil : .written(WrittenType(file, type))
        }
        switch value(of: callee, in: file) {
        case .function(let function):
            let type = function.file.tree.child(of: function.node, .type)
            return type.isNone ? nil : .written(WrittenType(function.file, type).firstResult)
        case .external: return .foreign
        case .classType: return .written(WrittenType(file, callee))
        default:
            guard tree.kind(callee) == .member,
                let owner = staticType(of: tree.child(of: callee, .object), in: file, depth: depth)
            else { return nil }
            return resolved(owner, depth: 0).isForeign ? .foreign : nil
        }
    }

    private func typeOfMember(_ node: NodeID, in file: SourceFile, depth: Int) -> StaticType? {
        let tree = file.tree
        let object = tree.child(of: node, .object)
        switch value(of: object, in: file) {
        case .module:
            guard let found = definition(of: node, in: file), found != Reference(file, node) else { return nil }
            return staticType(of: found.node, in: found.file, depth: depth)
        case .external, .result(of: .external, _): return .foreign
        default: break
        }
        guard let owner = staticType(of: object, in: file, depth: depth) else { return nil }
        let (type, isForeign) = resolved(owner, depth: 0)
        if isForeign { return .foreign }
        return type.flatMap { typeOfField(tree.name(of: node), of: $0, depth: 0) }
    }

    /// That of a field of a struct, or of what is embedded in it.
    private func typeOfField(_ name: String, of type: Reference, depth: Int) -> StaticType? {
        if let field = field(name, of: type) {
            return .written(WrittenType(field.file, field.file.tree.child(of: field.node, .type)))
        }
        guard depth < 4 else { return nil }
        for base in type.file.tree.children(of: type.node, .base) {
            let written = WrittenType(type.file, base)
            // Embedded under its own name.
            if let last = written.names.last, type.file.tree.string(type.file.tree[last].range) == name {
                return .written(written)
            }
            if let other = resolved(.written(written), depth: 0).type,
                let found = typeOfField(name, of: other, depth: depth + 1)
            {
                return found
            }
        }
        return nil
    }
}
