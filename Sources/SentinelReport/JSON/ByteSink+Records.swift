import SentinelModel

/// The objects that `json` and `jsonl` share. Every key is always there, `path_uri` and `measurements` apart; the order
/// of keys is part of the format. Schemas/mcp-sentinel-report-1.schema.json describes them for readers.
extension ByteSink {
    /// The version of the format: the first number grows when a reader may break, the second when keys are added.
    static let schemaVersion = "1.1"

    mutating func toolFields(_ run: RunInfo) {
        field("schema_version", ByteSink.schemaVersion)
        object("tool") {
            $0.field("name", "mcp-sentinel")
            $0.field("version", run.version)
        }
    }

    /// How plugins ran is left out with the measurements: their findings are the same either way.
    mutating func runFields(_ run: RunInfo, omitMeasurements: Bool) {
        array("roots", of: run.roots) { root, out in out.object { $0.path(root) } }
        if let config = run.configPath {
            object("config") { $0.path(config) }
        } else {
            null("config")
        }
        strings("notes", run.notes)
        strings("rules", run.rules.lazy.map(\.id))
        array("plugins", of: run.plugins) { plugin, out in
            out.object {
                $0.field("id", plugin.id)
                $0.field("version", plugin.version)
                $0.path(plugin.path)
                $0.field("digest", plugin.digest)
                guard !omitMeasurements else { return }
                $0.field("mode", plugin.mode)
                $0.strings("confinement", plugin.confinement)
            }
        }
    }

    mutating func fields(of finding: Finding) {
        let rule = finding.rule
        field("rule_id", rule.id)
        field("title", rule.title)
        field("severity", finding.severity.name)
        field("confidence", finding.confidence.name)
        field("category", rule.category.rawValue)
        array("cwe", of: rule.cwe) { $1.field(nil, $0) }
        strings("owasp_mcp", rule.owaspMCP.lazy.map(\.rawValue))
        path(finding.path)
        position("start", finding.range.start)
        position("end", finding.range.end)
        field("message", finding.message)
        object("match") { $0.excerpt(finding.match) }
        object("line") {
            $0.excerpt(finding.line)
            $0.field("column", finding.lineColumn)
            $0.field("width", finding.lineWidth)
        }
        field("why", rule.why)
        field("fix", rule.fix)
        field("evidence", finding.evidence)
        field("fingerprint", finding.fingerprint)
        suppression(finding.suppression)
        array("trace", of: finding.trace) { step, out in out.object { $0.fields(of: step) } }
    }

    mutating func fields(of step: TraceStep) {
        field("kind", step.kind.name)
        path(step.path)
        position("start", step.range.start)
        position("end", step.range.end)
        field("message", step.message)
    }

    mutating func fields(of diagnostic: Diagnostic) {
        field("code", diagnostic.code.rawValue)
        field("severity", diagnostic.severity.name)
        field("category", diagnostic.category.name)
        field("message", diagnostic.message)
        if let path = diagnostic.path { self.path(path) } else { null("path") }
        field("line", diagnostic.line)
        field("column", diagnostic.column)
        field("detector", diagnostic.detector)
        field("recovery", diagnostic.recovery)
        field("retry_may_help", diagnostic.retryMayHelp)
        field("incomplete", diagnostic.isIncomplete)
    }

    /// `path` is the exact path when it is valid UTF-8. Otherwise U+FFFD stands in it for what is not, and `path_uri`
    /// is the exact path with its bytes percent-encoded.
    mutating func path(_ path: RawPath) {
        field("path", String(decoding: path.bytes, as: UTF8.self))
        if !path.isValidUTF8 { field("path_uri", path.uri) }
    }

    mutating func position(_ key: StaticString, _ position: Position) {
        object(key) {
            $0.field("offset", position.offset)
            $0.field("line", position.line)
            $0.field("column", position.column)
            $0.field("byte_column", position.byteColumn)
        }
    }

    private mutating func excerpt(_ excerpt: Excerpt) {
        field("text", excerpt.text)
        field("is_cut", excerpt.isCut)
    }

    private mutating func suppression(_ suppression: Suppression?) {
        guard let suppression else { return null("suppression") }
        object("suppression") {
            $0.field("reason", suppression.reason)
            $0.field("line", suppression.line)
        }
    }
}
