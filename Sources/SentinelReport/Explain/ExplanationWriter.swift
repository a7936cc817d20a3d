package import SentinelModel

/// What was seen at a line, for `scan --explain`.
package enum ExplanationWriter {
    package static func json(_ explanation: Explanation) -> [UInt8] {
        var out = ByteSink()
        out.object { out in
            out.field("schema_version", "1.0")
            out.path(explanation.path)
            out.field("line", explanation.line)
            out.field("scanned", explanation.isScanned)
            out.strings("notes", explanation.notes)
            out.array("functions", of: explanation.functions) { function, out in
                out.object {
                    $0.field("name", function.name)
                    $0.field("line", function.line)
                    $0.field("handles", function.handles)
                }
            }
            out.array("sights", of: explanation.sights) { sight, out in out.object { $0.fields(of: sight) } }
        }
        out.append(UInt8(ascii: "\n"))
        return out.bytes
    }

    package static func text(_ explanation: Explanation) -> [UInt8] {
        var out = ByteSink()
        out.append("\(explanation.path.display):\(explanation.line)\n")
        if !explanation.isScanned { out.append("  not scanned\n") }
        for note in explanation.notes { out.append("  note: \(note.safe)\n") }
        for (index, function) in explanation.functions.enumerated() {
            let name = function.name.isEmpty ? "a function without a name" : "`\(function.name.safe)`"
            let handles = function.handles.isEmpty ? "" : ", which handles \(function.handles.safe)"
            out.append("  \(index == 0 ? "in" : "within") \(name) (line \(function.line))\(handles)\n")
        }
        if explanation.isScanned, explanation.sights.allSatisfy({ $0.outcome == .inapplicable }) {
            out.append("  no rule has anything to do with this line\n")
        }
        for sight in explanation.sights where sight.outcome != .inapplicable { append(sight, to: &out) }
        // They match what is meant elsewhere: start files, other languages.
        let others = Set(explanation.sights.filter { $0.outcome == .inapplicable }.map(\.rule)).sorted()
        if !others.isEmpty {
            out.append("\nrules that match, and look at other files: \(others.joined(separator: ", "))\n")
        }
        return out.bytes
    }

    private static func append(_ sight: Explanation.Sight, to out: inout ByteSink) {
        let subject = sight.subject.isEmpty ? "" : " at `\(sight.subject.safe)`"
        out.append(
            "\n\(told(sight.outcome)): \(sight.rule), \(sight.title.safe)\(subject), column \(sight.position.column)\n")
        for reason in sight.reasons { out.append("  = \(reason.safe)\n") }
        for line in TextTrace(sight.trace, width: width, isWhole: false).lines { out.append("    \(line)\n") }
    }

    private static let width = 100

    private static func told(_ outcome: Explanation.Outcome) -> String {
        switch outcome {
        case .reported: "reported"
        case .suppressed: "suppressed"
        case .dropped: "not reported"
        case .harmless: "harmless"
        case .unreached: "not reached"
        case .inapplicable: "not for this file"
        }
    }
}

extension ByteSink {
    fileprivate mutating func fields(of sight: Explanation.Sight) {
        field("rule_id", sight.rule)
        field("title", sight.title)
        field("outcome", sight.outcome.rawValue)
        position("start", sight.position)
        field("subject", sight.subject)
        strings("reasons", sight.reasons)
        array("trace", of: sight.trace) { step, out in out.object { $0.fields(of: step) } }
    }
}
