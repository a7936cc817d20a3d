internal import SentinelSyntax

extension FlowRun {
    /// Goes on as if `condition` were true, or false.
    func assume(_ condition: NodeID, _ isTrue: Bool, _ file: SourceFile, _ environment: inout Environment) {
        let value = evaluate(condition, file, &environment)
        suppose(value, isTrue, &environment)
    }

    func suppose(_ value: FlowValue, _ isTrue: Bool, _ environment: inout Environment) {
        guard let truth = value.truth else { return }
        // What never is true is no way; but values are guessed, so the way stays open and nothing is learnt.
        if let checks = isTrue ? truth.ifTrue : truth.ifFalse { environment.take(checks) }
    }

    func choice(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        // A chain of else-ifs is a tree as deep as it is long.
        var ends: [Environment] = []
        var at = node
        while true {
            let first = tree.child(of: at, .initializer)
            if !first.isNone { walk(first, file, &environment) }
            let condition = evaluate(tree.child(of: at, .condition), file, &environment)
            let isTrue = decided(condition, file)
            var then = environment
            suppose(condition, true, &then)
            if isTrue == false {
                then.isReachable = false
            } else if condition.anyTaint == nil, isSwitchedOff(at, file), isSet(switchName(of: at, file), file) {
                // `if root is None: return` before the check: whoever runs the server wants none.
                then.isReachable = false
            } else {
                if condition.anyTaint == nil, isSwitchedOff(at, file) {
                    // Where it is none unless it is set, there may be no check at all.
                    environment.doubtAll()
                    then.doubtAll()
                }
                walk(tree.child(of: at, .body), file, &then)
            }
            ends.append(then)
            suppose(condition, false, &environment)
            if isTrue == true {
                environment.isReachable = false
                break
            }
            let next = tree.child(of: at, .alternative)
            guard !next.isNone, mayStep() else { break }
            guard tree.kind(next) == .ifStatement else {
                walk(next, file, &environment)
                break
            }
            at = next
        }
        environment = ends.reduce(environment) { $0.joined(with: $1) }
    }

    /// The name that a switch asks for.
    private func switchName(of node: NodeID, _ file: SourceFile) -> NodeID {
        let tree = file.tree
        let condition = tree.child(of: node, .condition)
        return tree.kind(condition) == .unary ? tree.child(of: condition, .value) : tree.child(of: condition, .left)
    }

    /// `if NAME is None: return`, `if (!this.root) return path`.
    private func isSwitchedOff(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        var condition = tree.child(of: node, .condition)
        switch tree.kind(condition) {
        case .unary where tree[condition].operation == .not: condition = tree.child(of: condition, .value)
        case .binary where [.identical, .equal].contains(tree[condition].operation):
            guard case .null = evaluator.value(of: tree.child(of: condition, .right), in: file) else { return false }
            condition = tree.child(of: condition, .left)
        default: return false
        }
        guard tree.dottedName(condition) != nil else { return false }
        let body = tree.child(of: node, .body)
        let statements = tree.kind(body) == .block ? Array(tree.children(of: body)) : [body]
        guard statements.count == 1, tree.kind(statements[0]) == .returnStatement else { return false }
        // The function goes on to check something it was given.
        guard let function = frames.last?.function, frames.count > 1 else { return false }
        return KnownFlows.looksLikeCheck(tree.name(of: function.node))
    }

    func cases(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        let first = tree.child(of: node, .initializer)
        if !first.isNone { walk(first, file, &environment) }
        let value = evaluate(tree.child(of: node, .value), file, &environment)
        var ends: [Environment] = []
        var hasDefault = false
        let breaks = frames.last?.breaks.count ?? 0
        var fallen: Environment?
        let cases = tree.children(of: node, .case)
        let known = value.taint == nil ? value.known?.single : nil
        let chosen: NodeID? = known.flatMap { self.chosen(cases, by: $0, file) }
        for one in cases {
            let patterns = tree.children(of: one, .pattern)
            if let chosen, chosen != one, fallen == nil { continue }
            if chosen != nil { hasDefault = true }
            var inside = environment
            if patterns.isEmpty {
                hasDefault = true
            } else if let taint = value.taint, patterns.allSatisfy({ isConstant($0, file) }) {
                inside.check(taint.parts, for: .all)
            }
            if let fallen { inside = inside.joined(with: fallen) }
            let guardNode = tree.child(of: one, .condition)
            if !guardNode.isNone { assume(guardNode, true, file, &inside) }
            for statement in tree.children(of: one) where tree[statement].field == .statement {
                walk(statement, file, &inside)
            }
            // What a case of a script does not end goes on in the next.
            fallen = [.javascript, .typescript, .tsx].contains(file.language) && inside.isReachable ? inside : nil
            ends.append(inside)
        }
        if let frame = frames.last {
            ends += frame.breaks[min(breaks, frame.breaks.count)...]
            frame.breaks.removeSubrange(min(breaks, frame.breaks.count)...)
        }
        if hasDefault, let some = ends.first {
            environment = ends.dropFirst().reduce(some) { $0.joined(with: $1) }
        } else {
            environment = ends.reduce(environment) { $0.joined(with: $1) }
        }
    }

