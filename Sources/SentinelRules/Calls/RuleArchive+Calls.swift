internal import SentinelModel

// Call rules, in the same order in both halves.

extension ArchiveWriter {
    mutating func call(_ call: CallRule) {
        list(call.calls) { $0.form($1) }
        list(call.usedAs) { $0.text($1) }
        list(call.given) { $0.text($1) }
    }

    private mutating func form(_ form: CallForm) {
        text(form.language.rawValue)
        list(form.calls) { $0.text($1) }
        list(form.conditions) {
            $0.text($1.argument)
            $0.text($1.value)
        }
    }
}

extension ArchiveReader {
    mutating func call() -> CallRule {
        CallRule(calls: list { $0.form() }, usedAs: list { $0.text() }, given: list { $0.text() })
    }

    private mutating func form() -> CallForm {
        let language = choice(FlowSink.Language(rawValue: text()), otherwise: .python)
        let calls = list { $0.text() }
        return CallForm(
            language, calls: calls,
            conditions: list { FlowSink.Condition(argument: $0.text(), value: $0.text()) })
    }
}
