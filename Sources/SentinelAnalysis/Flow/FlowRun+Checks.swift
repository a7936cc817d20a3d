internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    // MARK: Comparisons

    func comparison(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let value = compared(node, file, &environment)
        if let truth = value.truth, observer != nil { note(truth, "a comparison", at: Reference(file, node)) }
        return value
    }

    private func compared(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let (leftNode, rightNode) = (tree.child(of: node, .left), tree.child(of: node, .right))
        let left = evaluate(leftNode, file, &environment)
        let right = evaluate(rightNode, file, &environment)
        let operation = tree[node].operation
        // What may be one or the other tells by which of them it is.
        if let known = combined(left, operation, right, file),
            known.single != nil || left.truth == nil && right.truth == nil
        {
            return self.known(known)
        }
        switch operation {
        case .equal, .identical, .notEqual, .notIdentical:
            let isEqual = operation == .equal || operation == .identical
            let truth =
                equality(left, leftNode, rightNode, right, file, environment)
                ?? equality(right, rightNode, leftNode, left, file, environment)
            return FlowValue(truth: isEqual ? truth : truth?.flipped)
        case .isIn, .isNotIn:
            if let isFound = contained(left, in: right, file) {
                return .constant(.boolean(isFound == (operation == .isIn)))
            }
            let truth = membership(left, leftNode, right, rightNode, file)
            return FlowValue(truth: operation == .isIn ? truth : truth?.flipped)
        default: return .harmless
        }
    }

    private func equality(
        _ value: FlowValue, _ node: NodeID, _ otherNode: NodeID, _ other: FlowValue, _ file: SourceFile,
        _ environment: Environment
    ) -> Truth? {
        let tree = file.tree
        // `typeof x === "number"`
        if tree.kind(node) == .unary, tree[node].operation == .typeOf {
            guard ["number", "boolean", "bigint"].contains(evaluator.value(of: otherNode, in: file).text ?? "") else {
                return nil
            }
            var around = environment
            let inner = evaluate(tree.child(of: node, .value), file, &around)
            return inner.anyTaint.map { holds($0.parts, .all) }
        }
        switch evaluator.value(of: otherNode, in: file) {
        // `x is None`: whether it is anything at all.
        case .null: return value.truth?.flipped
        case .text(let text) where text.text.isEmpty && text.isComplete && value.truth != nil:
            return value.truth?.flipped
        case .boolean(let isTrue): return isTrue ? value.truth : value.truth?.flipped
        case .number where value.truth != nil: return value.truth
        default: break
        }
        guard let taint = value.anyTaint, other.anyTaint == nil else { return nil }
        var truth = holds(taint.parts, .all)
        // `commonpath([base, path]) == base`, `path.relative(...)`.
        if isHost(node, file), mayBeHost(otherNode, file) { truth = truth.adding(ifTrue: hostChecks(taint.parts)) }
        if case .call = tree.kind(node),
            ["os.path.commonpath", "os.path.commonprefix"].contains(calleeName(node, file))
        {
            truth = holds(taint.parts, containment)
        }
        return truth
    }

    private func membership(
        _ value: FlowValue, _ node: NodeID, _ whole: FlowValue, _ wholeNode: NodeID, _ file: SourceFile
    ) -> Truth? {
        let known = evaluator.value(of: wholeNode, in: file)
        if let taint = value.anyTaint, whole.anyTaint == nil {
            // Being part of a text says nothing.
            if case .text = known { return nil }
            if text(of: whole) != nil { return nil }
            var truth = holds(taint.parts, .all)
            if isHost(node, file) { truth = truth.adding(ifTrue: hostChecks(taint.parts)) }
            // `base in path.parents`
            return truth
        }
        guard let taint = whole.anyTaint else { return nil }
        if file.tree.name(of: wholeNode) == "parents" { return holds(taint.parts.ancestors(parts), containment) }
        guard let text = text(of: value) ?? evaluator.value(of: node, in: file).text else { return nil }
        if isInside(wholeNode, file), let inside = Self.quotes[text]?.inside {
            return Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), inside))
        }
        if text.looksLikeHost { return weak(taint, "a host that merely stands somewhere in the address passes") }
        return lacks(text, taint)
    }

    /// `text[1:-1]`
    private func isInside(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.kind(node) == .index else { return false }
        let index = tree.child(of: node, .index)
        return tree.kind(index) == .slice && tree.string(tree[index].range) == "1:-1"
    }

    static let quotes: [String: (none: RuleBits, begins: RuleBits, inside: RuleBits)] = [
        "'": (.noSingleQuote, .beginsSingleQuoted, .noSingleQuoteInside),
        "\"": (.noDoubleQuote, .beginsDoubleQuoted, .noDoubleQuoteInside),
    ]

    /// A text that must not occur: what is known where it does not.
    private func lacks(_ text: String, _ taint: Taint) -> Truth? {
        switch text {
        case "..", "../", "..\\": Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noDots))
        case "'", "\"":
            Truth(
                ifTrue: Checks.none,
                ifFalse: checks(taint.parts, RuleBits.noQuotes.union(Self.quotes[text]?.none ?? .none)))
        case "/", "\\": Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noDots.union(.noAbsolute)))
        case "=": Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noEquals))
        default: Self.quotes[text].map { Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, $0.none)) }
        }
    }

    func holds(_ parts: PartSet, _ rules: RuleBits) -> Truth {
        Truth(ifTrue: checks(parts, rules), ifFalse: Checks.none)
    }

    func checks(_ parts: PartSet, _ rules: RuleBits) -> Checks {
        var all: [Int: RuleBits] = [:]
        parts.forEach { all[$0] = rules }
        return Checks(all)
    }

    var containment: RuleBits { table.rules(for: .containment).union(.noDots).union(.noAbsolute) }

    /// A check of a host is one of the address it was taken from.
    func hostChecks(_ parts: PartSet) -> Checks {
        checks(parts.ancestors(self.parts), table.rules(for: .host))
    }

    func isHost(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let name = tree.kind(node) == .member ? tree.name(of: node) : tree.string(tree[node].range)
        let low = name.lowercased()
        return ["host", "netloc", "domain", "origin"].contains(where: low.hasPart)
    }

    /// False for a text that no host looks like: `origin !== "ui"` asks for something else.
    private func mayBeHost(_ node: NodeID, _ file: SourceFile) -> Bool {
        guard case .text(let text) = evaluator.value(of: node, in: file), text.isComplete else { return true }
        return text.text.looksLikeHost || text.text == "localhost"
    }

    func calleeName(_ call: NodeID, _ file: SourceFile) -> String {
        let callee = file.tree.child(of: call, .callee)
        if case .external(let name) = evaluator.value(of: callee, in: file) { return name }
        return file.tree.dottedName(callee) ?? ""
    }

    // MARK: Calls that ask

    /// What a call tells by its answer; nil for a call that is no check.
    func check(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        let own = call.receiver.anyTaint
        let first = call.arguments.first
        switch call.method {
        case "isdigit", "isnumeric", "isdecimal", "isalnum", "isalpha", "isidentifier", "isInteger", "isFinite",
            "isSafeInteger":
            guard let taint = own ?? first?.value.anyTaint else { return nil }
            return FlowValue(truth: holds(taint.parts, .all))
        case "startswith", "startsWith", "HasPrefix":
            return beginning(call, file)
        case "isabs", "isAbsolute", "IsAbs", "is_absolute":
            guard let taint = first?.value.anyTaint ?? own else { return nil }
            return FlowValue(truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noAbsolute)))
        case "is_relative_to":
            guard let taint = own else { return nil }
            return FlowValue(truth: holds(taint.parts, taint.clean.contains(.isNormal) ? containment : .none))
        case "relative_to":
            guard let taint = own else { return nil }
            // It raises where the path does not lie below.
            if taint.clean.contains(.isNormal) { environment.check(taint.parts, for: containment) }
            return FlowValue(taint: taint)
        case "includes", "has", "contains", "Contains", "indexOf", "IndexOf", "__contains__":
            return inclusion(call, file)
        case "is_private", "is_loopback", "isPrivate", "IsPrivate", "IsLoopback", "is_link_local", "is_reserved":
            guard let taint = own ?? first?.value.anyTaint else { return nil }
            return FlowValue(
                truth: Truth(
                    ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), table.rules(for: .host))))
        case "IsLocal" where call.name.hasSuffix("filepath.IsLocal"):
            return first?.value.anyTaint.map { FlowValue(truth: holds($0.parts, containment)) }
        // `bool(PATTERN.match(x))`
        case "bool",
            "Boolean" where call.object.isNone && call.arguments.count == 1:
            return first?.value.truth.map { FlowValue(truth: $0) }
        case "endswith", "endsWith", "HasSuffix": return ending(call, file)
        case "fullmatch", "match", "test", "MatchString", "search": return expression(call, file)
        default: return innerNetwork(call) ?? unseen(call, file, &environment)
        }
    }

    /// `validate_path(x)` of somebody else's: taken for what it says where its answer is asked for, or used. Where it may only throw, what it
    /// is given is as dangerous as before, but in doubt.
    private func unseen(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        guard KnownFlows.looksLikeCheck(call.method), let taint = FlowValue.made(of: call.values).taint else {
            return nil
        }
        switch call.target {
        case .function, .classType: return nil
        default: break
        }
        if !methods(named: call.method).isEmpty || implementations(of: call, file).contains(where: \.hasBody) {
            return nil
        }
        if table.sanitized(by: call.name) != .none { return nil }
        if KnownFlows.effect(of: call.name) != nil { return nil }
        let rules = table.rules(forCheck: call.method)
        environment.check(taint.parts, for: .isDoubted)
        var value = FlowValue(truth: holds(taint.parts, rules))
        value.taint = taint
        value.taint?.clean.formUnion(rules)
        return value
    }

    /// `ALLOWED.includes(x)`, `x.includes("..")`.
    private func inclusion(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let isFunction = call.name.hasPrefix("strings.") || call.name.hasPrefix("slices.")
        let whole = isFunction ? call.arguments.first?.value : call.receiver
        let item = isFunction ? call.arguments.dropFirst().first : call.arguments.first
        guard let whole, let item else { return nil }
        if let taint = whole.anyTaint, item.value.anyTaint == nil {
            guard let text = evaluator.value(of: item.node, in: file).text, let truth = lacks(text, taint) else {
                return nil
            }
            return FlowValue(truth: truth)
        }
        guard let taint = item.value.anyTaint, whole.anyTaint == nil, !call.name.hasPrefix("strings.") else {
            return nil
        }
        if case .text = evaluator.value(of: call.object, in: file) { return nil }
        var truth = holds(taint.parts, .all)
        if isHost(item.node, file) { truth = truth.adding(ifTrue: hostChecks(taint.parts)) }
        return FlowValue(truth: truth)
    }
}

extension PartSet {
    /// The pieces, and what they are pieces of.
    func ancestors(_ all: FlowParts) -> PartSet {
        var found = self
        forEach { part in
            var at = part
            var seen = 0
            while let parent = all.parents[at]?.parent, seen < 16 {
                found = found.union(PartSet(parent))
                at = parent
                seen += 1
            }
        }
        return found
    }
}

extension Checks {
    /// Those of pieces, and of what is a piece of them.
    func about(_ pieces: PartSet, _ all: FlowParts) -> Checks {
        let above = pieces.ancestors(all)
        return Checks(
            byPart.filter { PartSet($0.key).ancestors(all).intersects(pieces) || above.intersects(PartSet($0.key)) })
    }
}

extension Truth {
    func adding(ifTrue checks: Checks) -> Truth {
        Truth(ifTrue: (ifTrue ?? Checks.none).union(checks), ifFalse: ifFalse)
    }
}
