package import SentinelModel

/// A list of plugins that may be loaded: SHA-256 digests and paths, a line each, in the form of `sha256sum`. Lines that
/// start with `#` are comments.
package struct PluginLock: Sendable {
    package struct Entry: Hashable, Sendable {
        package var digest: String
        package var path: RawPath

        package init(digest: String, path: RawPath) {
            self.digest = digest
            self.path = path
        }
    }

    package private(set) var entries: [Entry]

    package init(entries: [Entry] = []) { self.entries = entries }

    /// Reads a lock file's bytes. Throws the number of the first line that is none, from 1.
    package init(_ bytes: [UInt8]) throws(Mistake) {
        entries = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let digest = line.prefix(64)
            let rest = line.dropFirst(64)
            guard digest.count == 64, digest.allSatisfy(Self.isDigit), rest.starts(with: [0x20, 0x20]), rest.count > 2
            else { throw Mistake(line: number + 1) }
            entries.append(
                Entry(digest: String(decoding: digest, as: UTF8.self), path: RawPath(Array(rest.dropFirst(2)))))
        }
    }

    package struct Mistake: Error { package var line: Int }

    /// The file's bytes.
    package var bytes: [UInt8] {
        entries.flatMap { Array($0.digest.utf8) + [0x20, 0x20] + $0.path.bytes + [UInt8(ascii: "\n")] }
    }

    /// Puts a plugin in, in the place of what stood there for its path.
    package mutating func trust(_ entry: Entry) {
        entries.removeAll { $0.path == entry.path }
        entries.append(entry)
    }

    func check(_ path: RawPath, digest: String) throws(PluginFailure) {
        guard let entry = entries.first(where: { $0.path == path }) else {
            throw PluginFailure(.refused, "it does not stand in the lock file; `mcp-sentinel plugins trust` adds it")
        }
        guard entry.digest == digest else {
            throw PluginFailure(.refused, "it is not the file that was trusted: its digest is \(digest)")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
