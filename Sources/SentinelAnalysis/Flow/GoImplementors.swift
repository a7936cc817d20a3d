internal import SentinelModel
internal import SentinelSyntax

/// Finds the methods that a call of Go may mean whose receiver is an interface of the project, or something nobody knows.
struct GoImplementors {
    private let evaluator: Evaluator
    /// The file that is followed: what its packages hold, it may have handed on.
    private let start: SourceFile
    private var project: Project { evaluator.project }

    /// A method that more types have says nothing where nobody knows the interface.
    private static let most = 8
    private static let mostOfInterface = 24

    init(_ evaluator: Evaluator, _ start: SourceFile) {
        self.evaluator = evaluator
        self.start = start
    }

    /// A type that has a method of the name.
    private struct Candidate {
        var path: String
        var type: String
        /// It has all methods of the interface.
        var isComplete: Bool
    }

    /// The methods called `name` that take `count` arguments, in the packages of the call, of the interface and of what they import. Where none
    /// of these has all methods of the interface, in the packages around it.
    func methods(named name: String, of interface: Reference?, taking count: Int, in file: SourceFile) -> [Reference] {
        let all = interface.map { names(of: $0, depth: 0) } ?? [name]
        var found: [Candidate] = []
        for folder in folders(near: file, interface, isExported: name.first?.isUppercase ?? false) {
            found += candidates(in: folder, named: name, all)
        }
        if let interface {
            let sure = found.filter(\.isComplete)
            let known = sure.isEmpty ? candidates(around: interface, named: name, all) : sure
            if !known.isEmpty { found = known }
        }
        let isSure = interface != nil && found.allSatisfy(\.isComplete)
        let most = isSure ? Self.mostOfInterface : Self.most
        // Others that are called so may take something else.
        guard found.count <= most * 2 else { return [] }
        let promised = interface.flatMap { method(name, of: $0, depth: 0) }
        let methods = found.compactMap { method(name, of: $0) }.filter { method in
            takes(method, count) && (promised.map { signature($0) == signature(method) } ?? true)
        }
        return methods.count <= most ? methods : []
    }

    // MARK: Where they may be

    private func folders(near file: SourceFile, _ interface: Reference?, isExported: Bool) -> [String] {
        guard isExported else { return [file.folder] }
        var found = [file.folder]
        for folder in [interface?.file.folder].compactMap({ $0 }) + imports(of: file) + imports(of: start)
        where !found.contains(folder) {
            found.append(folder)
        }
        return found
    }

    private func imports(of file: SourceFile) -> [String] {
        let tree = file.tree
        return tree.children(of: tree.root).compactMap { statement in
            guard tree.kind(statement) == .importStatement,
                let source = tree.stringText(tree.child(of: statement, .source))
            else { return nil }
            return project.goFolder(source, from: file)
        }
    }

    private func candidates(around interface: Reference, named name: String, _ all: Set<String>) -> [Candidate] {
        var found: [Candidate] = []
        project.forEachFolder(around: interface.file.folder) { folder in
            found += candidates(in: folder, named: name, all).filter(\.isComplete)
        }
        return found
    }

    private func candidates(in folder: String, named name: String, _ all: Set<String>) -> [Candidate] {
        var methods = project.methods(in: folder)
        if start.folder == folder {
            methods.add(start.tree.string(start.tree[start.tree.root].range).utf8, at: start.path)
        }
        return methods.types.sorted { $0.key < $1.key }.compactMap { type, methods in
            guard let path = methods[name], !Self.isStandIn(type) else { return nil }
            return Candidate(path: path, type: type, isComplete: all.allSatisfy { methods[$0] != nil })
        }
    }

    /// What stands in for the real one in tests does nothing.
    private static func isStandIn(_ type: String) -> Bool {
        let small = type.lowercased()
        return ["mock", "fake", "stub", "noop"].contains(where: small.hasPart)
    }

    // MARK: Interfaces

