import SentinelModel

extension ByteSink {
    /// The members of a `result` (3.27).
    mutating func result(_ finding: Finding, ruleIndex: Int?) {
        field("ruleId", finding.rule.id)
        if let ruleIndex { field("ruleIndex", ruleIndex) }
        field("level", finding.severity.sarifLevel)
        let message = finding.message.isEmpty ? finding.rule.shortDescription : finding.message.safe
        object("message") { $0.field("text", message) }
        array("locations") {
            $0.object { $0.place(finding.path, finding.range, snippet: finding.match.text) }
        }
        if !finding.trace.isEmpty { trace(finding.trace) }
        object("partialFingerprints") { $0.field("mcpSentinel/v1", finding.fingerprint) }
        if let suppression = finding.suppression { self.suppression(suppression) }
        object("properties") { $0.properties(of: finding) }
    }

    /// The members of a `notification` (3.58).
    mutating func notification(_ diagnostic: Diagnostic, ruleIndex: Int?) {
        note(diagnostic.code.rawValue, diagnostic.message.safe, level: diagnostic.severity.sarifLevel)
        if let path = diagnostic.path {
            array("locations") {
                $0.object {
                    $0.object("physicalLocation") {
                        $0.artifact(path)
                        if diagnostic.line > 0 { $0.place(line: diagnostic.line, column: diagnostic.column) }
                    }
                }
            }
        }
        if let ruleIndex {
            object("associatedRule") {
                $0.field("id", diagnostic.detector)
                $0.field("index", ruleIndex)
            }
        }
        object("properties") { $0.properties(of: diagnostic) }
    }

    /// The members that every notification has.
    mutating func note(_ id: String, _ text: String, level: String) {
        object("descriptor") { $0.field("id", id) }
        field("level", level)
        object("message") { $0.field("text", text.safe) }
    }

    private mutating func properties(of finding: Finding) {
        field("severity", finding.severity.name)
        field("confidence", finding.confidence.name)
        field("category", finding.rule.category.rawValue)
        array("cwe", of: finding.rule.cwe) { $1.field(nil, $0) }
        strings("owasp_mcp", finding.rule.owaspMCP.lazy.map(\.rawValue))
        if !finding.evidence.isEmpty { field("evidence", finding.evidence.safe) }
    }

    private mutating func properties(of diagnostic: Diagnostic) {
        field("severity", diagnostic.severity.name)
        field("category", diagnostic.category.name)
        field("detector", diagnostic.detector)
        field("recovery", diagnostic.recovery.safe)
        field("retry_may_help", diagnostic.retryMayHelp)
        field("incomplete", diagnostic.isIncomplete)
    }

    /// A relative path stays relative: readers resolve it against the folder they know, and GitHub against the
    /// repository's root. Only an absolute one gets a scheme.
    private mutating func artifact(_ path: RawPath) {
        let isAbsolute = path.bytes.first == UInt8(ascii: "/")
        object("artifactLocation") { $0.field("uri", (isAbsolute ? "file://" : "") + path.relativeURI) }
    }

    /// `physicalLocation` (3.29).
    mutating func place(_ path: RawPath, _ range: SourceRange, snippet: String? = nil) {
        object("physicalLocation") {
            $0.artifact(path)
            $0.region(range, snippet: snippet)
        }
    }

    /// A `region` (3.30). Lines and columns below 1, which the schema refuses, cannot come from the scanner.
    private mutating func region(_ range: SourceRange, snippet: String?) {
        object("region") {
            $0.field("startLine", max(1, range.start.line))
            $0.field("startColumn", max(1, range.start.column))
            $0.field("endLine", max(1, range.end.line))
            $0.field("endColumn", max(1, range.end.column))
            $0.field("byteOffset", max(0, range.start.offset))
            $0.field(
                "byteLength", max(0, range.end.offset.subtractingReportingOverflow(range.start.offset).partialValue))
            if let snippet { $0.object("snippet") { $0.field("text", snippet) } }
        }
    }

    private mutating func place(line: Int, column: Int) {
        object("region") {
            $0.field("startLine", line)
            if column > 0 { $0.field("startColumn", column) }
        }
    }

    /// `suppressions` (3.35).
    private mutating func suppression(_ suppression: Suppression) {
        array("suppressions") {
            $0.object {
                $0.field("kind", "inSource")
                if !suppression.reason.isEmpty { $0.field("justification", suppression.reason.safe) }
                $0.object("properties") { $0.field("line", suppression.line) }
            }
        }
    }
}

extension RawPath {
    /// `uri` without leading `./`, which GitHub would not find in a repository.
    fileprivate var relativeURI: String {
        var rest = bytes[...]
        while rest.starts(with: [UInt8(ascii: "."), UInt8(ascii: "/")]) {
            rest = rest.dropFirst(2).drop { $0 == UInt8(ascii: "/") }
        }
        return rest.isEmpty ? "." : RawPath(Array(rest)).uri
    }
}
