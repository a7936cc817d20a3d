package import SentinelModel

/// Values for the options, and where each came from. A value type: an engine keeps its own copy.
package struct Configuration: Sendable {
    /// What a configuration file in the scanned tree did; nil where there was none.
    package struct Discovery: Sendable {
        package var path: RawPath
        /// False when the option `untrusted` kept it from being obeyed.
        package var isObeyed: Bool
        /// The options it set, as `name: value`.
        package var effects: [String]
    }

    private struct Entry {
        /// The items of a list; one item otherwise.
        var items: [String]
        var origin: String
    }

    private var entries: [String: Entry] = [:]
    package var discovery: Discovery?
    /// What is going to be scanned, as far as it is known beforehand: plugins that lie there are not loaded.
    package var roots: [RawPath] = []

    package init() {}

    /// Sets `name` to `value`, or adds `value` to a list (the empty text empties it).
    package mutating func set(_ name: String, to value: String, origin: String = "set") throws(OptionMistake) {
        let option = try OptionTable.option(named: name)
        let canonical = try option.canonical(value)
        guard option.kind == .list else {
            entries[name] = Entry(items: [canonical], origin: origin)
            return
        }
        if canonical.isEmpty {
            entries[name] = Entry(items: [], origin: origin)
        } else {
            entries[name, default: Entry(items: [], origin: origin)].items.append(canonical)
            entries[name]?.origin = origin
        }
    }

    /// The value in canonical form; the items of a list are joined by newlines.
    package func value(of option: OptionDescriptor) -> String {
        entries[option.name]?.items.joined(separator: "\n") ?? Self.canonicalDefault(of: option)
    }

    package func origin(of option: OptionDescriptor) -> String { entries[option.name]?.origin ?? "default" }

    /// The default in canonical form. The table's own defaults are valid; a test says so.
    package static func canonicalDefault(of option: OptionDescriptor) -> String {
        (try? option.canonical(option.defaultValue)) ?? option.defaultValue
    }

    func items(_ name: String) -> [String] { entries[name]?.items ?? [] }

    func text(_ name: String) -> String {
        guard let option = try? OptionTable.option(named: name) else { return "" }
        return value(of: option)
    }

    func number(_ name: String) -> Int { Int(text(name)) ?? 0 }

    func flag(_ name: String) -> Bool { text(name) == "true" }
}
