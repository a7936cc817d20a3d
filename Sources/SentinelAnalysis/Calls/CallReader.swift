internal import SentinelModel
internal import SentinelSyntax

/// A call that a rule means.
package struct CallSite {
    /// The rule's number in its table.
    package var rule: Int
    package var range: Range<Int>
    /// What is called, as it is told.
    package var name: String
    /// What the finding rests on; may be empty.
    package var evidence: String
}

/// Finds calls that are dangerous by themselves in a file: by what they call, with which arguments, and for what. Bounded by the file's size.
package final class CallReader {
    private let table: CallTable
    private let file: SourceFile
    private let evaluator: Evaluator
    /// What is slow about a regular expression, told; nil where nothing is.
    private let slowText: (String) -> String?
    private lazy var roles = RoleReader(file, evaluator)
    private var tree: SyntaxTree { file.tree }

    /// By name of the file: true for what the rules look for, and for what may stand for it here.
    private var isWanted: [Bool] = []

    /// Regular expressions looked at in one file.
    private static let mostExpressions = 400
    private var expressions = 0

    package init(
        _ table: CallTable, _ file: SourceFile, _ evaluator: Evaluator, slowText: @escaping (String) -> String?
    ) {
        self.table = table
        self.file = file
        self.evaluator = evaluator
        self.slowText = slowText
    }

    /// The calls that the rules of these numbers mean, in the order of the source.
    package func find(_ asked: Set<Int>) -> [CallSite] {
        var found: [CallSite] = []
        mark(asked)
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call:
                evaluator.begin()
                examine(node, last: lastName(of: tree.child(of: node, .callee)), asked, &found)
            case .dictionary where file.language == .go:
                evaluator.begin()
                examine(node, last: typeName(of: node), asked, &found)
            case .regex: examine(node, last: "/", asked, &found)
            default: break
            }
            return true
        }
        return found
    }

    private func examine(_ node: NodeID, last: String, _ asked: Set<Int>, _ found: inout [CallSite]) {
        guard !last.isEmpty else { return }
        let entries = table.entries(endingIn: last, file.language).filter { asked.contains($0.rule) }
        guard !entries.isEmpty else { return }
        let names = names(of: node, last)
        var told: Set<Int> = []
        for entry in entries where names.contains(entry.name) && !told.contains(entry.rule) {
            let arguments = CallArguments(node, file, evaluator)
            var evidence: [String] = []
            guard entry.form.conditions.allSatisfy({ holds($0, arguments, &evidence) }) else { continue }
            let rule = table.rules[entry.rule]
            if rule.asksForRole {
                guard let role = roles.role(of: node, rule) else { continue }
                evidence.append(role)
            }
            told.insert(entry.rule)
            let name = entry.name.hasPrefix("?.") ? String(entry.name.dropFirst(2)) : entry.name
            found.append(
                CallSite(
                    rule: entry.rule, range: tree[node].range, name: name, evidence: evidence.joined(separator: "; ")))
        }
    }

    // MARK: Names

    /// Finding out what a name means is what costs: only those are asked about that may mean something to the rules.
    private func mark(_ asked: Set<Int>) {
        isWanted = [Bool](repeating: false, count: tree.nameCount)
        for last in table.lasts(of: asked, file.language) {
            let id = tree.find(last)
            if id != .none { isWanted[Int(id.index)] = true }
        }
        guard isWanted.contains(true) else { return }
        var aliases: [NameID] = []
        for (name, bindings) in file.bindings(in: 0) where bindings.contains(where: mayStandForOne) {
            aliases.append(name)
        }
        for alias in aliases { isWanted[Int(alias.index)] = true }
    }

    /// `from random import choice as pick`, `const pick = random.choice`, `const pick = require("pick")`.
    private func mayStandForOne(_ binding: Binding) -> Bool {
        switch binding.kind {
        case .imported:
            let name = tree.child(of: binding.node, .name)
            return name.isNone || isWanted[Int(tree[name].name.index)]
        case .value:
            guard !binding.node.isNone else { return false }
            let kind = tree.kind(binding.node)
            if kind == .call { return tree.dottedName(tree.child(of: binding.node, .callee)) == "require" }
            return (kind == .name || kind == .member) && isWanted[Int(tree[binding.node].name.index)]
        default: return false
        }
    }

    private func lastName(of callee: NodeID) -> String {
        switch tree.kind(callee) {
        case .member where isWanted[Int(tree[callee].name.index)]: tree.name(of: callee)
        case .name where isWanted[Int(tree[callee].name.index)]:
            importedName(callee) ?? tree.string(tree[callee].range)
        default: ""
        }
    }

    /// The last part of what a name was imported from: it may be called otherwise here.
    private func importedName(_ name: NodeID) -> String? {
        guard let found = file.bindings(of: name),
            let binding = found.bindings.last, binding.kind == .imported || binding.kind == .value,
            found.scope == 0, case .external(let whole) = evaluator.value(of: name, in: file)
        else { return nil }
        return whole.lastIndex(of: ".").map { String(whole[whole.index(after: $0)...]) } ?? whole
    }

    /// Of a composite literal of Go: the last part of its type's name.
    private func typeName(of literal: NodeID) -> String {
        let type = tree.child(of: literal, .type)
        guard !type.isNone else { return "" }
        let text = tree.string(tree[type].range)
        return text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? text
    }

    /// What a call may be called in rules.
    private func names(of node: NodeID, _ last: String) -> Set<String> {
        switch tree.kind(node) {
        case .regex: return ["/"]
        case .dictionary: return literalNames(of: node)
        default: break
        }
        let callee = tree.child(of: node, .callee)
        let isMember = tree.kind(callee) == .member
        switch evaluator.value(of: callee, in: file) {
        case .external(let name): return isMember ? [name, "?." + last] : [name]
        case .function, .classType: return []
        default: break
        }
        if isMember {
            let whole = isOfFile(callee) ? nil : tree.dottedName(callee)
            return Set([whole, "?." + last].compactMap(\.self))
        }
        // What nobody binds is the language's own.
        return file.bindings(of: callee) == nil ? [last] : []
    }

    /// True for a member of what the file itself defines.
    private func isOfFile(_ member: NodeID) -> Bool {
        var root = member
        while tree.kind(root) == .member { root = tree.child(of: root, .object) }
        guard tree.kind(root) == .name,
            let found = file.bindings(of: root)
        else { return false }
        return found.bindings.allSatisfy { $0.kind != .imported && $0.kind != .value }
    }

    /// `http.Cookie{...}` is of `net/http` as far as this file imports it.
    private func literalNames(of literal: NodeID) -> Set<String> {
        let text = tree.string(tree[tree.child(of: literal, .type)].range)
        guard let dot = text.lastIndex(of: ".") else { return [] }
        let module = text[..<dot]
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .importStatement {
            let source = tree.stringText(tree.child(of: statement, .source)) ?? ""
            if source == module || source.hasSuffix("/" + module) { return [source + text[dot...]] }
        }
        return []
    }

    // MARK: Conditions

    private func holds(_ condition: FlowSink.Condition, _ arguments: CallArguments, _ evidence: inout [String]) -> Bool
    {
        guard condition.value == "exponential" else { return arguments.holds(condition) }
        expressions += 1
        guard expressions <= Self.mostExpressions, let text = arguments.text(condition.argument),
            let told = slowText(text)
        else { return false }
        evidence.append(told)
        return true
    }
}
