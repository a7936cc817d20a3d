internal import SentinelModel

/// Advisories as one text, which is searched where it lies: the built-in ones, and those a user imported.
///
/// The first line names the format. Each other one is an advisory, its fields separated by tabs: ecosystem, name, id, aliases,
/// `malicious` or `vulnerable`, severity, intervals of versions, first fixed version, summary, source. Lines are sorted by their bytes, so
/// that those of a package are found by halving; a table of all that is known of npm (a quarter of a million lines) costs no start.
package struct AdvisoryTable: Sendable {
    private let bytes: [UInt8]
    private let start: Int

    package static let heading = "mcp-sentinel advisories 1"

    /// Nil for a text that is no such table.
    package init?(_ bytes: [UInt8]) {
        let heading = Array((Self.heading + "\n").utf8)
        guard bytes.starts(with: heading) else { return nil }
        self.bytes = bytes
        start = heading.count
    }

    /// The table of `advisories`.
    package static func encoded(_ advisories: [Advisory]) -> [UInt8] {
        let lines = Set(advisories.map(line)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var bytes = Array((heading + "\n").utf8)
        for line in lines {
            bytes += line.utf8
            bytes.append(0x0A)
        }
        return bytes
    }

    private static func line(_ advisory: Advisory) -> String {
        let fields = [
            advisory.ecosystem.rawValue, advisory.name, advisory.id, advisory.aliases.joined(separator: " "),
            advisory.isMalicious ? "malicious" : "vulnerable", advisory.severity.name,
            advisory.affected.joined(separator: " "), advisory.fixed, advisory.summary, advisory.source,
        ]
        return fields.map(plain).joined(separator: "\t")
    }

    /// Without what would end a field or a line, or play tricks on a terminal.
    private static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(600).map {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0
        }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars)
        return String(out)
    }

    package var isEmpty: Bool { start >= bytes.count }

    /// How many lines there are.
    package var count: Int { bytes[start...].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

    /// Those of one package, by its name as the registry knows it.
    package func advisories(for name: String, of ecosystem: Ecosystem) -> [Advisory] {
        let key = Array("\(ecosystem.rawValue)\t\(name)\t".utf8)
        var at = firstLine(from: key)
        var found: [Advisory] = []
        while at < bytes.count, bytes[at...].starts(with: key), found.count < 1000 {
            let end = lineEnd(at)
            if let advisory = Self.advisory(bytes[at..<end]) { found.append(advisory) }
            at = end + 1
        }
        return found
    }

    /// Every advisory, in order, until `body` says false.
    package func forEach(_ body: (Advisory) -> Bool) {
        var at = start
        while at < bytes.count {
            let end = lineEnd(at)
            if let advisory = Self.advisory(bytes[at..<end]), !body(advisory) { return }
            at = end + 1
        }
    }

    /// Where the first line stands that does not come before `key`.
    private func firstLine(from key: [UInt8]) -> Int {
        var (low, high) = (start, bytes.count)
        while low < high {
            let middle = low + (high - low) / 2
            let line = lineStart(middle, notBefore: low)
            if bytes[line..<lineEnd(line)].lexicographicallyPrecedes(key) {
                low = lineEnd(line) + 1
            } else {
                high = line
            }
        }
        return min(low, bytes.count)
    }

    private func lineStart(_ at: Int, notBefore low: Int) -> Int {
        var start = at
        while start > low, bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    private func lineEnd(_ at: Int) -> Int { bytes[at...].firstIndex(of: 0x0A) ?? bytes.count }

    private static func advisory(_ line: ArraySlice<UInt8>) -> Advisory? {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard fields.count == 10, let ecosystem = Ecosystem(rawValue: fields[0]),
            let severity = Severity(name: fields[5])
        else { return nil }
        var advisory = Advisory(
            id: fields[2], ecosystem: ecosystem, name: fields[1], severity: severity,
            affected: fields[6].split(separator: " ").map(String.init), summary: fields[8], source: fields[9])
        advisory.aliases = fields[3].split(separator: " ").map(String.init)
        advisory.isMalicious = fields[4] == "malicious"
        advisory.fixed = fields[7]
        return advisory
    }
}
