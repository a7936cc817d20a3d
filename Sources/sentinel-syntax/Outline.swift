internal import SentinelSyntax

/// Functions and calls of a file, as other parsers can be asked for them.
struct Outline {
    private let tree: SyntaxTree
    private let starts: [Int]
    private var functions: [String] = []
    private var calls: [String] = []

    init(_ tree: SyntaxTree) {
        self.tree = tree
        starts = tree.lineStarts()
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .function: functions.append(function(node))
            case .call: calls.append(call(node))
            default: break
            }
            return true
        }
    }

    func json(path: String) -> String {
        """
        {"path": \(quoted(path)), "partial": \(tree.isPartial), "functions": [\(functions.joined(separator: ", "))], \
        "calls": [\(calls.joined(separator: ", "))]}
        """
    }

    private func line(_ offset: Int) -> Int { SyntaxTree.line(of: offset, in: starts) }

    /// Name, first and last line, parameters with their stars, decorators as dotted names.
    private func function(_ node: NodeID) -> String {
        let range = tree[node].range
        let parameters = tree.children(of: node, .parameter).map { parameter in
            let flags = tree[parameter].flags
            let stars = flags.contains(.isRest) ? "*" : flags.contains(.isKeywordRest) ? "**" : ""
            let name = tree.name(of: parameter)
            return quoted(stars + (name.isEmpty ? tree.string(tree[tree.child(of: parameter, .pattern)].range) : name))
        }
        let decorators = tree.children(of: node, .decorator).map { decorator in
            let callee = tree.kind(decorator) == .call ? tree.child(of: decorator, .callee) : decorator
            return quoted(tree.dottedName(callee) ?? "")
        }
        return """
            {"name": \(quoted(tree.name(of: node))), "line": \(line(range.lowerBound)), \
            "end": \(line(max(range.lowerBound, range.upperBound - 1))), "parameters": [\(parameters.joined(separator: ", "))], \
            "decorators": [\(decorators.joined(separator: ", "))]}
            """
    }

    /// Dotted name (empty where there is none), number of arguments, line.
    private func call(_ node: NodeID) -> String {
        let name = tree.dottedName(tree.child(of: node, .callee)) ?? ""
        let arguments = tree.children(of: node, .argument).count
        return "[\(quoted(name)), \(arguments), \(line(tree[node].range.lowerBound))]"
    }
}

func show(_ tree: SyntaxTree, _ node: NodeID, indent: Int) {
    let known = tree[node]
    let field = known.field == .none ? "" : "\(known.field): "
    let operation = known.operation == .none ? "" : " \(known.operation)"
    let text = known.first.isNone ? " \(quoted(String(tree.string(known.range).prefix(60))))" : ""
    let blanks = String(repeating: "  ", count: indent)
    print("\(blanks)\(field)\(known.kind) \(known.range)\(operation)\(text)")
    for child in tree.children(of: node) { show(tree, child, indent: indent + 1) }
}

func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
