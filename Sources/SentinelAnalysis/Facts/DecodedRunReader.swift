internal import SentinelModel
internal import SentinelSyntax

/// Finds where a text is decoded and run as code, over names and functions of the file.
struct DecodedRunReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let mostSteps = 200

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    func facts() -> [ConductFact] {
        var found: [ConductFact] = []
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call, runs(node), let argument = tree.children(of: node, .argument).last,
                let decoder = decoder(of: argument)
            {
                found.append(
                    ConductFact(.decodedRun, tree[tree.child(of: node, .callee)].range, "it comes from `\(decoder)`"))
            }
            return found.count < 20
        }
        return found
    }

    private func runs(_ call: NodeID) -> Bool {
        let callee = tree.child(of: call, .callee)
        let name = tree.dottedName(callee) ?? ""
        return Self.runners.contains(name)
    }

    /// The function that decodes what a value is made of.
    private func decoder(of value: NodeID) -> String? {
        var waiting = [(value, 0)]
        var steps = 0
        while let (at, depth) = waiting.popLast(), steps < Self.mostSteps {
            steps += 1
            switch tree.kind(at) {
            case .call:
                let callee = tree.child(of: at, .callee)
                let name = calledName(callee)
                if Self.decoders.contains(where: { name == $0 || name.hasSuffix("." + $0) }) || isBuffer(name, at) {
                    return name
                }
                if depth < 3, case .function(let function) = evaluator.value(of: callee, in: file),
                    function.file === file
                {
                    waiting += results(of: function.node).map { ($0, depth + 1) }
                }
            case .name where depth < 3: waiting += local(at).map { ($0, depth + 1) }
            default: break
            }
            for child in tree.children(of: at) where tree.kind(child) != .function { waiting.append((child, depth)) }
        }
        return nil
    }

    private func calledName(_ callee: NodeID) -> String {
        if case .external(let name) = evaluator.value(of: callee, in: file) { return name }
        return tree.dottedName(callee) ?? (tree.kind(callee) == .member ? "?." + tree.name(of: callee) : "")
    }

    private func isBuffer(_ name: String, _ call: NodeID) -> Bool {
        guard name == "Buffer.from", let last = tree.children(of: call, .argument).last else { return false }
        return ["base64", "hex"].contains(evaluator.value(of: last, in: file).text ?? "")
    }

    private func results(of function: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        tree.walk(function) { node in
            if node != function, tree.kind(node) == .function { return false }
            if tree.kind(node) == .returnStatement { found.append(tree.child(of: node, .value)) }
            return found.count < 10
        }
        return found.filter { !$0.isNone }
    }

    private func local(_ name: NodeID) -> [NodeID] {
        guard let found = file.bindings(of: name) else { return [] }
        return found.bindings.prefix(8).filter { $0.kind == .value && $0.steps.isEmpty }.map(\.node)
    }

    private static let runners: Set<String> = [
        "exec", "eval", "compile", "builtins.exec", "builtins.eval", "Function", "vm.runInThisContext",
        "vm.runInNewContext", "vm.runInContext", "globalThis.eval", "window.eval", "os.system", "os.popen",
    ]
    private static let decoders: Set<String> = [
        "b64decode", "b32decode", "b85decode", "a85decode", "urlsafe_b64decode", "unhexlify", "a2b_base64",
        "zlib.decompress", "lzma.decompress", "bz2.decompress", "gzip.decompress", "codecs.decode", "bytes.fromhex",
        "marshal.loads", "atob",
    ]
}
