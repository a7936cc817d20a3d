import SentinelModel

extension ByteSink {
    /// The members of a result that tell a trace: `codeFlows` (3.36), of one thread, and in `relatedLocations` (3.27.22) where it begins,
    /// for viewers that show no flows.
    mutating func trace(_ steps: [TraceStep]) {
        array("codeFlows") {
            $0.object {
                $0.array("threadFlows") {
                    $0.object {
                        $0.array("locations", of: steps) { step, out in out.object { $0.threadFlowLocation(step) } }
                    }
                }
            }
        }
        array("relatedLocations", of: steps.lazy.filter { $0.kind == .source }.prefix(1)) { step, out in
            out.object { $0.location(step, id: 1) }
        }
    }

    /// 3.38. Viewers may leave out what is less than essential.
    private mutating func threadFlowLocation(_ step: TraceStep) {
        object("location") { $0.location(step) }
        field("importance", step.kind == .step ? "important" : "essential")
    }

    /// 3.28.
    private mutating func location(_ step: TraceStep, id: Int? = nil) {
        if let id { field("id", id) }
        place(step.path, step.range)
        object("message") { $0.field("text", step.message.isEmpty ? step.kind.name : step.message.safe) }
    }
}
