// Sentinel.swift - the plugin API of MCP Sentinel as Swift values: what is unsafe is here and in Border.swift.
//
// Conform a type to `Plugin` and name it in `thePlugin` (Plugin.swift). Swift errors cannot cross the border: functions
// throw `PluginError`, which becomes a status. A trap ends the process, which costs this plugin its findings.

import CSentinel

enum Severity: Int32 {
    case info, low, medium, high, critical
}

enum Confidence: Int32 {
    case low, medium, high
}

/// A failure, as one of the MCPS_ERR_* values. It becomes a diagnostic that names plugin and file.
struct PluginError: Error {
    var status: Int32
}

/// What a plugin does.
struct Capabilities: OptionSet {
    let rawValue: UInt32
    static let analyzeFile = Capabilities(rawValue: UInt32(MCPS_CAPABILITY_ANALYZE_FILE))
    static let analyzeListing = Capabilities(rawValue: UInt32(MCPS_CAPABILITY_ANALYZE_LISTING))
    static let patterns = Capabilities(rawValue: UInt32(MCPS_CAPABILITY_PATTERNS))
}

/// A rule, with the fields of rule files. Static texts live as long as the library, as the API asks.
struct Rule {
    /// Begins with the plugin's id in upper case and a hyphen.
    var id: StaticString
    var severity = Severity.medium
    var confidence = Confidence.medium
    /// Findings are secrets: masked wherever they would be shown.
    var isSecret = false
    var title: StaticString
    /// As in rule files, such as "command-injection".
    var category: StaticString = "other"
    /// Numbers separated by spaces.
    var cwe: StaticString = ""
    var message: StaticString
    var why: StaticString
    var fix: StaticString
    /// Addresses, one a line.
    var references: StaticString = ""
    /// For rules that the host searches for: see `Plugin.accepts`.
    var pattern: StaticString = ""
    var keywords: StaticString = ""
    var appliesTo: StaticString = ""
    var maxLength: UInt32 = 0
}

/// An option of the user's. The host checks values before the plugin is created.
struct OptionSpec {
    enum Kind {
        case bool
        case int(ClosedRange<Int64>)
        /// The choices, one a line.
        case choice(StaticString)
        case string
        /// Items separated by newlines.
        case list
    }

    var name: StaticString
    var kind: Kind
    var help: StaticString
    var defaultValue: StaticString
}

/// A sample: `plugins check` tries it. The rule must fire where U+27E6 and U+27E7 mark the text, and only there.
struct Example {
    var fires: Bool
    var rule: StaticString
    var file: StaticString
    var text: StaticString
}

/// What the plugin is.
struct Description {
    /// Lower-case letters, digits and hyphens.
    var id: StaticString
    var version: StaticString
    var title: StaticString
    /// Types of files, separated by spaces; empty for all.
    var fileTypes: StaticString = ""
    var capabilities: Capabilities
    var rules: [Rule]
    var options: [OptionSpec] = []
    var examples: [Example] = []
}

/// A plugin's instance: made once, shared by all threads.
protocol Plugin: Sendable {
    static var description: Description { get }
    /// Called once, when all options have their values.
    init(host: Host) throws(PluginError)
    func scanFile(_ file: File, host: Host) throws(PluginError)
    /// `file` is the JSON answer to `tools/list`, `prompts/list` or `resources/list`.
    func scanListing(_ file: File, host: Host) throws(PluginError)
    /// Whether a match of a rule's pattern is what the rule means.
    func accepts(_ match: Match, in file: File, host: Host) throws(PluginError) -> Bool
}

extension Plugin {
    func scanFile(_ file: File, host: Host) throws(PluginError) {}
    func scanListing(_ file: File, host: Host) throws(PluginError) {}
    func accepts(_ match: Match, in file: File, host: Host) throws(PluginError) -> Bool { true }
}

/// A file or a listing, lent for the time of a call: do not keep it.
struct File {
    /// Any bytes. Indices are checked, as an array's are.
    let content: UnsafeRawBufferPointer
    let path: UnsafeRawBufferPointer
    /// Such as "json yaml".
    let types: String
}

/// A match of one of the plugin's patterns.
struct Match {
    let rule: String
    let range: Range<Int>
}

/// A place in the present file.
struct Finding {
    var rule: StaticString
    var range: Range<Int>
    /// The rule's, unless it is said.
    var severity: Severity?
    var confidence: Confidence?
    /// The part that must not be shown.
    var secret: Range<Int> = 0..<0
    /// One sentence about this place, at most 1,000 bytes; empty for the rule's.
    var message = ""
    /// Why severity or confidence differ from the rule's.
    var evidence = ""
}

/// What the scanner lends for the time of a call: do not keep it.
struct Host {
    let pointer: UnsafePointer<mcps_host>

    /// Says a line to the user, as a diagnostic.
    func log(_ severity: Severity, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                pointer.pointee.log(pointer, severity.rawValue, $0.baseAddress, $0.count)
            }
        }
    }

    /// Reports a finding. False: the file has had its share of findings; return.
    func report(_ finding: Finding) throws(PluginError) -> Bool {
        let status = finding.message.lent { message in
            finding.evidence.lent { evidence in
                var lent = mcps_plugin_finding()
                lent.struct_size = UInt32(MemoryLayout<mcps_plugin_finding>.size)
                lent.severity = finding.severity?.rawValue ?? -1
                lent.confidence = finding.confidence?.rawValue ?? -1
                lent.rule_id = finding.rule.text
                lent.start = UInt64(finding.range.lowerBound)
                lent.end = UInt64(finding.range.upperBound)
                lent.secret_start = UInt64(finding.secret.lowerBound)
                lent.secret_end = UInt64(finding.secret.upperBound)
                lent.message = message
                lent.evidence = evidence
                return pointer.pointee.report(pointer, &lent)
            }
        }
        guard status >= 0 else { throw PluginError(status: status) }
        return status != MCPS_LIMITED
    }

    /// The first match of a PCRE2 pattern in `subject` from `start` on: the whole and its groups, at most `count`.
    /// Nil for a group that took no part; an empty array for no match.
    func find(
        _ pattern: StaticString, flags: Int32 = 0, in subject: UnsafeRawBufferPointer, from start: Int = 0,
        count: Int = 1
    ) throws(PluginError) -> [Range<Int>?] {
        var spans = [mcps_span](repeating: mcps_span(start: .max, end: .max), count: count)
        let found = pointer.pointee.match(
            pointer, pattern.text.data, pattern.text.length, UInt32(flags),
            subject.baseAddress?.assumingMemoryBound(to: CChar.self), subject.count, start, &spans, count)
        guard found >= 0 else { throw PluginError(status: found) }
        return spans.prefix(Int(found)).map { $0.start == .max ? nil : Int($0.start)..<Int($0.end) }
    }

    /// The value of an option that the plugin declared, in its canonical form.
    func option(_ name: StaticString) throws(PluginError) -> String {
        var value = mcps_text()
        let status = pointer.pointee.option_get(pointer, name.text.data, &value)
        guard status >= 0 else { throw PluginError(status: status) }
        return value.string
    }

    /// True when the work is no longer wanted: return soon.
    var isCancelled: Bool { pointer.pointee.is_cancelled(pointer) != 0 }
}
