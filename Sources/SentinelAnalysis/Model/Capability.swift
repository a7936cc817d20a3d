internal import SentinelSyntax

/// What code can do to the world around it.
package enum Capability: String, CaseIterable, Sendable {
    case fileRead = "file-read"
    case fileWrite = "file-write"
    case execute
    case network
    case secretRead = "secret-read"
    case database
    case destructive
}

/// Finds what a function can do, by the calls it reaches in the project.
package final class CapabilityReader {
    private let evaluator: Evaluator
    private var found: Set<Capability> = []
    private var seen: Set<Reference> = []

    /// True where there was more to follow than is followed.
    package private(set) var isCut = false

    private static let mostFunctions = 300

    package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// The capabilities of `function`, in the order of their cases.
    package func capabilities(of function: Reference) -> [Capability] {
        found = []
        seen = []
        isCut = false
        evaluator.begin()
        follow(function)
        return Capability.allCases.filter(found.contains)
    }

    private func follow(_ function: Reference) {
        var waiting = [function]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            guard seen.count <= Self.mostFunctions else {
                isCut = true
                return
            }
            let (file, tree) = (next.file, next.file.tree)
            tree.walk(next.node) { node in
                switch tree.kind(node) {
                case .call: look(at: node, file, &waiting)
                case .member, .index: look(atEnvironment: node, file)
                default: break
                }
                return true
            }
        }
    }

    private func look(at call: NodeID, _ file: SourceFile, _ waiting: inout [Reference]) {
        let tree = file.tree
        let callee = tree.child(of: call, .callee)
        switch evaluator.value(of: callee, in: file) {
        case .function(let function): waiting.append(function)
        case .external(let name): found.formUnion(KnownCalls.capabilities(of: name))
        case .classType, .module, .text, .number, .boolean, .null, .list, .object: break
        case .unknown, .result, .parameter:
            guard tree.kind(callee) == .member else {
                found.formUnion(KnownCalls.capabilities(of: tree.string(tree[callee].range)))
                return
            }
            found.formUnion(KnownCalls.capabilities(ofMethod: tree.name(of: callee)))
        }
        if case .text(let mode)? = openMode(call, file), mode.text.contains(where: { "wax+".contains($0) }) {
            found.insert(.fileWrite)
        }
        // Functions that are handed on: callbacks.
        for argument in tree.children(of: call, .argument) {
            if case .function(let function) = evaluator.value(of: argument, in: file) { waiting.append(function) }
        }
    }

    /// The second argument of `open`.
    private func openMode(_ call: NodeID, _ file: SourceFile) -> Value? {
        let tree = file.tree
        let callee = tree.child(of: call, .callee)
        guard
            tree.string(tree[callee].range) == "open"
                || (tree.kind(callee) == .member && tree.name(of: callee) == "open")
        else { return nil }
        let arguments = tree.children(of: call, .argument)
        for argument in arguments where tree.kind(argument) == .keywordArgument && tree.name(of: argument) == "mode" {
            return evaluator.value(of: argument, in: file)
        }
        return arguments.dropFirst().first.map { evaluator.value(of: $0, in: file) }
    }

    /// `os.environ[...]`, `process.env.X`: a secret where the name says so.
    private func look(atEnvironment node: NodeID, _ file: SourceFile) {
        let tree = file.tree
        let object = tree.child(of: node, .object)
        guard let dotted = tree.dottedName(object), dotted == "os.environ" || dotted == "process.env" else { return }
        let key =
            tree.kind(node) == .member
            ? tree.name(of: node) : evaluator.value(of: tree.child(of: node, .index), in: file).text ?? ""
        let upper = key.uppercased()
        if ["KEY", "SECRET", "TOKEN", "PASSWORD", "CREDENTIAL"].contains(where: upper.contains) {
            found.insert(.secretRead)
        }
    }
}