    /// The case that a constant comes to; nil where that is not known.
    private func chosen(_ cases: [NodeID], by value: Constant, _ file: SourceFile) -> NodeID? {
        let tree = file.tree
        var last: NodeID?
        for one in cases {
            let patterns = tree.children(of: one, .pattern)
            guard tree.child(of: one, .condition).isNone else { return nil }
            if patterns.isEmpty {
                last = one
                continue
            }
            switch matches(value, patterns, file) {
            case true?: return one
            case false?: continue
            case nil: return nil
            }
        }
        return last
    }

    /// True for what does not depend on anything outside.
    func isConstant(_ node: NodeID, _ file: SourceFile) -> Bool {
        switch evaluator.value(of: node, in: file) {
        case .text(let text): text.isComplete
        case .number, .boolean, .null: true
        default: false
        }
    }

    func loop(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        loops += 1
        defer { loops -= 1 }
        let first = tree.child(of: node, .initializer)
        if !first.isNone { walk(first, file, &environment) }
        let target = tree.child(of: node, .target)
        let source = target.isNone ? FlowValue.harmless : evaluate(tree.child(of: node, .value), file, &environment)
        let condition = tree.child(of: node, .condition)
        let breaks = frames.last?.breaks.count ?? 0
        forget(changedIn: node, file, &environment)
        // Twice, so that what the end of the body sets its beginning sees; deeper loops once, or the work would double with each.
        var turns: Checks?
        let continues = frames.last?.continues.count ?? 0
        for _ in 0..<(loops <= 2 ? 2 : 1) {
            var inside = environment
            if !condition.isNone { assume(condition, true, file, &inside) }
            if !target.isNone { bind(target, element(of: source, of: node, target, file), file, &inside) }
            walk(tree.child(of: node, .body), file, &inside)
            let update = tree.child(of: node, .update)
            if !update.isNone { walk(update, file, &inside) }
            var ends = inside.isReachable ? [inside] : []
            if let frame = frames.last, continues <= frame.continues.count {
                ends += frame.continues[continues...]
                frame.continues.removeSubrange(continues...)
            }
            // Of a list that is known to hold something, at least one turn is taken.
            if source.length > 0, let first = ends.first {
                environment = ends.dropFirst().reduce(first) { $0.joined(with: $1) }
            } else {
                environment = ends.reduce(environment) { $0.joined(with: $1) }
            }
            turns = ends.reduce(nil) { all, end in
                all.map { $0.joined(with: Checks(end.checked)) } ?? Checks(end.checked)
            }
        }
        // What every turn checks of its element is checked of all of them.
        if !target.isNone, let taint = source.anyTaint, let turns { environment.take(turns.about(taint.parts, parts)) }
        if !condition.isNone { assume(condition, false, file, &environment) }
        walk(tree.child(of: node, .alternative), file, &environment)
        if let frame = frames.last, breaks <= frame.breaks.count {
            for left in frame.breaks[breaks...] { environment = environment.joined(with: left) }
            frame.breaks.removeSubrange(breaks...)
        }
    }

    /// One of what a value holds. Two names take keys or places, and what belongs to them.
    private func element(of value: FlowValue, of loop: NodeID, _ target: NodeID, _ file: SourceFile) -> FlowValue {
        let one = value.element
        let source = file.tree.child(of: loop, .value)
        if file.language == .go, let key = value.fields?[FlowValue.keys] {
            guard file.tree.kind(target) == .tuple else { return key }
            var pair = FlowValue()
            pair.fields = ["#0": key, "#1": one]
            return pair
        }
        if file.tree.kind(target) == .tuple, file.tree.kind(source) == .call,
            file.tree.name(of: file.tree.child(of: source, .callee)) == "enumerate"
        {
            var pair = FlowValue()
            pair.fields = ["#1": one]
            return pair
        }
        guard file.tree.kind(target) == .tuple, let taint = one.anyTaint else { return one }
        // `for name, value in arguments.items()`: either may be what was sent.
        var pair = FlowValue(taint: taint)
        pair.fields = file.language == .go ? ["#0": .harmless, "#1": one] : nil
        return pair
    }

    func attempt(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        let before = environment
        walk(tree.child(of: node, .body), file, &environment)
        var ends: [Environment] = []
        // What failed may have failed at once, or at the end.
        var failed = environment.isReachable ? before.joined(with: environment) : before
        failed.isReachable = true
        forget(changedIn: tree.child(of: node, .body), file, &failed)
        walk(tree.child(of: node, .alternative), file, &environment)
        for handler in tree.children(of: node, .catch) {
            var inside = failed
            walk(tree.child(of: handler, .body), file, &inside)
            ends.append(inside)
        }
        if tree.children(of: node, .catch).isEmpty, !environment.isReachable { ends.append(environment) }
        environment = ends.reduce(environment) { $0.joined(with: $1) }
        let last = tree.child(of: node, .finally)
        guard !last.isNone else { return }
        let isReachable = environment.isReachable
        environment.isReachable = true
        walk(last, file, &environment)
        environment.isReachable = environment.isReachable && isReachable
    }

    func with(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        for item in tree.children(of: node, .item) {
            let value = evaluate(tree.child(of: item, .value), file, &environment)
            let target = tree.child(of: item, .target)
            if !target.isNone { assign(value, to: target, from: item, file, &environment) }
        }
        walk(tree.child(of: node, .body), file, &environment)
    }
}
