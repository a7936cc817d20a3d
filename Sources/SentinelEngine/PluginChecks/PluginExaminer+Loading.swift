internal import SentinelModel
internal import SentinelPlugins

extension PluginExaminer {
    /// Loads the plugin as a scan would, and tells of each step. Nil when one failed: then there is nothing to try.
    func load() -> Subject? {
        var library: PluginLibrary?
        step("file") { () throws(PluginMistakes) in
            do throws(PluginFailure) {
                // What a lock file says is not asked for: a plugin is tried out before it is trusted.
                let opened = try PluginLibrary(self.path, lock: nil)
                library = opened
                return "SHA-256 \(opened.digest)"
            } catch {
                throw PluginMistakes(error.message)
            }
        }
        guard let library else { return nil }
        var version: PluginVersion?
        var failure: PluginFailure?
        do throws(PluginFailure) { version = try self.version(library) } catch { failure = error }
        tellStages(version, failure)
        guard let version else { return nil }
        return subject(library, version)
    }

    private func tellStages(_ version: PluginVersion?, _ failure: PluginFailure?) {
        for stage in PluginFailure.Stage.allCases where stage != .file {
            if let failure, failure.stage ?? .load == stage {
                step(stage.rawValue) { () throws(PluginMistakes) in throw PluginMistakes(Self.sentence(of: failure)) }
                return
            }
            // Where nothing is known of the steps within, only the whole of them failed.
            if stage == .host || stage == .load { continue }
            if failure?.stage == .load { continue }
            step(stage.rawValue) { () throws(PluginMistakes) in Self.passed(stage, version) }
        }
    }

    private static func sentence(of failure: PluginFailure) -> String {
        switch failure.kind {
        case .crashed, .timedOut: "the plugin \(failure.message)"
        default: failure.message
        }
    }

    private static func passed(_ stage: PluginFailure.Stage, _ version: PluginVersion?) -> String {
        switch stage {
        case .file, .host, .load: ""
        case .confine: version.map { $0.confinement.list.joined(separator: ", ") } ?? "its process is confined"
        case .open: "the dynamic linker finds all that it needs"
        case .entry: "`mcps_plugin_entry` returns MCPS_OK"
        case .version: "its version of the API is one that works here"
        case .size: "its structs are of known sizes"
        case .functions: "its capabilities have their functions"
        case .description: version.map { summary($0.description) } ?? "its rules, options and examples are well-formed"
        case .options: "the options have valid defaults"
        case .create: "`create` and `session_new` return MCPS_OK"
        }
    }

    private static func summary(_ plugin: PluginDescription) -> String {
        "\(plugin.id) \(plugin.version); rules: \(plugin.rules.count), options: \(plugin.options.count), "
            + "examples: \(plugin.examples.count)"
    }

    /// Checks the rules as those of rule files are, together with the built-in ones.
    private func subject(_ library: PluginLibrary, _ version: PluginVersion) -> Subject? {
        var subject: Subject?
        step("rules") { () throws(PluginMistakes) in
            do throws(EngineMistake) {
                var loader = RuleLoader()
                try loader.loadBuiltIn()
                try loader.add(version.description, from: self.path)
                let plugin = try PluginSubject(version.description, maxFindings: self.settings.maxFindingsPerFile)
                subject = Subject(library, version, plugin)
                let patterns = version.description.patterns.count
                return patterns == 0
                    ? "their ids are free" : "their ids are free, and their patterns are fit (\(patterns))"
            } catch {
                throw PluginMistakes([error.message, error.detail].filter { !$0.isEmpty })
            }
        }
        return subject
    }
}
