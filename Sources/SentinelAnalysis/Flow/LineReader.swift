internal import SentinelModel
internal import SentinelSyntax

/// What stands at a line of a file: the functions around it, and calls that flow rules know.
package struct LineReader {
    package struct Function {
        package var name: String
        package var place: Reference
        /// What it handles: "tool `name`"; empty for nothing.
        package var handles: String
    }

    package struct Call {
        package var name: String
        package var place: Reference
        package var rules: [Int]
    }

    /// Innermost first.
    package private(set) var functions: [Function] = []
    package private(set) var calls: [Call] = []

    /// Reads `line` of `file`, in which `items` are declared. Without a table no calls are known.
    package init(_ file: SourceFile, _ line: Int, _ evaluator: Evaluator, _ table: FlowTable?, items: [ServerItem]) {
        let tree = file.tree
        var handled: [Reference: String] = [:]
        for (handler, item) in HandlerFinder(file, evaluator).found { handled[handler] = Self.told(item) }
        for item in items { item.handler.map { handled[$0] = Self.told(item) } }
        for scope in file.scopes where tree.kind(scope.node) == .function {
            let place = Reference(file, scope.node)
            guard place.stands(on: line) else { continue }
            functions.append(Function(name: tree.name(of: scope.node), place: place, handles: handled[place] ?? ""))
        }
        functions.sort { $0.place.range.lowerBound > $1.place.range.lowerBound }
        guard let table else { return }
        calls = Self.calls(on: line, of: file, FlowRun(table, evaluator, file))
    }

    private static func told(_ item: ServerItem) -> String {
        let name = item.name?.text ?? ""
        return name.isEmpty ? "a \(item.kind.rawValue)" : "\(item.kind.rawValue) `\(name)`"
    }

    private static let mostCalls = 64

    private static func calls(on line: Int, of file: SourceFile, _ run: FlowRun) -> [Call] {
        let tree = file.tree
        var found: [Call] = []
        tree.walk(tree.root) { node in
            guard tree.kind(node) == .call, found.count < mostCalls else { return true }
            let place = Reference(file, node)
            guard place.stands(on: line) else { return true }
            let callee = tree.child(of: node, .callee)
            let isMember = tree.kind(callee) == .member
            let target = run.evaluator.value(of: callee, in: file)
            let name = run.name(of: target, callee, isMember: isMember, file)
            let method = isMember ? tree.name(of: callee) : nil
            let rules = run.entries(named: name, method: method, of: target, file.language).map(\.rule)
            if !rules.isEmpty {
                found.append(Call(name: name.hasPrefix("?.") ? method ?? name : name, place: place, rules: rules))
            }
            return true
        }
        return found
    }
}

extension Reference {
    /// True if it begins before or on `line`, which counts from 1, and does not end before it.
    package func stands(on line: Int) -> Bool {
        guard !range.isEmpty else { return false }
        return file.tree.line(range.lowerBound, file) <= line && line <= file.tree.line(range.upperBound - 1, file)
    }
}

extension SyntaxTree {
    fileprivate func line(_ offset: Int, _ file: SourceFile) -> Int { Self.line(of: offset, in: file.lineStarts) }
}
