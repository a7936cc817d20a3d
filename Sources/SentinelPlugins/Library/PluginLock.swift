package import SentinelModel

/// A list of plugins that may be loaded: SHA-256 digests and paths, a line each, in the form of `sha256sum`. Lines that
/// start with `#` are comments. Relative paths are those below the lock file's folder.
package struct PluginLock: Sendable {
    package struct Entry: Hashable, Sendable {
        package var digest: String
        package var path: RawPath

        package init(digest: String, path: RawPath) {
            self.digest = digest
            self.path = path
        }
    }

    private enum Line: Sendable {
        case entry(Entry)
        /// A comment or nothing, kept as it is.
        case other([UInt8])
    }

    private var lines: [Line] = []

    package init() {}

    /// Reads the bytes of a lock file in `folder`. Throws the number of the first line that is none, from 1.
    package init(_ bytes: [UInt8], folder: RawPath) throws(Mistake) {
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            if line.isEmpty || line.first == UInt8(ascii: "#") {
                lines.append(.other(Array(line)))
            } else {
                guard let entry = Self.entry(line, folder) else { throw Mistake(line: number + 1) }
                lines.append(.entry(entry))
            }
        }
        // What stands behind the last line's end is no line.
        if case .other(let rest) = lines.last, rest.isEmpty { lines.removeLast() }
    }

    package struct Mistake: Error { package var line: Int }

    private static func entry(_ line: ArraySlice<UInt8>, _ folder: RawPath) -> Entry? {
        let (digest, rest) = (line.prefix(64), line.dropFirst(64))
        guard digest.count == 64, digest.allSatisfy(isDigit), rest.starts(with: [0x20, 0x20]), rest.count > 2 else {
            return nil
        }
        let name = Array(rest.dropFirst(2))
        guard !name.contains(0) else { return nil }
        let slash = UInt8(ascii: "/")
        let path = RawPath(name.first == slash ? name : folder.bytes + [slash] + name)
        return Entry(digest: String(decoding: digest, as: UTF8.self), path: path)
    }

    package var entries: [Entry] {
        lines.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    }

    /// The file's bytes.
    var bytes: [UInt8] {
        lines.flatMap { line in
            switch line {
            case .entry(let entry): Array(entry.digest.utf8) + [0x20, 0x20] + entry.path.bytes + [0x0A]
            case .other(let bytes): bytes + [0x0A]
            }
        }
    }

    /// Puts a plugin in, in the place of what stood there for its file.
    package mutating func trust(_ entry: Entry) {
        let isKnown = { (line: Line) in
            if case .entry(let other) = line { Self.isSame(other.path, entry.path) } else { false }
        }
        let place = lines.firstIndex(where: isKnown) ?? lines.endIndex
        lines.removeAll(where: isKnown)
        lines.insert(.entry(entry), at: min(place, lines.endIndex))
    }

    func check(_ path: RawPath, digest: String) throws(PluginFailure) {
        guard let entry = entries.first(where: { Self.isSame($0.path, path) }) else {
            throw PluginFailure(.refused, "it does not stand in the lock file; `mcp-sentinel plugins trust` adds it")
        }
        guard entry.digest == digest else {
            throw PluginFailure(.refused, "it is not the file that was trusted: its digest is \(digest)")
        }
    }

    /// Whether two names are of one file, however they are spelt.
    private static func isSame(_ a: RawPath, _ b: RawPath) -> Bool {
        if a == b { return true }
        guard let first = a.resolved, let second = b.resolved else { return false }
        return first == second
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
