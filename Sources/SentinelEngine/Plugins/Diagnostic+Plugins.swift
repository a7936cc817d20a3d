internal import SentinelModel
internal import SentinelPlugins

// What is told of plugins.
extension Diagnostic {
    /// A plugin that was lost on a file, or did not get to see it.
    static func pluginLost(_ id: String, _ failure: PluginFailure, in path: RawPath) -> Diagnostic {
        let isTimeout = failure.kind == .timedOut
        let recovery =
            failure.kind == .suspended
            ? "From here on files go without it until it is tried again (`breaker_reset`)."
            : "The file went on without it; all other detectors saw it."
        return Diagnostic(
            isTimeout ? .pluginTimeout : .pluginLost, .medium, isTimeout ? .timeout : .detector,
            message: "The plugin \(id) \(failure.sentence).", path: path, detector: id, recovery: recovery,
            retryMayHelp: isTimeout, isIncomplete: true)
    }

    static func pluginFailed(_ id: String, _ status: Int32, in path: RawPath) -> Diagnostic {
        Diagnostic(
            .pluginFailed, .medium, .detector, message: "The plugin \(id) failed on the file (status \(status)).",
            path: path, detector: id, recovery: "What it reported before stands.", isIncomplete: true)
    }

    static func pluginLimit(_ id: String, further: Int, in path: RawPath) -> Diagnostic {
        Diagnostic(
            .fileFindingLimit, .medium, .detector,
            message: "The plugin \(id) had \(further) findings more than may be reported in one file.", path: path,
            detector: id, recovery: "Raise `max_findings_per_file`, or leave the plugin out.", isIncomplete: true)
    }

    /// A report that the host refused.
    static func pluginMisreport(_ id: String, _ complaint: String, in path: RawPath) -> Diagnostic {
        Diagnostic(
            .pluginMisreport, .low, .detector, message: "The plugin \(id) made a bad report: \(complaint).", path: path,
            detector: id, recovery: "That report was dropped. Tell the plugin's author.", isIncomplete: false)
    }

    static func pluginInTree(_ plugin: Plugin, below root: RawPath) -> Diagnostic {
        Diagnostic(
            .pluginRefused, .medium, .detector,
            message: "The plugin \(plugin.id) lies in the scanned tree \(root.display) and was not used.",
            path: plugin.path, detector: plugin.id, recovery: "Put it somewhere else.", isIncomplete: true)
    }

    static func pluginNotReloaded(_ plugin: Plugin, _ failure: PluginFailure) -> Diagnostic {
        Diagnostic(
            .pluginRefused, .medium, .detector,
            message: "The new version of the plugin \(plugin.id) was not taken: \(failure.message).", path: plugin.path,
            detector: plugin.id, recovery: "The version that was loaded before goes on.", isIncomplete: false)
    }

    static func pluginLine(_ line: PluginLine, of id: String) -> Diagnostic {
        Diagnostic(
            .pluginMessage, max(.low, line.severity), .detector, message: "The plugin \(id) says: \(line.text)",
            detector: id, recovery: "Nothing was left out because of it.", isIncomplete: false)
    }
}

extension PluginFailure {
    /// What follows a plugin's name.
    fileprivate var sentence: String {
        switch kind {
        case .crashed, .timedOut, .suspended, .cancelled: message
        case .refused, .load, .description, .create, .garbled, .host: "cannot be used: \(message)"
        }
    }
}