    /// The methods that an interface asks for, with those of the interfaces in it.
    private func names(of interface: Reference, depth: Int) -> Set<String> {
        let (file, tree) = (interface.file, interface.file.tree)
        var found: Set<String> = []
        for member in tree.children(of: tree.child(of: interface.node, .body)) where tree.kind(member) == .function {
            found.insert(tree.name(of: member))
        }
        guard depth < 4 else { return found }
        for base in tree.children(of: interface.node, .base) {
            if let other = evaluator.goType(named: base, in: file) {
                found.formUnion(names(of: other, depth: depth + 1))
            }
        }
        return found
    }

    func method(_ name: String, of interface: Reference, depth: Int) -> Reference? {
        let (file, tree) = (interface.file, interface.file.tree)
        for member in tree.children(of: tree.child(of: interface.node, .body))
        where tree.kind(member) == .function && tree.name(of: member) == name {
            return Reference(file, member)
        }
        guard depth < 4 else { return nil }
        return tree.children(of: interface.node, .base).lazy
            .compactMap { evaluator.goType(named: $0, in: file) }
            .compactMap { method(name, of: $0, depth: depth + 1) }.first
    }

    private func method(_ name: String, of candidate: Candidate) -> Reference? {
        guard let file = candidate.path == start.path ? start : project.file(at: candidate.path) else { return nil }
        return evaluator.method(name, ofTypeNamed: candidate.type, in: file)
    }

    // MARK: Signatures

    private func takes(_ method: Reference, _ count: Int) -> Bool {
        let tree = method.file.tree
        let parameters = tree.children(of: method.node, .parameter)
        guard let last = parameters.last, tree[last].flags.contains(.isRest) else { return parameters.count == count }
        return count >= parameters.count - 1
    }

    /// The types of the parameters as they are written, without the packages they are of.
    private func signature(_ method: Reference) -> [String] {
        let tree = method.file.tree
        return tree.children(of: method.node, .parameter).map { parameter in
            let written = tree.string(tree[tree.child(of: parameter, .type)].range)
                .replacing("interface{}", with: "any").filter { $0 != " " }
            var plain = ""
            for part in written.split(separator: ".", omittingEmptySubsequences: false) {
                // The name before a dot is a package.
                while !plain.isEmpty, let last = plain.last, last.isLetter || last.isNumber || last == "_" {
                    plain.removeLast()
                }
                plain += part
            }
            return plain
        }
    }
}

extension Reference {
    /// False for what only says how a function is called.
    var hasBody: Bool { !file.tree.child(of: node, .body).isNone }
}

extension FlowRun {
    /// The methods of the project that a call may mean whose receiver says only what it promises, or nothing.
    func implementations(of call: FlowCall, _ file: SourceFile) -> [Reference] {
        guard file.language == .go, !call.object.isNone, !isGuess else { return [] }
        switch call.target {
        case .function(let function) where !function.hasBody: break
        case .unknown: break
        default: return []
        }
        let key = Reference(file, call.callee)
        if let known = implementors[key] { return known }
        let found = findImplementations(of: call, file)
        implementors[key] = found
        return found
    }

    private func findImplementations(of call: FlowCall, _ file: SourceFile) -> [Reference] {
        let (type, isForeign) = evaluator.receiverType(of: call.object, in: file)
        if isForeign { return [] }
        if let type, !type.file.tree[type.node].flags.contains(.isTypeOnly) {
            return evaluator.promoted(call.method, by: type).map { [$0] } ?? []
        }
        // What reads and keeps is called alike everywhere.
        if type == nil, KnownFlows.reading.contains(call.method) || call.receiver.anyTaint != nil { return [] }
        let search = GoImplementors(evaluator, self.file)
        let found = search.methods(named: call.method, of: type, taking: call.arguments.count, in: file)
        // Where nobody has it, what the interface promises stands for it: what comes back was kept elsewhere.
        return found.isEmpty ? type.flatMap { search.method(call.method, of: $0, depth: 0) }.map { [$0] } ?? [] : found
    }
}
