internal import SentinelSyntax

extension FlowRun {
    /// What an expression is made of, and what is checked by it.
    func evaluate(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        guard !node.isNone, mayStep() else { return .harmless }
        guard depth < Self.deepestExpression else {
            cut()
            return .harmless
        }
        depth += 1
        defer { depth -= 1 }
        let tree = file.tree
        switch tree.kind(node) {
        case .name: return name(node, file, environment)
        case .constant: return constant(node, file, environment)
        case .string: return text(node, file, &environment)
        case .binary: return binary(node, file, &environment)
        case .unary: return unary(node, file, &environment)
        case .call: return call(node, file, &environment)
        case .member: return member(node, file, &environment)
        case .index: return index(node, file, &environment)
        case .list, .tuple, .set: return list(node, file, &environment)
        case .dictionary: return object(node, file, &environment)
        case .conditional: return conditional(node, file, &environment)
        case .comprehension: return comprehension(node, file, &environment)
        case .assignment, .assignmentExpression:
            let value = evaluate(tree.child(of: node, .value), file, &environment)
            for target in tree.children(of: node, .target) { assign(value, to: target, from: node, file, &environment) }
            return value
        case .awaitExpression, .spread, .keywordArgument, .interpolation, .wrapperStatement, .expressionStatement:
            return evaluate(tree.child(of: node, .value), file, &environment)
        case .cast: return cast(node, file, &environment)
        case .yieldExpression:
            let value = evaluate(tree.child(of: node, .value), file, &environment)
            frames.last?.leave(with: checked(value, environment), environment)
            return .harmless
        case .function: return function(Reference(file, node), environment)
        case .element:
            return FlowValue.made(of: tree.children(of: node, .item).map { evaluate($0, file, &environment) })
        case .pair: return evaluate(tree.child(of: node, .value), file, &environment)
        case .block:
            walk(node, file, &environment)
            return .harmless
        default: return .harmless
        }
    }

    private func name(_ node: NodeID, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        if let variable = variable(node, file), let value = environment[variable] { return value }
        if let known = outside(node, file) { return known }
        return function(named: node, file, environment)
    }

    private func function(named node: NodeID, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        guard case .function(let function) = evaluator.value(of: node, in: file) else { return .harmless }
        return self.function(function, environment)
    }

    /// A function as a value: one within another takes along what it sees.
    private func function(_ function: Reference, _ environment: Environment) -> FlowValue {
        if frames.contains(where: { $0.function.holds(function) }) { captured[function] = environment }
        var value = FlowValue()
        value.function = function
        return value
    }

    private func constant(_ node: NodeID, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        // What is checked where a constant stands, holds wherever it is found again.
        let here = Checks(environment.checked)
        var value = FlowValue()
        switch file.tree.string(file.tree[node].range) {
        case "True", "true": value.truth = Truth(ifTrue: here, ifFalse: nil)
        case "False", "false", "None", "null", "undefined", "nil": value.truth = Truth(ifTrue: nil, ifFalse: here)
        default: break
        }
        return value
    }

    // MARK: Texts

    private func text(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let parts = tree.children(of: node, .part)
        guard !parts.isEmpty else {
            // An empty text is nothing, for whoever asks.
            guard tree[node].range.count <= 2 else { return .harmless }
            return FlowValue(truth: Truth(ifTrue: nil, ifFalse: Checks(environment.checked)))
        }
        var pieces: [TextPiece] = []
        for part in parts {
            switch tree.kind(part) {
            case .stringPart: pieces.append(.constant(tree.stringValue(of: part, in: node).text))
            case .string where tree.child(of: part, .part).isNone: pieces.append(.constant(tree.stringText(part) ?? ""))
            default: pieces.append(piece(part, file, &environment))
            }
        }
        return joined(pieces)
    }

    enum TextPiece {
        case constant(String)
        case value(FlowValue)
        case unknown
    }

