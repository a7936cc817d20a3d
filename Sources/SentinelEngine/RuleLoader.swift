internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins
internal import SentinelRules

/// Collects rules from the library and from the user's files; ids and aliases stay unique.
struct RuleLoader {
    private(set) var rules: [PatternRule] = []
    private var owners: [String: String] = [:]

    mutating func loadBuiltIn() throws(EngineMistake) {
        guard let found = BuiltInRules.load() else {
            throw EngineMistake(.rule, "the library's own rules cannot be read; it was not built as a whole")
        }
        for rule in found { try add(rule, file: "the library") }
    }

    /// Loads a rule file, or every `.yaml` and `.yml` file below a folder.
    mutating func load(_ path: RawPath) throws(EngineMistake) {
        guard let files = ruleFiles(at: path) else {
            throw EngineMistake(.unreadable, "\(path.display): there is no such rule file or folder")
        }
        guard !files.isEmpty else {
            throw EngineMistake(.rule, "\(path.display): the folder holds no .yaml file")
        }
        for file in files { try loadFile(file) }
    }

    private mutating func loadFile(_ path: RawPath) throws(EngineMistake) {
        let name = path.display
        let bytes: [UInt8]
        switch readSmallFile(path, limit: 4 << 20) {
        case .success(let read): bytes = read
        case .failure(let fault): throw EngineMistake(.unreadable, "\(name): \(fault.message)")
        }
        let found: [PatternRule]
        do throws(RuleError) {
            let parser = RuleParser(origin: name, isBuiltIn: false)
            found = try RuleCheck.checked(try parser.parse(bytes, file: name)) { _ in name }
        } catch {
            throw EngineMistake(error)
        }
        for rule in found { try add(rule, file: name) }
    }

    /// Adds the rules that a plugin declares; those with a pattern are checked as rules of files are.
    mutating func add(_ plugin: PluginDescription, from path: RawPath) throws(EngineMistake) {
        let name = path.display
        let declared: [PatternRule]
        do throws(RuleError) {
            declared = try RuleCheck.checked(plugin.rules.map(\.asRule)) { _ in name }
        } catch {
            throw EngineMistake(error)
        }
        for rule in declared { try add(rule, file: name) }
    }

    private mutating func add(_ rule: PatternRule, file: String) throws(EngineMistake) {
        for name in [rule.descriptor.id] + rule.descriptor.aliases {
            if let other = owners.updateValue(file, forKey: name) {
                throw EngineMistake(.rule, "\(file): the rule id `\(name)` is taken already by a rule of \(other)")
            }
        }
        rules.append(rule)
    }
}

/// Which rules the options leave on.
struct RuleSelection {
    private let selected: [String]
    private let skipped: [String]

    /// Throws when an option names no rule: a scan that silently runs less than was asked for must not happen.
    init(_ settings: Settings, known: [PatternRule]) throws(EngineMistake) {
        selected = settings.selectedRules
        skipped = settings.skippedRules
        let names = known.flatMap { [$0.descriptor.id] + $0.descriptor.aliases }
        for (option, globs) in [("rule", selected), ("skip_rule", skipped)] {
            for glob in globs where !names.contains(where: { matchesGlob($0, glob) }) {
                throw EngineMistake(
                    .option, "`\(option)`: no rule is called `\(glob)`.\(didYouMean(glob, in: names))")
            }
        }
    }

    func includes(_ rule: RuleDescriptor) -> Bool {
        let names = [rule.id] + rule.aliases
        let isSelected = selected.isEmpty || selected.contains { glob in names.contains { matchesGlob($0, glob) } }
        return isSelected && !skipped.contains { glob in names.contains { matchesGlob($0, glob) } }
    }
}
