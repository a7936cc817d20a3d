internal import SentinelModel

// Flow rules, in the same order in both halves.

extension ArchiveWriter {
    mutating func flow(_ flow: FlowRule) {
        list(flow.sources.map(\.rawValue).sorted()) { $0.text($1) }
        list(flow.sinks) { $0.sink($1) }
        list(flow.sanitizers) { $0.text($1) }
        list(flow.guards.map(\.rawValue).sorted()) { $0.text($1) }
    }

    private mutating func sink(_ sink: FlowSink) {
        text(sink.language.rawValue)
        list(sink.calls) { $0.text($1) }
        list(sink.arguments) { $0.text($1) }
        text(sink.form.rawValue)
        list(sink.conditions) {
            $0.text($1.argument)
            $0.text($1.value)
        }
    }
}

extension ArchiveReader {
    mutating func flow() -> FlowRule {
        FlowRule(
            sources: Set(list { $0.choice(FlowSource(rawValue: $0.text()), otherwise: .tool) }),
            sinks: list { $0.sink() }, sanitizers: list { $0.text() },
            guards: Set(list { $0.choice(FlowGuard(rawValue: $0.text()), otherwise: .host) }))
    }

    private mutating func sink() -> FlowSink {
        let language = choice(FlowSink.Language(rawValue: text()), otherwise: .python)
        let calls = list { $0.text() }
        let arguments = list { $0.text() }
        let form = choice(FlowSink.Form(rawValue: text()), otherwise: .any)
        return FlowSink(
            language, calls: calls, arguments: arguments, form: form,
            conditions: list { FlowSink.Condition(argument: $0.text(), value: $0.text()) })
    }
}
