internal import SentinelModel
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
        let value = plain(node, file, &environment)
        return followsSecrets ? secret(node, value, file, environment) : value
    }

    private func plain(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        switch tree.kind(node) {
        case .name: return name(node, file, environment)
        case .constant: return constant(node, file, environment)
        case .number: return literal(node, file)
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
        if let variable = variable(node, file), let value = environment[variable] {
            return value.known == nil && value.length < 0 || isOwn(node, file) ? value : value.forgotten
        }
        return named(node, file, environment)
    }

    /// False for a variable of a function around that is assigned at several places: nobody knows which of them came last.
    private func isOwn(_ name: NodeID, _ file: SourceFile) -> Bool {
        guard let found = file.bindings(of: name) else {
            return false
        }
        return found.bindings.count == 1
            || frames.last.map { file.scopes[found.scope].node == $0.function.node } ?? false
    }

    /// What a name or attribute stands for that no statement before it set.
    func named(_ node: NodeID, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        guard !isOne || seeds.holdSources || mayBeFunction(node, file) else { return .harmless }
        switch evaluator.value(of: node, in: file) {
        case .function(let function): return self.function(function, environment)
        case .text(let text) where text.isComplete:
            var value = FlowValue()
            value.known = .named(Reference(file, node))
            return value
        case .external(let name) where KnownSources.requests.contains(name): return .request
        default: return .harmless
        }
    }

    /// What is brought from elsewhere is not looked up where it is only guessed who calls.
    private func mayBeFunction(_ node: NodeID, _ file: SourceFile) -> Bool {
        let bindings = file.bindings(of: node)?.bindings ?? []
        return bindings.contains { $0.kind != .imported }
    }

    /// A function as a value: one within another takes along what it sees.
    func function(_ function: Reference, _ environment: Environment) -> FlowValue {
        if frames.contains(where: { $0.function.holds(function) }) { captured[function] = environment }
        var value = FlowValue()
        value.function = function
        return value
    }

    private func constant(_ node: NodeID, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        // What is checked where a constant stands, holds wherever it is found again.
        let here = Checks(environment.checked)
        var value = literal(node, file)
        switch file.tree.string(file.tree[node].range) {
        case "True", "true": value.truth = Truth(ifTrue: here, ifFalse: nil)
        case "False", "false", "None", "null", "undefined", "nil": value.truth = Truth(ifTrue: nil, ifFalse: here)
        default: break
        }
        return value
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
            guard value.anyTaint != nil || whole.anyTaint != nil else {
                return known(combined(whole, .remainder, value, file))
            }
            let text = evaluator.value(of: left, in: file).text
            let prefix = text.map { String($0.prefix { $0 != "%" }) }
            return FlowValue(
                taint: FlowValue.merged(value.anyTaint, whole.anyTaint), shape: .built(prefix: prefix)
            ).built(at: Reference(file, node))
        case .and, .or: return logical(node, file, &environment)
        case .coalesce:
            let first = evaluate(left, file, &environment)
            return first.joined(with: evaluate(right, file, &environment))
        case .divide:
            // Paths of Python: what comes last wins if it is absolute.
            let (first, last) = (evaluate(left, file, &environment), evaluate(right, file, &environment))
            let taint = FlowValue.merged(first.anyTaint, last.anyTaint)
            if taint == nil { return known(combined(first, .divide, last, file)) }
            return FlowValue(taint: taint, shape: first.anyTaint == nil ? .below : .whole)
        case .bitOr, .bitAnd:
            return evaluate(left, file, &environment).joined(with: evaluate(right, file, &environment))
        case .comma:
            _ = evaluate(left, file, &environment)
            return evaluate(right, file, &environment)
        case .equal, .notEqual, .identical, .notIdentical, .isIn, .isNotIn, .less, .lessOrEqual, .greater,
            .greaterOrEqual,
            .instanceOf:
            return comparison(node, file, &environment)
        default:
            let (first, second) = (evaluate(left, file, &environment), evaluate(right, file, &environment))
            return known(combined(first, tree[node].operation, second, file))
        }
    }

    func known(_ known: FlowKnown?) -> FlowValue {
        var value = FlowValue()
        value.known = known
        return value
    }

    private func logical(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let isAnd = tree[node].operation == .and
        var left = evaluate(tree.child(of: node, .left), file, &environment)
        // `if x and not check(x)`: what is nothing does no harm.
        if left.truth == nil, let taint = left.taint {
            left.truth = Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .all))
        }
        if let isTrue = decided(left, file) {
            // `True and x` is `x`, and `False and x` never looks at it.
            guard isTrue == isAnd else { return left }
            return evaluate(tree.child(of: node, .right), file, &environment)
        }
        var inside = environment
        suppose(left, isAnd, &inside)
        let right = evaluate(tree.child(of: node, .right), file, &inside)
        environment = environment.joined(with: inside)
        var value = isAnd ? right : left.joined(with: right)
        // `x or "none"`: what is nothing is replaced.
        value.known = nil
        if let isRight = decided(right, file), isRight != isAnd { value.known = .constant(.boolean(isRight)) }
        // `process.env.SHELL || "/bin/sh"`
        if !isAnd, left.anyTaint == nil, left.known == nil, right.anyTaint == nil, right.known?.single?.text != nil {
            value.known = .named(Reference(file, tree.child(of: node, .right)))
        }
        value.length = -1
        if isAnd, left.anyTaint != nil, right.anyTaint == nil { value = FlowValue(taint: nil) }
        // `ALLOWED and x not in ALLOWED`: whoever runs the server may switch the check off.
        if left.truth == nil, left.anyTaint == nil,
            isSwitch(tree.child(of: node, .left), of: tree.child(of: node, .right), file)
        {
            // Where it is none unless it is set, there may be no check at all.
            value.truth = isSet(tree.child(of: node, .left), file) ? right.truth : right.truth?.doubted
        } else if isAnd, left.truth == nil, left.anyTaint == nil, isSetting(tree.child(of: node, .left), file) {
            value.truth = right.truth?.doubted
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
        guard let name = tree.dottedName(node) ?? tree.dottedName(tree.child(of: node, .value)), name.utf8.count > 1
        else {
            return false
        }
        return tree.string(tree[check].range).hasPart(name)
    }

    /// `not settings.allow_all`: whoever runs the server says with it whether it checks.
    private func isSetting(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let named = tree.kind(node) == .unary ? tree.child(of: node, .value) : node
        guard let name = tree.dottedName(named)?.lowercased() else { return false }
        let last = name.lastName
        return ["allow", "enforce", "restrict", "strict", "secure", "disable", "skip", "unsafe", "bypass", "validat"]
            .contains(where: last.hasPart)
    }

    /// True where a switch is on, as far as it is written here.
    func isSet(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.dottedName(node) != nil else { return true }
        return switch evaluator.value(of: node, in: file) {
        case .text(let text): !text.text.isEmpty
        case .list(let items): !items.isEmpty
        case .object(let entries): !entries.isEmpty
        case .boolean(let isTrue): isTrue
        case .null: false
        // Attributes and parameters are whatever they were made with.
        case .parameter: true
        case .unknown: tree.kind(node) == .member || file.language == .go
        default: true
        }
    }

    /// Both are true; or one of them is not.
    private static func both(_ left: Truth?, _ right: Truth?) -> Truth? {
        guard left != nil || right != nil else { return nil }
        let (one, two) = (
            left ?? Truth(ifTrue: Checks.none, ifFalse: Checks.none),
            right ?? Truth(ifTrue: Checks.none, ifFalse: Checks.none)
        )
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
        case .not:
            var truth = value.truth
            // `if (!path) return path`: what is nothing does no harm.
            if truth == nil, let taint = value.taint {
                truth = Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .all))
            }
            var flipped = FlowValue(truth: truth?.flipped)
            flipped.known = unary(.not, of: value, file)
            return flipped
        case .address, .dereference, .receive: return value
        case let operation: return known(unary(operation, of: value, file))
        }
    }

    private func conditional(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let condition = evaluate(tree.child(of: node, .condition), file, &environment)
        if let isTrue = decided(condition, file) {
            return evaluate(tree.child(of: node, isTrue ? .value : .alternative), file, &environment)
        }
        var then = environment
        suppose(condition, true, &then)
        let first = checked(evaluate(tree.child(of: node, .value), file, &then), then)
        suppose(condition, false, &environment)
        let second = checked(evaluate(tree.child(of: node, .alternative), file, &environment), environment)
        environment = environment.joined(with: then)
        return first.joined(with: second)
    }
}
