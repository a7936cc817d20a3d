internal import SentinelModel
internal import SentinelPlugins

extension PluginExaminer {
    /// Each example must give exactly what it says; each rule needs one that fires and one that does not.
    func tryExamples(of subject: Subject) throws(PluginMistakes) -> String {
        let description = subject.plugin.description
        var mistakes = Self.missing(description)
        var lines: [PluginLine] = []
        do throws(PluginFailure) {
            let trial = try PluginTrial(subject.version)
            for (number, example) in description.examples.enumerated() {
                let (found, logged) = try Self.mistakes(of: example, subject.plugin, trial)
                mistakes += found.map { "example \(number + 1) (\(example.rule), \(example.fileName)): \($0)" }
                lines += logged
            }
        } catch {
            throw error.mistakes(on: "the examples")
        }
        guard mistakes.isEmpty else { throw PluginMistakes(mistakes) }
        return (["all hold: \(description.examples.count)"] + lines.prefix(20).map { "it says: \($0.text)" })
            .joined(separator: "\n")
    }

    private static func missing(_ plugin: PluginDescription) -> [String] {
        plugin.rules.map(\.descriptor.id).flatMap { rule in
            [true, false].compactMap { fires in
                if plugin.examples.contains(where: { $0.rule == rule && $0.fires == fires }) { return nil }
                return fires ? "\(rule) has no example that fires" : "\(rule) has no example that does not fire"
            }
        }
    }

    private static func mistakes(
        of example: PluginExample, _ plugin: PluginSubject, _ trial: PluginTrial
    ) throws(PluginFailure) -> ([String], [PluginLine]) {
        guard let text = MarkedText(example.text) else { return (["its marks are not in pairs"], []) }
        guard text.places.isEmpty != example.fires else {
            return ([example.fires ? "it is to fire and marks no place" : "it is not to fire and marks a place"], [])
        }
        let entries = plugin.entries(fileName: example.fileName, text.bytes)
        var said = PluginObservation()
        var lines: [PluginLine] = []
        if !entries.isEmpty { (said, lines) = try plugin.observe(trial, text.bytes, entries) }
        let rule = plugin.description.rules.firstIndex { $0.descriptor.id == example.rule }
        let places = said.places.filter { $0.rule == rule }.map(\.span)
        var mistakes = said.complaints
        mistakes += said.statuses.filter { $0 < 0 }.map { "its function returned \($0)" }
        if places != text.places {
            let hint = entries.isEmpty ? "; a file of that name is not shown to it" : ""
            mistakes.append("it reports \(told(places)), not \(told(text.places))\(hint)")
        }
        return (mistakes, lines)
    }

    private static func told(_ places: [Range<Int>]) -> String {
        places.isEmpty
            ? "nothing" : "bytes " + places.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
    }
}
