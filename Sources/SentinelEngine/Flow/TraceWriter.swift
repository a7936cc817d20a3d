internal import SentinelAnalysis
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Turns the ways of flows into traces: places counted in lines, paths as reports show them.
struct TraceWriter {
    /// The folder that was scanned, as it was given.
    private let root: RawPath?
    /// Counts lines, by file.
    private var positions: [ObjectIdentifier: PositionFinder] = [:]

    init(below root: RawPath?) { self.root = root }

    mutating func trace(of site: FlowSite) -> [TraceStep] {
        var steps: [TraceStep] = []
        for (index, step) in site.way.enumerated() {
            let kind: TraceStep.Kind = index == 0 ? .source : index == site.way.count - 1 ? .sink : .step
            let made = TraceStep(
                kind, path: ReportPath.shown(step.place.file.path, below: root), range: range(of: step.place),
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

/// Paths as reports show them.
enum ReportPath {
    /// `path`, which lies below `root`, the folder that was scanned as it was given.
    static func shown(_ path: String, below root: RawPath?) -> RawPath {
        guard let root, !root.bytes.isEmpty, root.bytes != Array(".".utf8) else { return RawPath(Array(path.utf8)) }
        let slash = root.bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
        return RawPath(root.bytes + slash + Array(path.utf8))
    }
}
