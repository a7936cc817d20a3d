package import SentinelModel

/// Where a value came from.
package struct FlowOrigin {
    package var source: FlowSource
    /// What it is called: a parameter's name, or the expression as written.
    package var name: String
    /// The tool, prompt or resource whose parameter it is; the function otherwise. May be empty.
    package var owner: String
    package var place: Reference
}

/// One step of a value's way.
package struct FlowStep {
    package enum Kind {
        case origin(FlowOrigin)
        /// Assigned to a variable or attribute.
        case assigned(String)
        /// Handed to a function of the project, as this parameter.
        case passed(function: String, parameter: String)
        /// Returned by a function.
        case returned(String)
        /// What it reaches.
        case sink(String)
    }

    package var kind: Kind
    package var place: Reference
    /// The step before; -1 for none.
    var parent: Int32
}

/// The steps of all values of a run: each knows the one before it.
struct FlowTrace {
    private(set) var steps: [FlowStep] = []
    private static let most = 200_000

    /// Notes a step; returns its number. Where there is no room, the step before stands for it.
    mutating func add(_ kind: FlowStep.Kind, at place: Reference, after parent: Int32) -> Int32 {
        guard steps.count < Self.most else { return max(0, parent) }
        steps.append(FlowStep(kind: kind, place: place, parent: parent))
        return Int32(steps.count - 1)
    }

    /// The way to a step, from its origin on. Of a long one the middle is left out.
    func way(to step: Int32) -> [FlowStep] {
        var found: [FlowStep] = []
        var at = step
        while at >= 0, Int(at) < steps.count {
            let step = steps[Int(at)]
            if found.count < Self.longest || step.parent < 0 { found.append(step) }
            at = step.parent
        }
        return found.reversed()
    }

    private static let longest = 64

    /// Where a value comes from.
    func origin(of step: Int32) -> FlowOrigin? {
        var at = step
        var seen = 0
        while at >= 0, Int(at) < steps.count, seen < 10_000 {
            if case .origin(let origin) = steps[Int(at)].kind { return origin }
            at = steps[Int(at)].parent
            seen += 1
        }
        return nil
    }
}
