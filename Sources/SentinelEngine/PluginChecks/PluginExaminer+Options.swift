internal import SentinelModel
internal import SentinelPlugins

extension PluginExaminer {
    /// Every option at its limits, and with values that must be refused.
    func tryOptions(of subject: Subject) throws(PluginMistakes) -> String {
        var mistakes: [String] = []
        var tried = 0
        for option in subject.plugin.description.options {
            for value in option.wrongValues {
                tried += 1
                guard case .success = PluginLoader.check(option, value) else { continue }
                mistakes.append("`\(option.name)` takes `\(value)`, which is out of its bounds")
            }
            for value in option.limits {
                tried += 1
                if let mistake = mistake(of: option, value, subject) { mistakes.append(mistake) }
            }
        }
        guard mistakes.isEmpty else { throw PluginMistakes(mistakes) }
        return "options: \(subject.plugin.description.options.count), values: \(tried)"
    }

    /// What is wrong with the plugin under one value of an option. A plugin may say no to a text, but must say so.
    private func mistake(of option: PluginOption, _ value: String, _ subject: Subject) -> String? {
        let shown = value.count > 40 ? "\(value.prefix(40))... (\(value.utf8.count) bytes)" : value
        let place = "with `\(option.name)` set to `\(shown)`"
        do throws(PluginFailure) {
            let version = try version(subject.library, with: [(name: option.name, value: value)])
            let trial = try PluginTrial(version)
            let sample = subject.sample
            let entries = subject.plugin.entries(forAllOf: sample, fileName: "sample")
            let (said, _) = try subject.plugin.observe(trial, sample, entries)
            return said.complaints.first.map { "\(place): \($0)" }
        } catch {
            if option.isText, error.kind == .create { return nil }
            return error.mistakes(on: place).sentences.first
        }
    }
}

extension PluginOption {
    private static let (bool, int, size, duration, choice, string, list) = (0, 1, 2, 3, 4, 5, 6)
    /// The largest number that sizes and times are read as.
    private static let largest = 1 << 53

    /// True where a plugin may refuse what the declaration allows.
    fileprivate var isText: Bool { type == Self.string || type == Self.list }

    /// Values that it must take, at the ends of what it declares.
    fileprivate var limits: [String] {
        switch type {
        case Self.bool: return ["true", "false"]
        case Self.int: return ["\(minimum)", "\(maximum)"]
        case Self.size: return ["\(max(0, minimum))", "\(min(maximum, Self.largest))"]
        case Self.duration: return ["\(max(0, minimum))ms", "\(min(maximum, Self.largest))ms"]
        case Self.choice: return choices
        case Self.list: return ["", (0..<1000).map { "item-\($0)" }.joined(separator: "\n"), oddText]
        default: return ["", String(repeating: "x", count: 10_000), oddText]
        }
    }

    private var oddText: String { "\"'\\\u{7F}\u{1}%s${x}[(*+?\n\u{27E6}\u{1F642}" }

    /// Values that must be refused before the plugin sees them.
    fileprivate var wrongValues: [String] {
        let beyond = [
            minimum.subtractingReportingOverflow(1), maximum.addingReportingOverflow(1),
        ].filter { !$0.overflow }.map(\.partialValue)
        switch type {
        case Self.bool: return ["", "yes", "TRUE"]
        case Self.int: return ["", "x", "1.5"] + beyond.map { "\($0)" }
        case Self.size: return ["", "x", "-1"] + beyond.map { "\($0)" }
        case Self.duration: return ["", "x", "-1s"] + beyond.map { "\($0)ms" }
        case Self.choice: return ["", choices.joined()].filter { !choices.contains($0) }
        default: return []
        }
    }
}
