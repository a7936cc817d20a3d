import SentinelModel

/// Diagnostics counted by what they are, for the summary: bounded by the number of categories and codes.
struct DiagnosticTally {
    /// What is known about the incomplete ones of a code.
    struct Gap {
        var count = 0
        /// The advice of the first of them.
        var recovery: String
        var retryMayHelp: Bool
    }

    private(set) var byCategory: [DiagnosticCategory: Int] = [:]
    private(set) var gaps: [Diagnostic.Code: Gap] = [:]
    private var seen: [Diagnostic.Code: Int] = [:]
    /// How many were counted but not shown.
    var hidden = 0

    /// Counts one, and returns how many of its code there are now.
    mutating func add(_ diagnostic: Diagnostic) -> Int {
        byCategory[diagnostic.category, default: 0] += 1
        if diagnostic.isIncomplete {
            let new = Gap(recovery: diagnostic.recovery, retryMayHelp: diagnostic.retryMayHelp)
            gaps[diagnostic.code, default: new].count += 1
        }
        seen[diagnostic.code, default: 0] += 1
        return seen[diagnostic.code, default: 0]
    }
}
