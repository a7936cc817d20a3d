internal import SentinelDetectors
internal import SentinelDocuments
internal import SentinelModel

// The diagnostics that the pipeline itself makes.
extension Diagnostic {
    static let cancelled = Diagnostic(
        .cancelled, .critical, .system, message: "The scan was cancelled before its end.",
        recovery: "What was found until then is reported; run the scan again for the rest.", retryMayHelp: true,
        isIncomplete: true)

    static func tooManyErrors(_ threshold: Int) -> Diagnostic {
        Diagnostic(
            .errorThreshold, .critical, .system,
            message: "\(threshold) parts of the tree could not be scanned, so the scan stopped.",
            recovery: "Look at the diagnostics before this one; `error_threshold` sets the number.", isIncomplete: true)
    }

    static func tooManyFindings(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .findingLimit, .critical, .system, message: "The scan stopped after \(limit) findings.",
            recovery: "Raise `max_findings`, or select fewer rules.", isIncomplete: true)
    }

    static func scanTimeout(_ milliseconds: Int) -> Diagnostic {
        Diagnostic(
            .scanTimeout, .critical, .timeout, message: "The scan stopped after its \(milliseconds) ms.",
            recovery: "Raise `timeout`, or scan less at once.", retryMayHelp: true, isIncomplete: true)
    }

    static func fileTimeout(_ path: RawPath, _ milliseconds: Int) -> Diagnostic {
        Diagnostic(
            .fileTimeout, .high, .timeout, message: "Work on the file was stopped after its \(milliseconds) ms.",
            path: path, recovery: "What was found in it until then is reported; raise `file_timeout` for the rest.",
            retryMayHelp: true, isIncomplete: true)
    }

    static func fileFindingLimit(_ path: RawPath, limit: Int, further: Int) -> Diagnostic {
        Diagnostic(
            .fileFindingLimit, .medium, .system,
            message: "The file has \(further) more findings than the \(limit) that are reported.", path: path,
            recovery: "Raise `max_findings_per_file`, or select fewer rules.", isIncomplete: true)
    }

    /// A document that is not of its format: what stands before the mistake was read.
    static func documentInvalid(_ path: RawPath, _ mistake: DocumentError) -> Diagnostic {
        Diagnostic(
            .documentInvalid, .low, .validation,
            message: "Line \(mistake.place.line), column \(mistake.place.column): \(mistake.message).", path: path,
            recovery: "Rules about its values saw what could be read; all others saw the whole file.",
            isIncomplete: false)
    }

    /// Code that was searched by patterns alone.
    static func analysisLimit(_ path: RawPath, _ limit: StructureStage.Found.Limit) -> Diagnostic {
        let message =
            switch limit {
            case .size:
                "The file speaks of MCP and is larger than \(MetadataStage.largest) bytes: what it declares was not read."
            case .rules: "The document is so large that rules for documents looked at a part of it only."
            case .work: "What the file declares of MCP was read in part: it, or what it refers to, takes too much work."
            }
        return Diagnostic(
            .analysisLimit, .low, .system, message: message, path: path,
            recovery: "Pattern rules searched all of it. Exclude it if it is a bundle.", isIncomplete: false)
    }

    static let outOfMemory = Diagnostic(
        .memoryBudget, .critical, .memory, message: "The system gives no memory to scan with.",
        recovery: "End other programs, or use fewer `jobs`.", retryMayHelp: true, isIncomplete: true)

    /// A rule that could not give an answer in the file at `path`.
    init(_ limit: RuleLimit, in path: RawPath) {
        let times = limit.count == 1 ? "" : " (\(limit.count) times)"
        let rule = limit.rule.id
        switch limit.reason {
        case .limit(let name):
            self.init(
                .matchLimit, .medium, .detector,
                message: "The rule \(rule) reached PCRE2's \(name) limit in this file\(times).", path: path,
                detector: rule,
                recovery: "Those places count as no match; everything else was scanned.", isIncomplete: true)
        case .failure(let reason):
            self.init(
                .matchFailed, .medium, .detector, message: "The rule \(rule) failed in this file: \(reason)\(times).",
                path: path, detector: rule, recovery: "The file was scanned by the other rules.", isIncomplete: true)
        }
    }
}
