package import SentinelDocuments

/// Names of packages that others may be mistaken for.
package struct PopularNames: Sendable {
    /// By ecosystem, as their registry knows them.
    private let names: [Ecosystem: Set<String>]
    private let byLength: [Ecosystem: [Int: [[UInt8]]]]

    /// Shorter names are too near to too many.
    private static let shortest = 5

    package init(_ names: [Ecosystem: [String]]) {
        self.names = names.mapValues { Set($0) }
        byLength = names.mapValues { Dictionary(grouping: $0.map { Array($0.utf8) }, by: \.count) }
    }

    /// A line for each: ecosystem, tab, name. Lines that are nothing of that are passed over.
    package init(_ text: String) {
        var names: [Ecosystem: [String]] = [:]
        var known: [Substring: Ecosystem] = [:]
        for ecosystem in Ecosystem.allCases { known[Substring(ecosystem.rawValue)] = ecosystem }
        // There are thousands: bytes are split faster than characters.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: "\t"))
            guard parts.count == 2, let ecosystem = known[Substring(parts[0])] else { continue }
            names[ecosystem, default: []].append(String(Substring(parts[1])))
        }
        self.init(names)
    }

    /// The name that `name` may be mistaken for; nil where it is a known one itself, or near to none.
    package func lookalike(of name: String, in ecosystem: Ecosystem) -> String? {
        guard let known = names[ecosystem], !known.contains(name) else { return nil }
        let bytes = Array(name.utf8)
        guard bytes.count >= Self.shortest else { return nil }
        for length in (bytes.count - 1)...(bytes.count + 1) {
            guard length >= Self.shortest, let candidates = byLength[ecosystem]?[length] else { continue }
            if let found = candidates.first(where: { NameDistance.isOne(bytes, $0) && Self.isSuspicious(bytes, $0) }) {
                return String(decoding: found, as: UTF8.self)
            }
        }
        return nil
    }

    /// False where a digit is what differs: `psycopg2` and `psycopg3` are versions. In a scope every name is its owner's.
    private static func isSuspicious(_ name: [UInt8], _ known: [UInt8]) -> Bool {
        if name.first == UInt8(ascii: "@"), scope(name) == scope(known) { return false }
        let digits = { (text: [UInt8]) in text.filter { (48...57).contains($0) } }
        return digits(name) == digits(known)
    }

    private static func scope(_ name: [UInt8]) -> ArraySlice<UInt8> {
        name.first == UInt8(ascii: "@") ? name.prefix { $0 != UInt8(ascii: "/") } : []
    }

    /// Reads the names that the library comes with: YAML, lists by ecosystem. Throws the first mistake.
    package static func parse(_ bytes: [UInt8]) throws(DocumentError) -> [Ecosystem: [String]] {
        var found: [Ecosystem: [String]] = [:]
        for document in try YAML.parse(bytes) {
            for (name, key, value) in try document.entries("a file of names") {
                guard let ecosystem = Ecosystem(rawValue: name) else {
                    throw DocumentError("there is no ecosystem `\(name)`", at: key.place)
                }
                found[ecosystem] = try value.texts("names").map(ecosystem.normalized)
            }
        }
        return found
    }
}
