internal import SentinelAnalysis
internal import SentinelModel

/// How bad a flow is, and how it is told.
struct FlowVerdict {
    private(set) var severity: Severity
    let confidence: Confidence
    let message: String
    private(set) var evidence: String
    /// Nobody is known to hand it anything from outside; a way that is proven says it better.
    let isTentative: Bool

    init(_ site: FlowSite, of rule: RuleDescriptor) {
        isTentative = site.origin.source == .caller
        // A tool that is told which file to open may be meant to open any; one that looks for it in a folder is not.
        let isByDesign = site.isWhole && [.pathTraversal, .ssrf].contains(rule.category)
        // A field that is named so may come from a service that the tool is asked to make keys at.
        let isNamed = site.sink == "!result" && site.origin.source == .secret && !site.origin.name.contains("env")
        let isLimited = site.isLimited && rule.category == .pathTraversal
        let isWeaker = isTentative || isByDesign || isNamed || site.isDoubted || isLimited
        severity = isWeaker ? min(rule.severity, .medium) : rule.severity
        confidence = isTentative || site.isDoubted ? .low : rule.confidence
        let sink = Self.named(site.sink)
        message =
            isTentative
            ? "\(rule.message): parameter \(Self.told(site.origin)) reaches\(sink); who calls it was not seen"
            : "\(rule.message): \(Self.told(site.origin)) reaches\(sink)"
        var evidence: [String] = []
        if !site.weakness.isEmpty { evidence.append("a check before it is not enough: \(site.weakness)") }
        if site.isDoubted { evidence.append("something checks it before, and what that asks for was not seen") }
        if isLimited { evidence.append("it leads to files of one ending alone") }
        if isByDesign { evidence.append("it is used as it comes, which may be what the tool is for") }
        if !site.others.isEmpty {
            evidence.append("reached from " + site.others.map(Self.told).joined(separator: ", ") + " too")
        }
        self.evidence = evidence.joined(separator: "; ")
    }

    private static func named(_ sink: String) -> String {
        switch sink {
        case "!result": " the result"
        case "!error": " the text of an error"
        default: sink.hasPrefix("!") ? "" : " `\(sink)`"
        }
    }

    /// How slow it is decides how bad it is.
    mutating func take(_ slow: SlowRegex) {
        severity = min(severity, slow.severity)
        evidence = evidence.isEmpty ? slow.told : "\(slow.told); \(evidence)"
    }

    static func told(_ origin: FlowOrigin) -> String {
        let name = "`\(origin.name)`"
        switch origin.source {
        case .http: return "\(name) of a request"
        case .model: return "what a model answers (\(name))"
        case .environment: return "the environment (\(name))"
        case .privateFile: return "a private file (\(name))"
        case .secret, .credential: return name
        case .tool where origin.owner.hasSuffix("``"), .tool where origin.owner.isEmpty: return "\(name) of a handler"
        default: return origin.owner.isEmpty ? name : "\(name) of \(origin.owner)"
        }
    }
}
