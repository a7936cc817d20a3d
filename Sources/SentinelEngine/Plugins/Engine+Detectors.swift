package import SentinelModel
internal import SentinelPlugins

/// A plugin of an engine, and how it fares.
package struct DetectorReport: Sendable {
    package var plugin: PluginInfo
    package var title: String
    /// `files`, `listings`, `patterns`.
    package var capabilities: [String]
    package var ruleCount: Int
    package var health: PluginMeasurements
}

extension Engine {
    /// The plugins, in the order of the options.
    package var detectors: [DetectorReport] {
        plugins.map { plugin in
            let version = plugin.version
            let declared = version.description
            return DetectorReport(
                plugin: PluginPin(plugin: plugin, version: version).info, title: declared.title,
                capabilities: declared.capabilities.names, ruleCount: declared.rules.count, health: plugin.measurements)
        }
    }

    package enum Reloading: Sendable {
        case done
        case unknown(String)
        /// The present version stays.
        case refused(String)
    }

    /// Loads what lies at a plugin's path now, for scans that start later.
    package func reloadDetector(_ id: String) -> Reloading {
        guard let plugin = plugins.first(where: { $0.id == id }) else {
            return .unknown("no plugin is called `\(id)`.\(didYouMean(id, in: plugins.map(\.id)))")
        }
        do throws(PluginFailure) {
            try plugin.reload()
            return .done
        } catch {
            return .refused("\(plugin.path.display): the new version was not taken: \(error.message)")
        }
    }

    /// Asks the idle hosts of all plugins whether they are well.
    package func checkDetectors() { for plugin in plugins { plugin.check() } }
}

extension Plugin {
    /// How it has fared, for reports.
    var measurements: PluginMeasurements {
        let health = self.health
        return PluginMeasurements(
            id: id, state: breakerState, calls: health.calls, findings: health.findings, errors: health.errors,
            timeouts: health.timeouts, restarts: health.restarts, medianTime: health.median, slowTime: health.slow,
            lastFailure: health.lastFailure)
    }
}
