internal import SentinelAnalysis
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Turns the ways of flows into traces: places counted in lines, paths as reports show them.
struct TraceWriter {
    /// What stands before paths where they are shown.
    private let prefix: RawPath
    /// Counts lines, by file.
    private var positions: [ObjectIdentifier: PositionFinder] = [:]

    init(_ prefix: RawPath) { self.prefix = prefix }

    mutating func trace(of site: FlowSite) -> [TraceStep] { trace(of: site.way) }

    mutating func trace(of way: [FlowStep]) -> [TraceStep] {
        var steps: [TraceStep] = []
        for step in way {
            let made = TraceStep(
                Self.kind(step.kind), path: prefix.appending(step.place.file.path), range: range(of: step.place),
                message: Self.message(step.kind))
            // What a loop does twice is told once.
            if steps.last != made { steps.append(made) }
        }
        return steps
    }

    private mutating func range(of place: Reference) -> SourceRange {
        let key = ObjectIdentifier(place.file)
        var finder = positions[key] ?? PositionFinder()
        defer { positions[key] = finder }
        return unsafe place.file.tree.withSource { bytes in
            SourceRange(
                start: unsafe finder.position(at: place.range.lowerBound, in: bytes),
                end: unsafe finder.position(at: place.range.upperBound, in: bytes))
        }
    }

    private static func kind(_ kind: FlowStep.Kind) -> TraceStep.Kind {
        switch kind {
        case .origin: .source
        case .sink: .sink
        case .assigned, .passed, .returned: .step
        }
    }

    private static func message(_ kind: FlowStep.Kind) -> String {
        switch kind {
        case .origin(let origin): "\(FlowVerdict.told(origin)) comes in"
        case .assigned(let name): "goes into `\(name)`"
        case .passed(let function, let parameter): "is handed to `\(function)` as `\(parameter)`"
        case .returned(let function): "comes back from `\(function)`"
        case .sink(let name): name.hasPrefix("!") ? "is checked here" : "reaches `\(name)`"
        }
    }
}

extension RawPath {
    /// What reports show of a path below a root, this being what stands before it.
    func appending(_ path: String) -> RawPath { RawPath(bytes + Array(path.utf8)) }
}
