/// Parts of a file in which a match may begin (`zones`).
package struct RuleZones: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Everything that is none of the others; quotes and the code in a template are.
    package static let code = RuleZones(rawValue: 1)
    package static let string = RuleZones(rawValue: 2)
    package static let comment = RuleZones(rawValue: 4)
    package static let docstring = RuleZones(rawValue: 8)
    /// Of a document, where `code` is what stands between keys and values: quotes, brackets, colons.
    package static let key = RuleZones(rawValue: 16)
    package static let value = RuleZones(rawValue: 32)

    static let names: [(String, RuleZones)] = [
        ("code", .code), ("string", .string), ("comment", .comment), ("docstring", .docstring), ("key", .key),
        ("value", .value),
    ]

    /// The names of all in it.
    package var told: String { Self.names.filter { contains($0.1) }.map(\.0).joined(separator: ", ") }

    init?(name: String) {
        guard let found = Self.names.first(where: { $0.0 == name }) else { return nil }
        self = found.1
    }
}
