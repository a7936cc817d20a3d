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
        _ effect: KnownFlows.Effect, _ call: FlowCall, _ given: FlowValue, isOwn: Bool
    ) -> FlowValue {
        let own = isOwn ? call.receiver : .harmless
        switch effect {
        case .harmless: return .harmless
        case .same:
            if isOwn, given.taint == nil { return replaced(call, own.forgotten) }
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
    private func replaced(_ call: FlowCall, _ value: FlowValue) -> FlowValue {
        guard ["replace", "replaceAll"].contains(call.method), call.arguments.count == 2, value.taint != nil,
            let old = text(of: call.arguments[0].value), let new = text(of: call.arguments[1].value)
        else { return value }
        var value = value
        if old == "'", new != "'" { value.taint?.clean.formUnion(.noSingleQuote) }
        if old == "\"", new != "\"" { value.taint?.clean.formUnion(.noDoubleQuote) }
        return value
    }
}
