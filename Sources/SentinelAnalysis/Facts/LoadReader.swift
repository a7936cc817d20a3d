internal import SentinelModel
internal import SentinelSyntax

/// Finds work without a bound: recursion that never ends, processes and threads made in large loops or as many as somebody asks for, texts and
/// lists of more than a machine holds.
struct LoadReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let mostFacts = 40
    private static let manyRounds = 10_000.0
    private static let manySteps = 100_000_000.0
    private static let manyBytes = 10_000_000.0

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    func facts() -> [ConductFact] {
        var found: [ConductFact] = []
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .function: if let fact = recursion(node) { found.append(fact) }
            case .whileLoop, .forLoop: if let fact = loop(node) { found.append(fact) }
            case .binary: if let fact = product(node) { found.append(fact) }
            default: break
            }
            return found.count < Self.mostFacts
        }
        return found
    }

    // MARK: Recursion

    /// A function that does nothing but call itself again, in every case.
    private func recursion(_ function: NodeID) -> ConductFact? {
        var own: NodeID?
        var mayEnd = false
        tree.walk(tree.child(of: function, .body)) { node in
            switch tree.kind(node) {
            case .function, .classDefinition: return false
            case .ifStatement, .switchStatement, .conditional, .whileLoop, .forLoop, .tryStatement, .throwStatement,
                .comprehension, .yieldExpression, .awaitExpression:
                mayEnd = true
            case .binary: mayEnd = mayEnd || [.and, .or, .coalesce].contains(tree[node].operation)
            case .returnStatement: mayEnd = mayEnd || (own == nil && !holdsCall(of: function, node))
            case .call: if own == nil, calls(node, function) { own = node }
            default: break
            }
            return !mayEnd
        }
        guard let own, !mayEnd else { return nil }
        return ConductFact(
            .endlessRecursion, tree[tree.child(of: own, .callee)].range,
            "`\(tree.name(of: function))` calls itself in every case")
    }

    private func holdsCall(of function: NodeID, _ node: NodeID) -> Bool {
        var found = false
        tree.walk(node) { at in
            found = found || (tree.kind(at) == .call && calls(at, function))
            return !found
        }
        return found
    }

    private func calls(_ call: NodeID, _ function: NodeID) -> Bool {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .name, tree.string(tree[callee].range) == tree.name(of: function),
            case .function(let target) = evaluator.value(of: callee, in: file)
        else { return false }
        return target.file === file && target.node == function
    }

    // MARK: Loops

    private func loop(_ node: NodeID) -> ConductFact? {
        let rounds = rounds(of: node)
        guard let rounds else { return nil }
        let body = tree.child(of: node, .body)
        if let made = spawning(in: body, isEndless: rounds.isEndless) {
            return ConductFact(.unboundedSpawn, tree[made].range, rounds.words)
        }
        guard let count = rounds.count else { return nil }
        let inner = largestLoop(in: body)
        guard count * inner >= Self.manySteps else { return nil }
        return ConductFact(.excessiveWork, firstLine(node), "the loop has \(Int(min(count * inner, 1e15))) rounds")
    }

    private struct Rounds {
        var count: Double?
        var isEndless = false
        var words: String
    }

    /// Nil for a loop with a bound.
    private func rounds(of node: NodeID) -> Rounds? {
        if tree.kind(node) == .whileLoop {
            let condition = tree.string(tree[tree.child(of: node, .condition)].range)
            return ["True", "true", "1", "(true)", "(1)"].contains(condition)
                ? Rounds(count: nil, isEndless: true, words: "the loop has no end") : nil
        }
        guard let bound = bound(of: node) else { return nil }
        if let count = number(bound) {
            return count >= Self.manyRounds
                ? Rounds(count: count, words: "the loop has \(Int(min(count, 1e15))) rounds") : nil
        }
        guard isFreeParameter(bound) else { return nil }
        let name = tree.string(tree[bound].range)
        return Rounds(count: nil, words: "the parameter `\(name)` says how many, and nothing bounds it")
    }

    /// `n` of `range(n)`, and of `i < n`.
    private func bound(of loop: NodeID) -> NodeID? {
        let value = tree.child(of: loop, .value)
        if tree.kind(value) == .call {
            let name = tree.string(tree[tree.child(of: value, .callee)].range)
            let arguments = tree.children(of: value, .argument)
            guard name == "range" || name == "xrange" else { return nil }
            return arguments.count > 1 ? arguments[1] : arguments.first
        }
        let condition = tree.child(of: loop, .condition)
        guard tree.kind(condition) == .binary, [.less, .lessOrEqual].contains(tree[condition].operation) else {
            return nil
        }
        return tree.child(of: condition, .right)
    }

    /// A parameter of the function around, as it came in, that is compared with nothing there.
    private func isFreeParameter(_ node: NodeID) -> Bool {
        guard tree.kind(node) == .name, let function = file.enclosingFunction(at: tree[node].range.lowerBound) else {
            return false
        }
        let name = tree.string(tree[node].range)
        guard tree.children(of: function, .parameter).contains(where: { tree.name(of: $0) == name }) else {
            return false
        }
        var isBounded = false
        tree.walk(function) { at in
            switch tree.kind(at) {
            case .binary where [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(tree[at].operation):
                let sides = [tree.child(of: at, .left), tree.child(of: at, .right)]
                // The loop's own condition is no bound.
                isBounded =
                    isBounded || (tree.string(tree[sides[0]].range) == name)
                    || (sides[1] != node && tree.string(tree[sides[1]].range) == name)
            case .assignment:
                isBounded = isBounded || tree.children(of: at, .target).contains { tree.string(tree[$0].range) == name }
            default: break
            }
            return !isBounded
        }
        return !isBounded
    }

    private func spawning(in body: NodeID, isEndless: Bool) -> NodeID? {
        var found: NodeID?
        var waits = false
        tree.walk(body) { node in
            guard tree.kind(node) == .call else { return tree.kind(node) != .function }
            let callee = tree.child(of: node, .callee)
            let name = calledName(callee)
            if Self.spawners.contains(name) || (!isEndless && Self.openers.contains(name)) { found = found ?? callee }
            waits = waits || Self.waiting.contains(name.lastName)
            return true
        }
        return waits ? nil : found
    }

    private func calledName(_ callee: NodeID) -> String {
        if case .external(let name) = evaluator.value(of: callee, in: file) { return name }
        return tree.dottedName(callee) ?? "?." + tree.name(of: callee)
    }

    private func largestLoop(in body: NodeID) -> Double {
        var most = 1.0
        tree.walk(body) { node in
            if tree.kind(node) == .forLoop, let bound = bound(of: node), let count = number(bound) {
                most = max(most, count)
            }
            return tree.kind(node) != .function
        }
        return most
    }

    // MARK: Sizes

    /// `"x" * 10**9`, `b"0" * (size * 1024 * 1024)`.
    private func product(_ node: NodeID) -> ConductFact? {
        guard file.language == .python, tree[node].operation == .multiply else { return nil }
        for (held, count) in [(Field.left, Field.right), (.right, .left)] {
            guard [.string, .list].contains(tree.kind(tree.child(of: node, held))) else { continue }
            let factor = tree.child(of: node, count)
            if let number = number(factor), number >= Self.manyBytes {
                return ConductFact(.excessiveWork, tree[node].range, "it is repeated \(Int(min(number, 1e15))) times")
            }
            if let name = scaledParameter(factor) {
                return ConductFact(
                    .excessiveWork, tree[node].range, "the parameter `\(name)` says how often, and nothing bounds it")
            }
        }
        return nil
    }

    /// A parameter times 1024 or more.
    private func scaledParameter(_ node: NodeID) -> String? {
        var waiting = [node]
        var parameter: String?
        var scale = 1.0
        while let at = waiting.popLast() {
            if tree.kind(at) == .binary, tree[at].operation == .multiply {
                waiting += [tree.child(of: at, .left), tree.child(of: at, .right)]
            } else if let number = number(at) {
                scale *= number
            } else if isFreeParameter(at) {
                parameter = tree.string(tree[at].range)
            } else {
                return nil
            }
        }
        return scale >= 1024 ? parameter : nil
    }

    /// A number that is written out, products and powers of such.
    private func number(_ node: NodeID, depth: Int = 0) -> Double? {
        switch tree.kind(node) {
        case .number: return Double(tree.string(tree[node].range).filter { $0 != "_" })
        case .binary where depth < 8:
            guard let left = number(tree.child(of: node, .left), depth: depth + 1),
                let right = number(tree.child(of: node, .right), depth: depth + 1)
            else { return nil }
            switch tree[node].operation {
            case .multiply: return left * right
            case .power:
                return right >= 0 && right <= 64 ? (0..<Int(right)).reduce(1.0) { made, _ in made * left } : nil
            default: return nil
            }
        default: return nil
        }
    }

    private func firstLine(_ node: NodeID) -> Range<Int> {
        let range = tree[node].range
        let line = tree.text(range).firstIndex(of: 0x0A) ?? range.upperBound
        return range.lowerBound..<max(range.lowerBound + 1, min(line, range.upperBound))
    }

    private static let spawners: Set<String> = [
        "os.fork", "subprocess.Popen", "multiprocessing.Process", "threading.Thread", "child_process.spawn",
        "child_process.fork", "child_process.exec", "worker_threads.Worker",
    ]
    private static let openers: Set<String> = ["socket.socket", "os.pipe", "open", "fs.openSync", "net.connect"]
    private static let waiting: Set<String> = [
        "sleep", "accept", "recv", "wait", "get", "select", "read", "readline", "input", "poll", "next", "communicate",
        "acquire", "result", "setTimeout", "gather", "recvfrom",
    ]
}
