internal import SentinelDetectors
internal import SentinelModel
internal import SentinelPlugins

/// A plugin, and the version of it that a scan has pinned.
struct PluginPin: Sendable {
    let plugin: Plugin
    let version: PluginVersion

    var info: PluginInfo {
        PluginInfo(
            id: plugin.id, version: version.description.version, path: plugin.path, digest: version.library.digest,
            mode: version.mode.rawValue, confinement: version.confinement.list)
    }
}

/// What plugins say of a file.
struct PluginHarvest {
    var matches: [RuleMatch] = []
    var secrets: [SecretSpan] = []
    /// Matches of the rules that a plugin does not accept, as indices of the file's.
    var refused: Set<Int> = []
    var diagnostics: [Diagnostic] = []

    var isEmpty: Bool { matches.isEmpty && refused.isEmpty && diagnostics.isEmpty }
}
