/// Something that went wrong, or was left out, while scanning. `severity` says what followed: low, the scan went on; medium,
/// it went on and the user should know; high, this file was stopped; critical, the scan was stopped.
package struct Diagnostic: Hashable, Sendable {
    package var severity: Severity
    package var category: DiagnosticCategory
    /// A stable name for programs.
    package var code: Code
    package var message: String
    /// The file or folder; nil where none is concerned.
    package var path: RawPath?
    /// The rule or detector; empty where none is concerned.
    package var detector: String
    /// What the scanner did about it, and what the user can do.
    package var recovery: String
    /// True if the same scan may do better when it is run again.
    package var retryMayHelp: Bool
    /// Where in the file, from 1; 0 where that is not known.
    package var line: Int
    package var column: Int
    /// True if something that should have been scanned was not.
    package var isIncomplete: Bool

    package init(
        _ code: Code, _ severity: Severity, _ category: DiagnosticCategory, message: String, path: RawPath? = nil,
        detector: String = "", recovery: String, retryMayHelp: Bool = false, line: Int = 0, column: Int = 0,
        isIncomplete: Bool
    ) {
        self.severity = severity
        self.category = category
        self.code = code
        self.message = message
        self.path = path
        self.detector = detector
        self.recovery = recovery
        self.retryMayHelp = retryMayHelp
        self.line = line
        self.column = column
        self.isIncomplete = isIncomplete
    }
}

/// Raw values are those of `MCPS_CATEGORY_*`.
package enum DiagnosticCategory: Int32, CaseIterable, Sendable {
    case fileAccess = 0
    case memory
    case detector
    case timeout
    case validation
    case system

    package var name: String {
        switch self {
        case .fileAccess: "file access"
        case .memory: "memory"
        case .detector: "detector"
        case .timeout: "timeout"
        case .validation: "validation"
        case .system: "system"
        }
    }
}

extension Diagnostic {
    /// The stable names. Adding one is adding a case; the raw value stands in every report.
    package enum Code: String, CaseIterable, Sendable {
        case rootMissing = "root-missing"
        case fileUnreadable = "file-unreadable"
        case fileVanished = "file-vanished"
        case fileChanged = "file-changed"
        case fileTooLarge = "file-too-large"
        case fileWindowed = "file-windowed"
        case fileSkipped = "file-skipped"
        case folderUnreadable = "folder-unreadable"
        case folderChanged = "folder-changed"
        case folderTooDeep = "folder-too-deep"
        case symlinkOutside = "symlink-outside-root"
        case symlinkBroken = "symlink-broken"
        case symlinkLoop = "symlink-loop"
        case specialFile = "special-file"
        case encodingInvalid = "encoding-invalid"
        case ignoreFileInvalid = "ignore-file-invalid"
        case fileTimeout = "file-timeout"
        case scanTimeout = "scan-timeout"
        case matchLimit = "match-limit"
        case matchFailed = "match-failed"
        case findingLimit = "finding-limit"
        case fileFindingLimit = "file-finding-limit"
        case memoryBudget = "memory-budget"
        case errorThreshold = "error-threshold"
        case cancelled = "cancelled"
        case configDiscovered = "config-discovered"
        case configDisregarded = "config-disregarded"
        case disregarded = "disregarded"
        case documentInvalid = "document-invalid"
        case analysisLimit = "analysis-limit"
        case pluginLost = "plugin-lost"
        case pluginTimeout = "plugin-timeout"
        case pluginFailed = "plugin-failed"
        case pluginMisreport = "plugin-misreport"
        case pluginMessage = "plugin-message"
        case pluginRefused = "plugin-refused"
        case internalFault = "internal-fault"
    }
}
