// yarn.lock of yarn 1: an own form of YAML. Later ones are YAML with other keys.

extension PackageReader {
    /// Reads entries of the form
    ///
    ///     "@scope/name@^1.0.0", "@scope/name@^1.1.0":
    ///       version "1.1.3"
    ///       resolved "https://registry.yarnpkg.com/..."
    ///       integrity sha512-...
    mutating func readYarnLock(_ bytes: UnsafeBufferPointer<UInt8>) {
        var entry: Dependency?
        var isDone = false
        for line in unsafe TextLines(bytes) where !isDone {
            guard let first = line.text.first, first != "#" else { continue }
            if first != " " {
                isDone = !finish(&entry)
                entry = Self.entry(line)
            } else if line.text.hasPrefix("  "), !line.text.hasPrefix("   ") {
                Self.read(line, into: &entry)
            }
        }
        _ = finish(&entry)
    }

    private mutating func finish(_ entry: inout Dependency?) -> Bool {
        defer { entry = nil }
        guard var found = entry, found.requirement != nil else { return true }
        // Where an archive is due a digest, it stands on a line of its own, which was seen by now.
        if found.address == nil { found.hasDigest = nil }
        return add(found)
    }

    /// `"name@range", "name@range":`.
    private static func entry(_ line: TextLines.Line) -> Dependency? {
        let isQuoted = line.text.first == "\""
        let spec =
            isQuoted ? line.text.dropFirst().prefix { $0 != "\"" } : line.text.prefix { $0 != "," && $0 != ":" }
        guard let mark = spec.dropFirst().firstIndex(of: "@") else { return nil }
        var name = String(spec[..<mark])
        let range = spec[spec.index(after: mark)...]
        if range.hasPrefix("npm:"), let inner = range.dropFirst(5).lastIndex(of: "@") {
            name = String(range[..<inner].dropFirst(4))
        }
        let start = line.start + (isQuoted ? 1 : 0)
        var found = Dependency(.npm, name, at: start..<(start + spec[..<mark].utf8.count), role: .locked)
        found.hasDigest = false
        return found
    }

    private static func read(_ line: TextLines.Line, into entry: inout Dependency?) {
        let words = line.text.drop { $0 == " " }
        guard let blank = words.firstIndex(where: { $0 == " " }) else { return }
        var value = words[words.index(after: blank)...].drop { $0 == " " }
        var start = line.start + line.text.utf8.count - value.utf8.count
        if value.hasPrefix("\""), value.hasSuffix("\""), value.utf8.count >= 2 {
            value = value.dropFirst().dropLast()
            start += 1
        }
        let range = start..<(start + value.utf8.count)
        switch words[..<blank] {
        case "version", "version:": entry?.pin(String(value), at: range)
        case "integrity", "checksum:": entry?.hasDigest = true
        case "resolved":
            entry?.address = (String(value), range)
            // Before there was `integrity`, a SHA-1 stood behind the address, and yarn still compares it.
            if let mark = value.lastIndex(of: "#"), value[mark...].utf8.count == 41 { entry?.hasDigest = true }
            if case .git? = SourceAddress.npm(String(value)) {
                entry?.origin = SourceAddress.npm(String(value)) ?? .registry
                entry?.hasDigest = nil
            }
        default: break
        }
    }
}

/// The lines of a text, each with the place where it starts.
@safe
struct TextLines: Sequence, IteratorProtocol {
    struct Line {
        var text: Substring
        var start: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    /// Longer lines are cut: none that is read here has more.
    private static let longest = 4096

    init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = unsafe bytes }

    mutating func next() -> Line? {
        guard unsafe at < bytes.count else { return nil }
        let start = at
        let end = unsafe bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        at = end + 1
        var length = Swift.min(end - start, Self.longest)
        if length > 0, unsafe bytes[start + length - 1] == 0x0D { length -= 1 }
        let text = unsafe String(decoding: bytes[start..<(start + length)], as: UTF8.self)
        return Line(text: text[...], start: start)
    }
}
