import ArgumentParser
import SentinelClient

// The argument parser works with reflection, which takes longer than all else a start does. A scan is started on every save
// and every commit, so the plain forms of its flags are read here. Whatever is not plain, mistakes above all, is left to the
// parser; a test compares the two.

extension ScanCommand {
    /// The command that the parser would make of `arguments`; nil where only the parser can tell.
    init?(plain arguments: [String]) {
        guard arguments.first == "scan" else { return nil }
        self = .unparsed
        var reader = PlainArguments(arguments.dropFirst())
        while let argument = reader.next() {
            guard take(argument, &reader) else { return nil }
        }
        guard (try? report.validate()) != nil, (try? configuration.validate()) != nil, (try? validate()) != nil else {
            return nil
        }
    }

    /// As the parser leaves it when no argument is given.
    private static var unparsed: ScanCommand {
        var command = ScanCommand()
        (command.paths, command.stdinFilename, command.estimate, command.explain) = ([], nil, false, nil)
        command.selection = .unparsed
        command.files = .unparsed
        command.report = .unparsed
        command.exit = .unparsed
        command.limits = .unparsed
        command.plugins = .unparsed
        command.configuration = .unparsed
        return command
    }

    /// Sets what `argument` says. False where it is not plain.
    private mutating func take(_ argument: PlainArguments.Argument, _ reader: inout PlainArguments) -> Bool {
        switch argument {
        case .value(let text):
            paths.append(Path(argument: text))
            return true
        case .flag(let name):
            guard reader.isFirst(name) else { return false }
            return takeSwitch(name) || reader.text().map { takeValue(name, $0) } ?? false
        case .assignment(let name, let text):
            return reader.isFirst(name) && takeValue(name, text)
        case .other:
            return false
        }
    }

    private mutating func takeSwitch(_ name: String) -> Bool {
        switch name {
        case "estimate": estimate = true
        case "gitignore": files.gitignore = true
        case "no-gitignore": files.gitignore = false
        case "quiet": report.quiet = true
        case "verbose": report.verbose = true
        case "no-progress": report.noProgress = true
        case "show-suppressed": report.showSuppressed = true
        case "show-secrets": report.showSecrets = true
        case "fail-on-incomplete": exit.failOnIncomplete = true
        case "no-fail-on-incomplete": exit.failOnIncomplete = false
        case "no-config": configuration.noConfig = true
        case "untrusted": configuration.untrusted = true
        default: return false
        }
        return true
    }

    private mutating func takeValue(_ name: String, _ text: String) -> Bool {
        switch name {
        case "stdin-filename": stdinFilename = Path(argument: text)
        case "severity": selection.severity = text
        case "confidence": selection.confidence = text
        case "rule": selection.rule.append(text)
        case "skip-rule": selection.skipRule.append(text)
        case "rules": selection.files.rules.append(text)
        case "advisories": selection.files.known.advisories.append(text)
        case "include": files.include.append(text)
        case "exclude": files.exclude.append(text)
        case "max-file-size": files.maxFileSize = text
        case "format": return add(OutputSpecification(argument: text), to: &report.format)
        case "color": return put(ColorChoice(argument: text), into: &report.color)
        case "fail-on": return put(FailThreshold(argument: text), into: &exit.failOn)
        case "jobs": limits.jobs = text
        case "timeout": limits.timeout = text
        case "file-timeout": limits.fileTimeout = text
        case "memory-limit": limits.memoryLimit = text
        case "plugins": plugins.plugins.append(text)
        case "plugin-dir": plugins.pluginDir = text
        case "plugin-lock": plugins.pluginLock = text
        case "plugin-in-process": plugins.pluginInProcess.append(text)
        case "plugin-option": plugins.pluginOption.append(text)
        case "config": configuration.config = Path(argument: text)
        case "set": return add(Assignment(argument: text), to: &configuration.set)
        default: return false
        }
        return true
    }

