internal import SentinelModel
internal import SentinelSyntax

/// What functions of others make of their arguments.
extension FlowRun {
    /// True for what a service answers: it is asked with what came from outside, and says something else.
    func isAnswer(_ call: FlowCall, _ file: SourceFile) -> Bool {
        guard !call.object.isNone, let first = call.arguments.first else { return false }
        switch file.language {
        // By convention what waits for others takes a context.
        case .go:
            let text = file.tree.string(file.tree[first.node].range)
            guard
                ["ctx", "c.ctx", "context.Background()", "context.TODO()", "r.Context()", "req.Context()"].contains(
                    text)
            else { return false }
            return !call.name.hasPrefix("context.") && !call.name.hasPart("exec.") && !call.name.hasPart("NewRequest")
        // `client.describe_broker(BrokerId=id)`
        case .python:
            return call.arguments.allSatisfy { argument in
                let names = argument.isSpread ? Array((argument.value.fields ?? [:]).keys) : [argument.name ?? ""]
                return !names.isEmpty
                    && names.allSatisfy {
                        $0.utf8.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
                    }
            }
        default: return false
        }
    }

    func apply(
        _ effect: KnownFlows.Effect, _ call: FlowCall, _ given: FlowValue, isOwn: Bool, _ file: SourceFile
    ) -> FlowValue {
        let own = isOwn ? call.receiver : .harmless
        switch effect {
        case .harmless: return .harmless
        case .same:
            if isOwn, given.taint == nil { return replaced(call, own.forgotten, file) }
            if !isOwn, call.arguments.count == 1 { return call.arguments[0].value }
            return FlowValue(
                taint: FlowValue.merged(own.anyTaint, given.taint),
                shape: isOwn && given.taint == nil ? own.shape : .built(prefix: nil))
        case .known(let facts):
            let source = isOwn ? own : call.arguments.first?.value ?? .harmless
            guard var taint = FlowValue.merged(source.anyTaint, isOwn ? given.taint : nil) else { return .harmless }
            taint.clean.formUnion(facts)
            return FlowValue(taint: taint, shape: source.shape)
        case .path(let absoluteWins):
            guard var taint = given.taint else { return .harmless }
            if call.name == "path.resolve" { taint.clean.formUnion(.isNormal) }
            let isFirst = call.arguments.first?.value.anyTaint != nil
            if isFirst { return FlowValue(taint: taint) }
            return FlowValue(taint: taint, shape: absoluteWins ? .below : .built(prefix: nil))
        case .address:
            guard let taint = given.taint else { return .harmless }
            return FlowValue(taint: taint)
        case .decoded:
            let source = isOwn ? own : call.arguments.first?.value ?? .harmless
            guard let taint = source.anyTaint else { return .harmless }
            return FlowValue(taint: decoded(taint, call.method))
        case .machine:
            guard var taint = given.taint else { return .harmless }
            taint.clean.formUnion(RuleBits.all.without(table.rules(for: .host)))
            return FlowValue(taint: taint)
        }
    }

    private func decoded(_ taint: Taint, _ method: String) -> Taint {
        var parts = PartSet()
        taint.parts.forEach { parts = parts.union(PartSet(self.parts.decoded(from: $0))) }
        return Taint(parts: parts, step: taint.step)
    }

    /// `text.replace("'", "''")`: no such quote ends what it stands in.
    private func replaced(_ call: FlowCall, _ value: FlowValue, _ file: SourceFile) -> FlowValue {
        guard ["replace", "replaceAll"].contains(call.method), call.arguments.count == 2, value.taint != nil else {
            return value
        }
        if file.tree.kind(call.arguments[0].node) == .regex { return stripped(value, call, file) }
        guard let old = text(of: call.arguments[0].value), let new = text(of: call.arguments[1].value)
        else { return value }
        var value = value
        if old == "'", new != "'" {
            value.taint?.clean.formUnion(.noSingleQuote)
            // In scripts a text is replaced once.
            if call.method == "replaceAll" || file.language == .python {
                value.taint?.clean.formUnion(shellFacts(ofQuotesAs: new))
            }
        }
        if old == "\"", new != "\"" { value.taint?.clean.formUnion(.noDoubleQuote) }
        return value
    }

    /// What is known of a text in which `new` stands for single quotes: closed and opened again, doubled, or gone.
    private func shellFacts(ofQuotesAs new: String) -> RuleBits {
        let isKept = ["'\\''", "'\"'\"'", "''"].contains(new)
        return isKept || !new.contains(where: { "'\\".contains($0) }) ? .staysSingleQuoted : .none
    }

    /// `text.replace(/[^\w-]/g, "_")`: nothing is left but the signs that are named.
    private func stripped(_ value: FlowValue, _ call: FlowCall, _ file: SourceFile) -> FlowValue {
        let written = file.tree.string(file.tree[call.arguments[0].node].range)
        guard let end = written.lastIndex(of: "/"), written[end...].contains("g") || call.method == "replaceAll",
            let pattern = patternText(call.arguments[0].node, file),
            let put = text(of: call.arguments[1].value)
        else { return value }
        var value = value
        value.taint?.clean.formUnion(rules(ofAllBut: pattern, replacedBy: put))
        if pattern == "'" { value.taint?.clean.formUnion(shellFacts(ofQuotesAs: put)) }
        return value
    }

    /// `re.sub(r"[^\w-]", "_", text)`, `expression.ReplaceAllString(text, "")`; nil for other calls.
    func substituted(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let isModule = call.name == "re.sub" || call.name == "regex.sub"
        let places: (put: Int, text: Int)
        switch (call.method, isModule) {
        case ("sub", true): places = (1, 2)
        case ("sub", false): places = (0, 1)
        case ("ReplaceAllString", _): places = (1, 0)
        default: return nil
        }
        guard call.arguments.count > max(places.put, places.text), call.receiver.anyTaint == nil,
            var taint = call.arguments[places.text].value.anyTaint,
            let pattern = patternText(isModule ? call.arguments[0].node : call.object, file),
            let put = text(of: call.arguments[places.put].value)
        else { return nil }
        let rules = rules(ofAllBut: pattern, replacedBy: put)
        guard rules != .none else { return nil }
        taint.clean.formUnion(rules)
        return FlowValue(taint: taint)
    }
}
