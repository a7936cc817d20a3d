internal import SentinelModel
internal import SentinelSyntax

/// Checks by regular expressions.
extension FlowRun {
    /// `re.fullmatch(pattern, x)`, `PATTERN.test(x)`.
    func expression(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let tree = file.tree
        // `regexp.MustCompile(...).MatchString(x)` is called on what the module made.
        let isModule =
            call.name.hasPrefix("re.") || call.name.hasPrefix("regex.")
            || call.name.hasPrefix("regexp.") && !call.name.hasPart("().")
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
        let patternValue = isModule || ownIsText ? call.arguments.first?.value : call.receiver
        var patterns = patternValue?.known?.exact?.compactMap(\.text) ?? []
        if patterns.isEmpty, let one = patternValue.flatMap({ text(of: $0) }) ?? patternText(patternNode, file) {
            patterns = [one]
        }
        guard !patterns.isEmpty else {
            // Whatever it asks for.
            guard isModule, patternValue?.anyTaint == nil else { return nil }
            return FlowValue(truth: holds(taint.parts, .isDoubted))
        }
        let isWhole = call.method == "fullmatch"
        let isAtBeginning = call.method == "match" && tree.language == .python
        let rules = patterns.reduce(RuleBits.everything) {
            $0.intersection(self.rules(of: $1, isWhole: isWhole, startsAtBeginning: isAtBeginning))
        }
        return FlowValue(truth: holds(taint.parts, rules))
    }

    /// For which rules a text is harmless that a pattern lets through.
    private func rules(of pattern: String, isWhole: Bool, startsAtBeginning: Bool) -> RuleBits {
        if HostPattern.fixesHost(pattern, startsAtBeginning: startsAtBeginning || isWhole) {
            return table.rules(for: .host)
        }
        return rules(of: SafePattern(pattern, isWhole: isWhole, startsAtBeginning: startsAtBeginning))
    }

    private func rules(of known: SafePattern) -> RuleBits {
        guard known.isSafe else { return .none }
        var rules = RuleBits.all
        if known.allowsPaths { rules.bits &= ~containment.bits }
        if known.allowsDash { rules.bits &= ~dashes.bits }
        if known.allowsEquals { rules.bits &= ~RuleBits.noEquals.bits }
        return rules
    }

    func patternText(_ node: NodeID, _ file: SourceFile, _ level: Int = 0) -> String? {
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