    /// What an expression is as a piece of a text.
    func piece(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> TextPiece {
        let value = evaluate(node, file, &environment)
        if value.anyTaint != nil { return .value(value) }
        if case .text(let text) = evaluator.value(of: node, in: file), text.isComplete { return .constant(text.text) }
        return .unknown
    }

    /// A text put together from pieces.
    func joined(_ pieces: [TextPiece]) -> FlowValue {
        var prefix: String? = ""
        var taint: Taint?
        var isFirst = true
        for piece in pieces {
            switch piece {
            case .constant(let text): if taint == nil { prefix? += text }
            case .unknown: if taint == nil { prefix = nil }
            case .value(let value):
                if taint == nil, case .built(let own) = value.shape {
                    prefix = prefix.flatMap { first in own.map { first + $0 } }
                }
                taint = FlowValue.merged(taint, value.anyTaint)
            }
            if case .constant("") = piece { continue }
            isFirst = false
        }
        guard let taint else { return .harmless }
        let isAlone = pieces.count == 1
        if isAlone, case .value(let value) = pieces[0] { return FlowValue(taint: taint, shape: value.shape) }
        _ = isFirst
        return FlowValue(taint: taint, shape: .built(prefix: prefix))
    }

    func sum(of left: FlowValue, _ right: FlowValue) -> FlowValue {
        joined([
            left.anyTaint == nil ? .unknown : .value(left), right.anyTaint == nil ? .unknown : .value(right),
        ])
    }

    // MARK: Operators

    private func binary(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let (left, right) = (tree.child(of: node, .left), tree.child(of: node, .right))
        switch tree[node].operation {
        case .add: return sum(node, file, &environment)
        case .remainder:
            let value = evaluate(right, file, &environment)
            let whole = evaluate(left, file, &environment)
            guard value.anyTaint != nil || whole.anyTaint != nil else { return .harmless }
            let text = evaluator.value(of: left, in: file).text
            let prefix = text.map { String($0.prefix { $0 != "%" }) }
            return FlowValue(
                taint: FlowValue.merged(value.anyTaint, whole.anyTaint), shape: .built(prefix: prefix))
        case .and, .or: return logical(node, file, &environment)
        case .coalesce:
            let first = evaluate(left, file, &environment)
            return first.joined(with: evaluate(right, file, &environment))
        case .divide:
            // Paths of Python: what comes last wins if it is absolute.
            let values = [evaluate(left, file, &environment), evaluate(right, file, &environment)]
            return FlowValue.made(of: values)
        case .bitOr, .bitAnd:
            return evaluate(left, file, &environment).joined(with: evaluate(right, file, &environment))
        case .comma:
            _ = evaluate(left, file, &environment)
            return evaluate(right, file, &environment)
        case .equal, .notEqual, .identical, .notIdentical, .isIn, .isNotIn, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .instanceOf:
            return comparison(node, file, &environment)
        default:
            _ = evaluate(left, file, &environment)
            _ = evaluate(right, file, &environment)
            return .harmless
        }
    }

    /// `a + b + c`: a tree as deep as it is long.
    private func sum(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var operands: [NodeID] = []
        var at = node
        while tree.kind(at) == .binary, tree[at].operation == .add, operands.count < 10_000 {
            operands.append(tree.child(of: at, .right))
            at = tree.child(of: at, .left)
        }
        operands.append(at)
        var pieces: [TextPiece] = []
        var lists: [FlowValue] = []
        for operand in operands.reversed() {
            let piece = piece(operand, file, &environment)
            if case .value(let value) = piece, value.fields != nil { lists.append(value) }
            pieces.append(piece)
        }
        // Lists that are put one behind the other.
        if let first = lists.first, lists.count == 1, case .value = pieces[0], let fields = first.fields {
            var value = joined(pieces)
            value.fields = fields
            return value
        }
        return joined(pieces)
    }

    private func logical(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let isAnd = tree[node].operation == .and
        let left = evaluate(tree.child(of: node, .left), file, &environment)
        var inside = environment
        suppose(left, isAnd, &inside)
        let right = evaluate(tree.child(of: node, .right), file, &inside)
        environment = environment.joined(with: inside)
        var value = isAnd ? right : left.joined(with: right)
        if isAnd, left.anyTaint != nil, right.anyTaint == nil { value = FlowValue(taint: nil) }
        // `ALLOWED and x not in ALLOWED`: whoever runs the server may switch the check off.
        if left.truth == nil, left.anyTaint == nil, isSwitch(tree.child(of: node, .left), of: tree.child(of: node, .right), file) {
            value.truth = right.truth
        } else if isAnd {
            value.truth = Self.both(left.truth, right.truth)
        } else {
            value.truth = Self.both(left.truth?.flipped, right.truth?.flipped)?.flipped
        }
        return value
    }

    /// True for a name that the check itself asks.
    private func isSwitch(_ node: NodeID, of check: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard let name = tree.dottedName(node) ?? tree.dottedName(tree.child(of: node, .value)), name.utf8.count > 1 else {
            return false
        }
        return tree.string(tree[check].range).contains(name)
    }

    /// Both are true; or one of them is not.
    private static func both(_ left: Truth?, _ right: Truth?) -> Truth? {
        guard left != nil || right != nil else { return nil }
        let (one, two) = (left ?? Truth(ifTrue: Checks.none, ifFalse: Checks.none), right ?? Truth(ifTrue: Checks.none, ifFalse: Checks.none))
        let ifTrue = one.ifTrue.flatMap { first in two.ifTrue.map { first.union($0) } }
        // The second is asked only where the first is true.
        let second = one.ifTrue.flatMap { first in two.ifFalse.map { first.union($0) } }
        let ifFalse =
            switch (one.ifFalse, second) {
            case (let first?, let second?): first.joined(with: second)
            case (let first?, nil): first
            case (nil, let second): second
            }
        return Truth(ifTrue: ifTrue, ifFalse: ifFalse)
    }

    private func unary(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let value = evaluate(tree.child(of: node, .value), file, &environment)
        switch tree[node].operation {
        case .not: return FlowValue(truth: value.truth?.flipped)
        case .address, .dereference, .receive: return value
        default: return .harmless
        }
    }

    private func conditional(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let condition = evaluate(tree.child(of: node, .condition), file, &environment)
        var then = environment
        suppose(condition, true, &then)
        let first = checked(evaluate(tree.child(of: node, .value), file, &then), then)
        suppose(condition, false, &environment)
        let second = checked(evaluate(tree.child(of: node, .alternative), file, &environment), environment)
        environment = environment.joined(with: then)
        return first.joined(with: second)
    }

    // MARK: Parts

    private func member(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        if let known = outside(node, file) { return known }
        if let field = field(node, file) {
            return fields[field] ?? function(named: node, file, environment)
        }
        let tree = file.tree
        let whole = evaluate(tree.child(of: node, .object), file, &environment)
        let name = tree.name(of: node)
        guard whole.anyTaint != nil || whole.fields != nil else { return function(named: node, file, environment) }
        if KnownFlows.harmlessMembers.contains(name) { return .harmless }
        return part(of: whole, name)
    }

    private func index(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        if let known = outside(node, file) { return known }
        let whole = evaluate(tree.child(of: node, .object), file, &environment)
        for index in tree.children(of: node, .index) { _ = evaluate(index, file, &environment) }
        guard whole.anyTaint != nil || whole.fields != nil else { return .harmless }
        let index = tree.child(of: node, .index)
        switch evaluator.value(of: index, in: file) {
        case .text(let text): return part(of: whole, text.text)
        case .number(let number): return part(of: whole, "#" + number)
        default: return tree.kind(index) == .slice ? whole.flat : whole.element
        }
    }

    /// What lies in a value under a key.
    func part(of value: FlowValue, _ key: String) -> FlowValue {
        if let known = value.fields?[key] { return known }
        guard let taint = value.taint else { return .harmless }
        var parts = PartSet()
        var numbers: [Int] = []
        taint.parts.forEach { numbers.append($0) }
        for number in numbers { parts = parts.union(PartSet(self.parts.child(of: number, key))) }
        return FlowValue(taint: Taint(parts: parts, clean: taint.clean, step: taint.step))
    }

    private func list(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var value = FlowValue()
        var fields: [String: FlowValue] = [:]
        for (index, item) in tree.children(of: node, .item).enumerated() {
            let one = evaluate(item, file, &environment)
            if tree.kind(item) == .spread {
                value.taint = FlowValue.merged(value.taint, one.anyTaint)
            } else if one.anyTaint != nil || one.truth != nil || one.function != nil, index < 64 {
                fields["#\(index)"] = one
            } else {
                value.taint = FlowValue.merged(value.taint, one.anyTaint)
            }
        }
        value.fields = fields.isEmpty ? nil : fields
        return value
    }

    private func object(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var value = FlowValue()
        var fields: [String: FlowValue] = [:]
        for item in tree.children(of: node, .item) {
            switch tree.kind(item) {
            case .pair:
                let one = evaluate(tree.child(of: item, .value), file, &environment)
                guard fields.count < 256, let key = evaluator.key(of: item, file) else {
                    value.taint = FlowValue.merged(value.taint, one.anyTaint)
                    continue
                }
                fields[key] = one
            case .spread:
                let one = evaluate(tree.child(of: item, .value), file, &environment)
                value.taint = FlowValue.merged(value.taint, one.taint)
                fields.merge(one.fields ?? [:]) { $1 }
            case .function:
                fields[tree.name(of: item)] = function(Reference(file, item), environment)
            default: value.taint = FlowValue.merged(value.taint, evaluate(item, file, &environment).anyTaint)
            }
        }
        value.fields = fields.isEmpty ? nil : fields
        return value
    }

    private func comprehension(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var inside = environment
        for clause in tree.children(of: node, .clause) {
            let source = evaluate(tree.child(of: clause, .value), file, &inside)
            bind(tree.child(of: clause, .target), source.element, file, &inside)
            for condition in tree.children(of: clause, .condition) { assume(condition, true, file, &inside) }
        }
        let one = checked(evaluate(tree.child(of: node, .value), file, &inside), inside)
        // `any(...)` asks for its truth.
        var value = FlowValue(taint: one.anyTaint, shape: one.shape)
        value.truth = one.truth
        return value
    }

    private func cast(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let value = evaluate(tree.child(of: node, .value), file, &environment)
        guard file.language == .go else { return value }
        // `x.(float64)` is a check of what it is.
        let type = tree.string(tree[tree.child(of: node, .type)].range)
        return ["float64", "int", "bool", "int64"].contains(type) ? .harmless : value
    }
}

extension FlowValue {
    /// One of what it holds.
    var element: FlowValue {
        guard let fields else { return FlowValue(taint: taint) }
        return fields.values.reduce(FlowValue(taint: taint)) { $0.joined(with: $1) }
    }
}
