internal import SentinelModel

/// All options, in the order in which help lists them.
package enum OptionTable {
    package static let all: [OptionDescriptor] = rules + knowledge + files + limits + output + trust + plugins

    /// The option called `name`; a mistake suggests the nearest.
    package static func option(named name: String) throws(OptionMistake) -> OptionDescriptor {
        guard let found = all.first(where: { $0.name == name }) else {
            throw OptionMistake(
                reason: .unknownName,
                message: "there is no option `\(name)`.\(didYouMean(name, in: all.map(\.name)))")
        }
        return found
    }

    private static let severities = Severity.allCases.map(\.name)
    private static let confidences = Confidence.allCases.map(\.name)

    private static let rules = group("Rules", discovered: true) {
        [
            ("rules", .list, "", "Rule files, or folders of them, to use beside the built-in rules."),
            ("rule", .list, "", "Use only these rules: ids, or globs over ids."),
            ("skip_rule", .list, "", "Leave these rules out: ids, or globs over ids."),
            ("severity", .choice(severities), "info", "The least severity that is reported."),
            ("confidence", .choice(confidences), "low", "The least confidence that is reported."),
        ]
    }

    private static let knowledge = group("Rules", discovered: false) {
        [
            (
                "advisories", .list, "",
                "Files of advisories, as `advisories update` writes them, to use beside the built-in ones."
            )
        ]
    }

    private static let files = group("Files", discovered: true) {
        [
            ("include", .list, "", "Scan only files that match one of these globs (gitignore syntax)."),
            ("exclude", .list, "", "Leave out files and folders that match one of these globs (gitignore syntax)."),
            ("gitignore", .bool, "true", "Obey .gitignore, .ignore and .mcpsentinelignore files."),
            ("hidden", .bool, "true", "Scan hidden files and folders (.git is always left out)."),
            ("max_file_size", .size(1...1 << 40), "10MB", "Larger files are read in windows, by pattern rules only."),
            ("hard_file_size", .size(1...1 << 50), "1GB", "Larger files are not read, and the report says so."),
            ("report_skipped", .bool, "false", "Report each file that is left out, not only their number."),
        ]
    }

    private static let limits = group("Limits", discovered: false) {
        [
            ("jobs", .int(0...1024), "0", "Worker threads; 0 means one per processor."),
            ("max_concurrent_files", .int(0...1024), "0", "Files in work at once; 0 means as many as jobs."),
            ("batch_size", .int(1...10_000), "50", "Files handed to a worker at once."),
            ("timeout", .duration(0...86_400_000), "0s", "The whole scan ends after this time; 0 means never."),
            ("file_timeout", .duration(0...86_400_000), "30s", "Work on one file ends after this time; 0 means never."),
            ("memory_limit", .size(1 << 20...1 << 40), "256MB", "Work waits rather than use more memory than this."),
            ("retries", .int(0...100), "3", "How often a read is tried again after a fault that may pass."),
            (
                "error_threshold", .int(0...1_000_000_000), "1000",
                "The scan stops after this many failures; 0 means never."
            ),
            ("match_limit", .int(1...100_000_000), "100000", "PCRE2's match limit for one attempt of one pattern."),
            ("depth_limit", .int(1...100_000_000), "100000", "PCRE2's depth limit, in its interpreter."),
            ("heap_limit", .size(1 << 10...1 << 34), "20MB", "PCRE2's heap limit, in its interpreter."),
            ("max_findings", .int(0...1_000_000_000), "0", "The scan stops after this many findings; 0 means never."),
            ("max_findings_per_file", .int(1...1_000_000), "1000", "Further findings in one file are only counted."),
        ]
    }

    private static let output = group("Output", discovered: false) {
        [
            ("show_secrets", .bool, "false", "Show secrets as they are instead of masked."),
            ("show_suppressed", .bool, "false", "Show findings that a comment suppresses in text output."),
            (
                "omit_measurements", .bool, "false",
                "Leave times and memory out, so that equal scans give equal reports."
            ),
            ("progress_interval", .duration(0...3_600_000), "0s", "How often progress events come; 0 means never."),
            ("verbose", .bool, "false", "Text output lists low diagnostics as well."),
        ]
    }

    private static let trust = group("Trust", discovered: false) {
        [
            (
                "untrusted", .bool, "false",
                "Disregard all in the tree that weakens a scan: configuration, ignore files, suppression comments."
            )
        ]
    }

    private static let plugins = group("Plugins", discovered: false) {
        [
            ("plugins", .list, "", "Plugins to load: paths of shared libraries."),
            ("plugin_dir", .string, "", "A folder whose shared libraries are all loaded as plugins."),
            ("plugin_lock", .string, "", "A list of SHA-256 digests; only plugins that stand in it are loaded."),
            (
                "plugin_in_process", .list, "",
                "Plugins to load into this process: nothing contains them there. Paths, as in `plugins`."
            ),
            ("plugin_option", .list, "", "A value for a plugin's option, as `plugin.option=value`."),
            ("plugin_host", .string, "", "The program that runs plugins; the one beside the library if not set."),
            (
                "plugin_confinement", .choice(["auto", "strict"]), "auto",
                "`strict` refuses to run plugins that cannot be fully confined."
            ),
            ("plugin_timeout", .duration(1...86_400_000), "10s", "A plugin's work on one file ends after this time."),
            ("plugin_parallel", .int(1...64), "5", "Processes of one plugin at once."),
            ("plugin_memory", .size(1 << 20...1 << 40), "512MB", "Memory of a plugin's process."),
            (
                "plugin_health_interval", .duration(0...86_400_000), "60s",
                "Idle plugins are asked so often if all is well."
            ),
            ("plugin_reload", .bool, "false", "Load a plugin anew when its file was replaced, at the start of a scan."),
            ("breaker_failures", .int(1...1_000_000), "5", "A plugin is left alone after so many failures in a row."),
            ("breaker_reset", .duration(1...86_400_000), "60s", "After this time it is tried again."),
            ("breaker_trials", .int(1...1000), "1", "Calls at once while it is tried."),
            ("breaker_successes", .int(1...1000), "3", "Successes in a row after which all is well again."),
        ]
    }

    private static func group(
        _ name: String, discovered: Bool, _ rows: () -> [(String, OptionDescriptor.Kind, String, String)]
    ) -> [OptionDescriptor] {
        rows().map {
            OptionDescriptor(
                name: $0.0, kind: $0.1, defaultValue: $0.2, help: $0.3, group: name, isAllowedWhenDiscovered: discovered
            )
        }
    }
}