    private func put<Value>(_ value: Value?, into place: inout Value) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }

    private func put<Value>(_ value: Value?, into place: inout Value?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }

    private func add<Value>(_ value: Value?, to list: inout [Value]) -> Bool {
        guard let value else { return false }
        list.append(value)
        return true
    }
}

/// Arguments one by one, by their form alone.
struct PlainArguments {
    enum Argument {
        /// No flag; `-` among them.
        case value(String)
        /// `--name`, and the short forms by their long names.
        case flag(String)
        /// `--name=text`
        case assignment(String, String)
        case other
    }

    /// Flags that may be repeated.
    private static let lists: Set = [
        "rule", "skip-rule", "rules", "advisories", "include", "exclude", "format", "set", "plugins",
        "plugin-in-process",
        "plugin-option",
    ]

    private var rest: ArraySlice<String>
    private var seen: Set<String> = []

    init(_ arguments: ArraySlice<String>) { rest = arguments }

    mutating func next() -> Argument? {
        guard let argument = rest.popFirst() else { return nil }
        guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else { return .value(argument) }
        if argument == "-q" { return .flag("quiet") }
        if argument == "-v" { return .flag("verbose") }
        guard argument.hasPrefix("--"), argument.utf8.count > 3 else { return .other }
        let body = argument.dropFirst(2)
        guard let sign = body.utf8.firstIndex(of: UInt8(ascii: "=")) else { return .flag(String(body)) }
        let text = String(body[body.utf8.index(after: sign)...])
        return text.isEmpty ? .other : .assignment(String(body[..<sign]), text)
    }

    /// The value of the flag before it; nil where there is none, or one that looks like a flag.
    mutating func text() -> String? {
        guard let text = rest.first, !text.isEmpty, text.utf8.first != UInt8(ascii: "-") else { return nil }
        return rest.popFirst()
    }

    /// Whether a flag that counts once, or its opposite, comes for the first time. What a repetition means is the parser's
    /// to say.
    mutating func isFirst(_ name: String) -> Bool {
        Self.lists.contains(name) || seen.insert(name.hasPrefix("no-") ? String(name.dropFirst(3)) : name).inserted
    }
}

// The groups of flags with nothing given.

extension SelectionOptions {
    fileprivate static var unparsed: SelectionOptions {
        var options = SelectionOptions()
        (options.severity, options.confidence, options.rule, options.skipRule) = (nil, nil, [], [])
        var files = RuleFileOptions()
        files.rules = []
        var known = AdvisoryOptions()
        known.advisories = []
        files.known = known
        options.files = files
        return options
    }
}

extension FileOptions {
    fileprivate static var unparsed: FileOptions {
        var options = FileOptions()
        (options.include, options.exclude, options.gitignore, options.maxFileSize) = ([], [], nil, nil)
        return options
    }
}

extension ReportOptions {
    fileprivate static var unparsed: ReportOptions {
        var options = ReportOptions()
        (options.format, options.quiet, options.verbose, options.color) = ([], false, false, .auto)
        (options.noProgress, options.showSuppressed, options.showSecrets) = (false, false, false)
        return options
    }
}

extension ExitOptions {
    fileprivate static var unparsed: ExitOptions {
        var options = ExitOptions()
        (options.failOn, options.failOnIncomplete) = (nil, nil)
        return options
    }
}

extension PluginOptions {
    fileprivate static var unparsed: PluginOptions {
        var options = PluginOptions()
        (options.plugins, options.pluginDir, options.pluginLock) = ([], nil, nil)
        (options.pluginInProcess, options.pluginOption) = ([], [])
        return options
    }
}

extension LimitOptions {
    fileprivate static var unparsed: LimitOptions {
        var options = LimitOptions()
        (options.jobs, options.timeout, options.fileTimeout, options.memoryLimit) = (nil, nil, nil, nil)
        return options
    }
}

extension ConfigurationOptions {
    fileprivate static var unparsed: ConfigurationOptions {
        var options = ConfigurationOptions()
        (options.config, options.noConfig, options.set, options.untrusted) = (nil, false, [], false)
        return options
    }
}
