internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins

/// What a plugin says of a content, in a form that can be compared.
struct PluginObservation: Equatable {
    struct Place: Equatable {
        var rule: Int
        var span: Range<Int>
        var severity: Severity?
        var confidence: Confidence?
        var secret: Range<Int>?
        var message = ""
        var evidence = ""
    }

    /// In an order that does not depend on the plugin's.
    var places: [Place] = []
    /// What its functions returned.
    var statuses: [Int32] = []
    /// What it did wrong.
    var complaints: [String] = []
    /// Findings beyond the limit.
    var further = 0

    /// True for the same, as far as it can be told: which findings are beyond the limit is the plugin's to choose.
    func agrees(with other: PluginObservation) -> Bool {
        self == other || (further > 0 && other.further > 0 && statuses == other.statuses)
    }
}

/// Shows contents to a plugin as a scan does: to the functions that its capabilities name, with the matches of its patterns.
final class PluginSubject {
    let description: PluginDescription
    private let session: PatternSession
    private let patternRules: [String: Int]
    private let maxFindings: Int

    /// Throws what is wrong with the plugin's patterns.
    init(_ description: PluginDescription, maxFindings: Int) throws(EngineMistake) {
        self.description = description
        self.maxFindings = maxFindings
        let engine = try Engine(rules: description.rules.map(\.asRule), interpretsOnly: false)
        guard let session = engine.detector.makeSession() else {
            throw EngineMistake(.option, "there is no memory to search for its patterns")
        }
        self.session = session
        patternRules = Dictionary(
            description.rules.enumerated().filter { !$1.pattern.isEmpty }.map { ($1.descriptor.id, $0) },
            uniquingKeysWith: { $1 })
    }

    /// The entries for a file of that name: its end decides which types it has, and whether it is a listing.
    func entries(fileName: String, _ content: [UInt8]) -> [PluginRequest.Entry] {
        let name = Array(fileName.utf8)
        let base = name.lastIndex(of: UInt8(ascii: "/")).map { name[($0 + 1)...] } ?? name[...]
        let types = unsafe content.withUnsafeBufferPointer {
            unsafe FileTypes.refined(FileTypes.named(base), name: base, content: $0)
        }
        var kinds: [PluginRequest.Kind] = []
        if description.capabilities.contains(.files), description.fileTypes.intersects(types) { kinds.append(.file) }
        if description.capabilities.contains(.listings), fileName.hasSuffix(".json") { kinds.append(.listing) }
        return entries(fileName, types, kinds, content)
    }

    /// The entries for a content that every function of the plugin is to see, whatever it wants.
    func entries(forAllOf content: [UInt8], fileName: String) -> [PluginRequest.Entry] {
        let types = description.fileTypes == .all ? FileTypeSet(.text) : description.fileTypes
        var kinds: [PluginRequest.Kind] = []
        if description.capabilities.contains(.files) { kinds.append(.file) }
        if description.capabilities.contains(.listings) { kinds.append(.listing) }
        return entries(fileName, types, kinds, content)
    }

    private func entries(
        _ fileName: String, _ types: FileTypeSet, _ kinds: [PluginRequest.Kind], _ content: [UInt8]
    ) -> [PluginRequest.Entry] {
        let matches = matches(in: content, types)
        let kinds = kinds.isEmpty && !matches.isEmpty ? [.matches] : kinds
        var entries = kinds.map {
            PluginRequest.Entry(
                kind: $0, path: Array(fileName.utf8), types: Array(types.names.utf8), content: 0..<content.count)
        }
        if !entries.isEmpty { entries[0].matches = matches }
        return entries
    }

    private func matches(in content: [UInt8], _ types: FileTypeSet) -> [PluginRequest.Match] {
        guard !patternRules.isEmpty else { return [] }
        // The search reads beyond the end, as in the windows of a scan.
        let padded = content + [UInt8](repeating: 0, count: 64)
        session.beginFile()
        let found = unsafe padded.withUnsafeBufferPointer {
            unsafe session.matches(
                in: UnsafeBufferPointer(rebasing: $0[..<content.count]), reportable: 0..<content.count, offset: 0,
                types: types, mayGoOn: { true })
        }
        return found.map { PluginRequest.Match(rule: patternRules[$0.rule.id] ?? 0, span: $0.span) }
    }

    /// Asks the plugin, and takes its answers together.
    func observe(
        _ trial: PluginTrial, _ content: [UInt8], _ entries: [PluginRequest.Entry]
    ) throws(PluginFailure) -> (PluginObservation, lines: [PluginLine]) {
        let (results, lines) = try trial.ask(content, entries, maxFindings: maxFindings)
        var seen = PluginObservation()
        for (entry, result) in zip(entries, results) {
            seen.places += result.findings.map {
                PluginObservation.Place(
                    rule: $0.rule, span: $0.span, severity: $0.severity, confidence: $0.confidence, secret: $0.secret,
                    message: $0.message, evidence: $0.evidence)
            }
            seen.places += result.accepted.map {
                PluginObservation.Place(rule: entry.matches[$0].rule, span: entry.matches[$0].span)
            }
            seen.statuses.append(result.status)
            seen.complaints += result.complaints
            seen.further += result.further
        }
        seen.places.sort {
            ($0.span.lowerBound, $0.span.upperBound, $0.rule, $0.message, $0.evidence)
                < ($1.span.lowerBound, $1.span.upperBound, $1.rule, $1.message, $1.evidence)
        }
        return (seen, lines)
    }
}
