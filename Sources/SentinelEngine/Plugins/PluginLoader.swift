internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins
internal import SentinelRules

/// Loads the plugins that the options name.
struct PluginLoader {
    private let choice: PluginChoice
    private let lock: PluginLock?

    init(_ choice: PluginChoice) throws(EngineMistake) {
        self.choice = choice
        lock = try choice.lock.map { (path) throws(EngineMistake) in
            do throws(PluginLockFile.Mistake) { return try PluginLockFile(path).read() } catch {
                throw EngineMistake(error)
            }
        }
    }

    /// All of them, in the order of the options; their ids differ.
    func load() throws(EngineMistake) -> [Plugin] {
        var plugins: [Plugin] = []
        for (path, mode) in try files() {
            let plugin = try load(path, mode)
            if let other = plugins.first(where: { $0.id == plugin.id }) {
                throw EngineMistake(
                    .option, "\(path.display): the plugin id `\(plugin.id)` is taken already by \(other.path.display)")
            }
            plugins.append(plugin)
        }
        for option in choice.options where !plugins.contains(where: { option.hasPrefix($0.id + ".") }) {
            throw EngineMistake(
                .option,
                "`plugin_option` `\(option)` is not of the form `plugin.option=value`, or there is no such plugin")
        }
        return plugins
    }

    private func load(_ path: RawPath, _ mode: PluginMode) throws(EngineMistake) -> Plugin {
        let (choice, lock) = (choice, lock)
        // Before anything of it runs: whoever wrote what is scanned may have written it.
        if let root = choice.roots.first(where: { $0.holds(path) }) {
            throw EngineMistake(
                .option,
                "\(path.display): the plugin lies in what is to be scanned (\(root.display)) and is not loaded. "
                    + "Put it somewhere else.")
        }
        do throws(PluginFailure) {
            return try Plugin(path) { () throws(PluginFailure) in
                try PluginVersion(
                    try PluginLibrary(path, lock: lock), mode: mode, given: { choice.values(for: $0) }, choice.settings,
                    check: Self.check)
            }
        } catch {
            throw EngineMistake(.option, "\(path.display): the plugin cannot be used: \(error.message)")
        }
    }

    private func files() throws(EngineMistake) -> [(RawPath, PluginMode)] {
        var found: [(RawPath, PluginMode)] = choice.paths.map { ($0, .isolated) }
        if let folder = choice.folder {
            guard let names = sharedLibraries(in: folder) else {
                throw EngineMistake(.unreadable, "\(folder.display): there is no such plugin folder")
            }
            found += names.map { ($0, .isolated) }
        }
        found.removeAll { choice.inProcess.contains($0.0) }
        return found + choice.inProcess.map { ($0, .inProcess) }
    }

    /// A plugin's options have the types of the engine's own.
    static let check: PluginOptionCheck = { option, text in
        let range = min(option.minimum, option.maximum)...max(option.minimum, option.maximum)
        let kinds: [OptionDescriptor.Kind] = [
            .bool, .int(range), .size(range), .duration(range), .choice(option.choices), .string, .list,
        ]
        guard kinds.indices.contains(option.type) else {
            return .failure(PluginFailure(.description, "its option `\(option.name)` is of a type that there is not"))
        }
        let own = OptionDescriptor(
            name: option.name, kind: kinds[option.type], defaultValue: option.defaultValue, help: option.help,
            group: "Plugins", isAllowedWhenDiscovered: false)
        return Result { () throws(OptionMistake) in try own.canonical(text) }
            .mapError { PluginFailure(.create, $0.message) }
    }
}

extension PluginChoice {
    /// What the options say for the plugin called `id`; the items of a list are joined.
    func values(for id: String) -> [(name: String, value: String)] {
        options.compactMap { text in
            guard text.hasPrefix(id + "."), let sign = text.firstIndex(of: "=") else { return nil }
            let name = text[text.index(text.startIndex, offsetBy: id.count + 1)...].prefix { $0 != "=" }
            return (String(name), String(text[text.index(after: sign)...]))
        }
    }
}

extension PluginRule {
    /// The rule as the engine's own are.
    var asRule: PatternRule {
        PatternRule(
            declared: descriptor, pattern: pattern, keywords: keywords, appliesTo: appliesTo,
            maxLength: maxLength > 0 ? maxLength : nil)
    }
}
