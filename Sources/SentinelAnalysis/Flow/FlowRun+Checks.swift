internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    // MARK: Comparisons

    func comparison(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let (leftNode, rightNode) = (tree.child(of: node, .left), tree.child(of: node, .right))
        let left = evaluate(leftNode, file, &environment)
        let right = evaluate(rightNode, file, &environment)
        let operation = tree[node].operation
        switch operation {
        case .equal, .identical, .notEqual, .notIdentical:
            let isEqual = operation == .equal || operation == .identical
            let truth =
                equality(left, leftNode, rightNode, right, file) ?? equality(right, rightNode, leftNode, left, file)
            return FlowValue(truth: isEqual ? truth : truth?.flipped)
        case .isIn, .isNotIn:
            let truth = membership(left, leftNode, right, rightNode, file)
            return FlowValue(truth: operation == .isIn ? truth : truth?.flipped)
        default: return .harmless
        }
    }

    private func equality(
        _ value: FlowValue, _ node: NodeID, _ otherNode: NodeID, _ other: FlowValue, _ file: SourceFile
    ) -> Truth? {
        let tree = file.tree
        // `typeof x === "number"`
        if tree.kind(node) == .unary, tree[node].operation == .typeOf {
            guard ["number", "boolean", "bigint"].contains(evaluator.value(of: otherNode, in: file).text ?? "") else {
                return nil
            }
            var empty = Environment()
            let inner = evaluate(tree.child(of: node, .value), file, &empty)
            return inner.taint.map { holds($0.parts, .all) }
        }
        switch evaluator.value(of: otherNode, in: file) {
        // `x is None`: whether it is anything at all.
        case .null: return value.truth?.flipped
        case .boolean(let isTrue): return isTrue ? value.truth : value.truth?.flipped
        case .number where value.truth != nil: return value.truth
        default: break
        }
        guard let taint = value.anyTaint, other.anyTaint == nil else { return nil }
        var truth = holds(taint.parts, .all)
        // `commonpath([base, path]) == base`, `path.relative(...)`.
        if isHost(node, file) { truth = truth.adding(ifTrue: hostChecks(taint.parts)) }
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
            var truth = holds(taint.parts, .all)
            if isHost(node, file) { truth = truth.adding(ifTrue: hostChecks(taint.parts)) }
            // `base in path.parents`
            return truth
        }
        guard let taint = whole.anyTaint else { return nil }
        if file.tree.name(of: wholeNode) == "parents" { return holds(taint.parts.ancestors(parts), containment) }
        guard let text = evaluator.value(of: node, in: file).text else { return nil }
        return lacks(text, taint)
    }

    /// A text that must not occur: what is known where it does not.
    private func lacks(_ text: String, _ taint: Taint) -> Truth? {
        switch text {
        case "..", "../", "..\\": Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noDots))
        case "/", "\\": Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noDots.union(.noAbsolute)))
        default: nil
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
    private func hostChecks(_ parts: PartSet) -> Checks {
        checks(parts.ancestors(self.parts), table.rules(for: .host))
    }

    private func isHost(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let name = tree.kind(node) == .member ? tree.name(of: node) : tree.string(tree[node].range)
        let low = name.lowercased()
        return ["host", "netloc", "domain", "origin"].contains(where: low.contains)
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
        case "fullmatch", "match", "test", "MatchString", "search": return expression(call, file)
        default: return unseen(call, file)
        }
    }

    /// `validate_path(x)` of somebody else's: taken for what it says.
    private func unseen(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        guard KnownFlows.looksLikeCheck(call.method), let taint = FlowValue.made(of: call.values).taint else {
            return nil
        }
        switch call.target {
        case .function, .classType: return nil
        default: break
        }
        if !methods(named: call.method).isEmpty { return nil }
        if table.sanitized(by: call.name) != .none { return nil }
        if KnownFlows.effect(of: call.name) != nil { return nil }
        let rules = table.rules(forCheck: call.method)
        var value = FlowValue(truth: holds(taint.parts, rules))
        value.taint = taint
        value.taint?.clean.formUnion(rules)
        return value
    }

    /// `path.startswith(base)`: below it only where `..` is resolved and the base ends at a separator.
    private func beginning(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let isFunction = call.method == "HasPrefix"
        let value = isFunction ? call.arguments.first?.value : call.receiver
        guard let taint = value?.anyTaint,
            let base = isFunction ? call.arguments.dropFirst().first : call.arguments.first
        else { return nil }
        if base.value.anyTaint != nil { return nil }
        switch evaluator.value(of: base.node, in: file) {
        case .text(let text) where text.isComplete: return opening(text.text, taint)
        case .list: return nil
        default: break
        }
        guard taint.clean.contains(.isNormal) else {
            return FlowValue(truth: weak(taint, "it is compared before `..` in it is resolved"))
        }
        if endsAtSeparator(base.node, file) { return FlowValue(truth: holds(taint.parts, containment)) }
        // `/data-old` begins with `/data`.
        report(weakCheck: "!prefix", of: taint, at: Reference(file, call.node))
        return FlowValue(truth: holds(taint.parts, containment))
    }

    private func opening(_ text: String, _ taint: Taint) -> FlowValue {
        switch text {
        case "-", "--": return FlowValue(truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, dashes)))
        case "/", "\\", "~":
            return FlowValue(truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noAbsolute)))
        // `relative(base, path).startsWith("..")`
        case "..":
            return FlowValue(
                truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), containment)))
        case "http://", "https://", "http", "https": return .harmless
        default:
            // The beginning of an address with its whole host.
            if TextPrefix.fixesHost(text) {
                return FlowValue(truth: holds(taint.parts, table.rules(for: .host)))
            }
            if text.hasPrefix("/"), taint.clean.contains(.isNormal) {
                return FlowValue(truth: holds(taint.parts, text.hasSuffix("/") ? containment : .none))
            }
            return .harmless
        }
    }

    private var dashes: RuleBits { RuleBits.noDash.union(table.rules(for: .noDash)) }

    private func weak(_ taint: Taint, _ why: String) -> Truth? {
        weaknesses[taint.parts] = why
        return nil
    }

    /// True if a folder's name ends with the separator: `base + os.sep`, `f"{base}/"`, `path.join(base, "")`.
    private func endsAtSeparator(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let text = tree.string(tree[node].range)
        if ["os.sep", "path.sep", "os.path.sep", "filepath.Separator", "PathSeparator"].contains(where: text.hasSuffix)
        {
            return true
        }
        if text.contains("Separator") { return true }
        let inner = text.drop { "\"'`f".contains($0) }
        let end = text.last { !"\"'`)".contains($0) }
        if tree.kind(node) == .name, let definition = evaluator.definition(of: node, in: file),
            definition.node != node, definition.file.tree.kind(definition.node) != .name
        {
            return endsAtSeparator(definition.node, definition.file)
        }
        return end == "/" && !inner.isEmpty || end == "\\"
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

    /// `re.fullmatch(pattern, x)`, `PATTERN.test(x)`.
    private func expression(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let tree = file.tree
        let isModule = call.name.hasPrefix("re.") || call.name.hasPrefix("regex.") || call.name.hasPrefix("regexp.")
        let ownIsText = call.receiver.anyTaint != nil
        let patternNode: NodeID
        let subject: FlowValue?
        if isModule {
            guard let first = call.arguments.first, call.arguments.count > 1 else { return nil }
            patternNode = first.node
            subject = call.arguments[1].value
        } else if ownIsText {
            // `x.match(/.../)`
            guard let first = call.arguments.first else { return nil }
            patternNode = first.node
            subject = call.receiver
        } else {
            patternNode = call.object
            subject = call.arguments.first?.value
        }
        guard let taint = subject?.anyTaint else { return nil }
        guard let pattern = patternText(patternNode, file) else { return nil }
        let known = SafePattern(
            pattern, isWhole: call.method == "fullmatch",
            startsAtBeginning: call.method == "match" && tree.language == .python)
        var rules = RuleBits.none
        if known.isSafe {
            rules = .all
            if known.allowsPaths { rules.bits &= ~containment.bits }
            if known.allowsDash { rules.bits &= ~dashes.bits }
        }
        return FlowValue(truth: holds(taint.parts, rules))
    }

    private func patternText(_ node: NodeID, _ file: SourceFile, _ level: Int = 0) -> String? {
        let tree = file.tree
        guard level < 6, !node.isNone else { return nil }
        switch tree.kind(node) {
        case .regex:
            let text = tree.string(tree[node].range).dropFirst()
            return text.lastIndex(of: "/").map { String(text[..<$0]) }
        case .string: return tree.stringText(node)
        case .call:
            let name = calleeName(node, file)
            guard ["re.compile", "regexp.MustCompile", "regexp.Compile", "RegExp", "regex.compile"].contains(name)
            else { return nil }
            return patternText(tree.child(of: node, .argument), file, level + 1)
        default:
            guard let definition = evaluator.definition(of: node, in: file),
                !(definition.file === file && definition.node == node)
            else { return evaluator.value(of: node, in: file).text }
            return patternText(definition.node, definition.file, level + 1)
        }
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

extension Truth {
    func adding(ifTrue checks: Checks) -> Truth {
        Truth(ifTrue: (ifTrue ?? Checks.none).union(checks), ifFalse: ifFalse)
    }
}
