internal import SentinelModel
internal import SentinelSyntax

/// What an observer is told. Nothing here runs without one, and nothing here changes what a run finds.
extension FlowRun {
    private static let mostCleanings = 20_000

    // MARK: Sinks

    func explain(
        _ entries: [FlowTable.Entry], _ call: FlowCall, _ file: SourceFile, _ environment: Environment,
        to observer: any FlowObserver
    ) {
        let place = Reference(file, call.node)
        guard observer.asks(about: place) else { return }
        let name = call.name.hasPrefix("?.") ? call.method : call.name
        for entry in entries {
            let (verdict, taint) = verdict(entry, call, file, environment)
            observer.met(
                FlowSight(
                    rule: entry.rule, place: place, sink: name, verdict: verdict,
                    way: taint.map { trace.way(to: $0.step) } ?? []))
        }
    }

    func explain(
        assigned value: FlowValue, to target: NodeID, _ name: String, _ file: SourceFile, _ environment: Environment,
        to observer: any FlowObserver
    ) {
        let place = Reference(file, target)
        let entries = table.sinks(named: "=" + name, in: file.language)
        guard !entries.isEmpty, observer.asks(about: place) else { return }
        for entry in entries {
            let (verdict, taint) = judged(value, .none, entry, nil, file, environment)
            observer.met(
                FlowSight(
                    rule: entry.rule, place: place, sink: name, verdict: verdict,
                    way: taint.map { trace.way(to: $0.step) } ?? []))
        }
    }

    /// What `examine` makes of a call, and why.
    private func verdict(
        _ entry: FlowTable.Entry, _ call: FlowCall, _ file: SourceFile, _ environment: Environment
    ) -> (FlowSight.Verdict, Taint?) {
        if let unmet = entry.sink.conditions.first(where: { !holds($0, call, file) }) {
            return (.condition(unmet.argument, unmet.value), nil)
        }
        guard entry.sink.form == .command || entry.sink.form == .options else {
            return worst(
                selected(entry.sink, call).map { judged($0.value, $0.node, entry, call, file, environment) })
        }
        if isOne { return (.noCaller, nil) }
        let items = arguments(entry.sink, call, file)
        if let taint = ArgumentList(items, self, environment, entry).dangerous { return told(taint, entry) }
        let known = items.first { $0.value.anyTaint != nil }.map { $0.value }
        guard let known else { return (.untouched(makeup(of: call.arguments.first?.node ?? .none, file)), nil) }
        if dirty(known.anyTaint, entry.rule, environment) != nil { return (.form(entry.sink.form), known.anyTaint) }
        return judged(known, .none, entry, nil, file, environment)
    }

    private func judged(
        _ value: FlowValue, _ node: NodeID, _ entry: FlowTable.Entry, _ call: FlowCall?, _ file: SourceFile,
        _ environment: Environment
    ) -> (FlowSight.Verdict, Taint?) {
        guard let taint = value.anyTaint else { return (.untouched(makeup(of: node, file)), nil) }
        guard let dirty = dirty(taint, entry.rule, environment) else {
            return (.cleaned(cleanings(of: taint, for: entry.rule, environment)), taint)
        }
        if call != nil, !isMeant(value, dirty, by: entry.sink.form, environment) {
            return (.form(entry.sink.form), taint)
        }
        return told(taint, entry)
    }

    private func told(_ taint: Taint, _ entry: FlowTable.Entry) -> (FlowSight.Verdict, Taint?) {
        guard let origin = trace.origin(of: taint.step), !table.isMeant(origin.source, by: entry.rule) else {
            return (.reached, taint)
        }
        return (.source(origin.source), taint)
    }

    /// Of several arguments the one that says most: what is reached, then what was cleaned, then what is harmless by itself.
    private func worst(_ verdicts: [(FlowSight.Verdict, Taint?)]) -> (FlowSight.Verdict, Taint?) {
        func weight(_ verdict: FlowSight.Verdict) -> Int {
            switch verdict {
            case .reached: 5
            case .source: 4
            case .cleaned: 3
            case .form: 2
            default: 1
            }
        }
        return verdicts.max { weight($0.0) < weight($1.0) } ?? (.untouched(.unknown), nil)
    }

    private func makeup(of node: NodeID, _ file: SourceFile) -> FlowMakeup {
        guard !node.isNone else { return .unknown }
        switch evaluator.value(of: node, in: file) {
        case .text(let text) where text.isComplete: return .constant
        case .number, .boolean, .null: return .constant
        case .list(let items) where items.allSatisfy({ $0.text != nil }): return .constant
        default: break
        }
        guard let definition = evaluator.definition(of: node, in: file),
            definition.file.tree.kind(definition.node) == .call
        else { return .unknown }
        return .made(by: calleeName(definition.node, definition.file), definition)
    }

    // MARK: What makes harmless

    private func cleanings(of taint: Taint, for rule: Int, _ environment: Environment) -> [FlowCleaning] {
        let pieces = taint.parts.ancestors(parts)
        let isChecked = environment.checked(taint.parts, parts).contains(.rule(rule))
        let isMade = taint.clean.contains(.rule(rule))
        let known = cleanings.filter {
            ($0.isCheck ? isChecked : isMade) && $0.parts.intersects(pieces) && $0.rules.contains(.rule(rule))
        }
        var found: [FlowCleaning] = []
        for one in known.reversed() where !found.contains(where: { $0.place == one.place }) {
            found.append(one)
            if found.count == 3 { break }
        }
        return found
    }

    /// What a call made harmless, or checks by its answer.
    func note(_ value: FlowValue, of call: FlowCall, _ file: SourceFile) {
        guard observer != nil else { return }
        let name = call.name.hasPrefix("?.") ? call.method : call.name
        let place = Reference(file, call.node)
        if let truth = value.truth { note(truth, name, at: place) }
        guard let taint = value.taint else { return }
        let given = FlowValue.merged(FlowValue.made(of: call.values).taint, call.receiver.anyTaint)?.clean ?? .none
        guard taint.clean != given else { return }
        add(FlowCleaning(what: name, place: place, parts: taint.parts, rules: taint.clean, isCheck: false))
    }

    func note(_ truth: Truth, _ what: String, at place: Reference) {
        for checks in [truth.ifTrue, truth.ifFalse] { note(checks ?? .none, what, at: place) }
    }

    func note(_ checks: Checks, _ what: String, at place: Reference) {
        guard observer != nil else { return }
        for (part, rules) in checks.byPart {
            add(FlowCleaning(what: what, place: place, parts: PartSet(part), rules: rules, isCheck: true))
        }
    }

    private func add(_ cleaning: FlowCleaning) {
        guard cleanings.count < Self.mostCleanings else { return }
        cleanings.append(cleaning)
    }
}
