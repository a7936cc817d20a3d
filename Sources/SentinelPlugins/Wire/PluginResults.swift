internal import CPlugin
package import SentinelModel

/// What a plugin is asked to look at: contents in an arena, and what is known of them. Entries are kept as they are sent, so that
/// gathering many makes no objects.
package struct PluginRequest: Sendable {
    package enum Kind: UInt32, Sendable { case file = 1, listing = 2, matches = 3 }

    package struct Entry: Sendable {
        package var kind: Kind
        package var path: [UInt8]
        /// The names of its types, separated by spaces.
        package var types: [UInt8]
        /// In the arena.
        package var content: Range<Int>
        package var matches: [Match] = []

        package init(kind: Kind, path: [UInt8], types: [UInt8], content: Range<Int>) {
            self.kind = kind
            self.path = path
            self.types = types
            self.content = content
        }
    }

    /// A match of one of the plugin's patterns that it is asked to judge.
    package struct Match: Sendable {
        /// The index of the rule.
        package var rule: Int
        package var span: Range<Int>

        package init(rule: Int, span: Range<Int>) {
            self.rule = rule
            self.span = span
        }
    }

    /// What answers are checked against, and where the entry is written.
    struct Written {
        var length: Int
        var matches: Int
        var bytes: Range<Int>
    }

    private(set) var written: [Written] = []
    private var writer = WireWriter()
    package let maxFindings: Int

    package init(maxFindings: Int) { self.maxFindings = maxFindings }

    package var count: Int { written.count }

    /// Forgets the entries, and keeps the memory.
    package mutating func removeAll() {
        written.removeAll(keepingCapacity: true)
        writer.removeAll()
    }

    package mutating func append(_ entry: Entry) {
        let start = writer.bytes.count
        writer.u32(entry.kind.rawValue)
        writer.u64(UInt64(entry.content.lowerBound))
        writer.u64(UInt64(entry.content.count))
        writer.text(entry.path)
        writer.text(entry.types)
        writer.u32(UInt32(entry.matches.count))
        for match in entry.matches {
            writer.u32(UInt32(match.rule))
            writer.u64(UInt64(match.span.lowerBound))
            writer.u64(UInt64(match.span.upperBound))
        }
        written.append(
            Written(length: entry.content.count, matches: entry.matches.count, bytes: start..<writer.bytes.count))
    }

    /// A SCAN frame for the entries at `indices`.
    func frame(_ indices: [Int]) -> [UInt8] {
        WireWriter.frame(CPLUGIN_SCAN) { frame in
            frame.u32(UInt32(clamping: maxFindings))
            frame.u32(UInt32(indices.count))
            guard indices.count < count else { return frame.append(writer.bytes[...]) }
            for index in indices { frame.append(writer.bytes[written[index].bytes]) }
        }
    }
}

extension FileTypeSet {
    /// The types' names, separated by spaces.
    package var names: String { FileType.allCases.filter(contains).map(\.name).joined(separator: " ") }
}

/// A place that a plugin reports, checked against the file's content.
package struct PluginFinding: Sendable {
    /// The index of the rule.
    package var rule: Int
    package var severity: Severity?
    package var confidence: Confidence?
    package var span: Range<Int>
    /// Nil where nothing of it is a secret, and where all of it is since the rule is about secrets.
    package var secret: Range<Int>?
    /// Empty for the rule's.
    package var message: String
    package var evidence: String
}

/// What came of one entry.
package struct PluginFileResult: Sendable {
    package var findings: [PluginFinding] = []
    /// Indices of the entry's matches that the plugin accepts.
    package var accepted: [Int] = []
    /// What the plugin did wrong.
    package var complaints: [String] = []
    /// Findings beyond the limit.
    package var further = 0
    /// What the plugin returned; negative for failure.
    package var status: Int32 = 0
    /// Set where the plugin was lost on this file, or did not get to see it.
    package var loss: PluginFailure?

    /// Nothing.
    package init() {}
}

/// A line that a plugin logged.
package struct PluginLine: Hashable, Sendable {
    package var severity: Severity
    package var text: String
}

extension PluginFileResult {
    /// Reads the payload of a FILE frame behind its index. `count` is the content's length, `rules` how many there are,
    /// `matches` how many the entry has.
    init(_ reader: inout WireReader, count: Int, rules: Int, matches: Int) throws(PluginFailure) {
        status = try reader.i32()
        further = Int(try reader.u32())
        findings = try reader.list { (reader) throws(PluginFailure) in
            try PluginFinding(&reader, count: count, rules: rules)
        }
        accepted = try reader.list { (reader) throws(PluginFailure) in Int(try reader.u32()) }
        complaints = try reader.list { (reader) throws(PluginFailure) in try reader.text() }
        guard accepted.allSatisfy({ $0 < matches }) else {
            throw PluginFailure(.garbled, "it accepted a match that there is not")
        }
    }
}

extension PluginFinding {
    fileprivate init(_ reader: inout WireReader, count: Int, rules: Int) throws(PluginFailure) {
        rule = Int(try reader.u32())
        severity = Severity(rawValue: try reader.i32())
        confidence = Confidence(rawValue: try reader.i32())
        let place = try reader.range(upTo: count)
        let hidden = (try reader.u64(), try reader.u64())
        message = try reader.text()
        evidence = try reader.text()
        guard let place, rule < rules else { throw PluginFailure(.garbled, "it reported a place outside of the file") }
        span = place
        if hidden.0 < hidden.1, hidden.0 >= UInt64(place.lowerBound), hidden.1 <= UInt64(place.upperBound) {
            secret = Int(hidden.0)..<Int(hidden.1)
        }
    }
}

extension WireReader {
    /// Two numbers; nil if they are no range within `limit`.
    fileprivate mutating func range(upTo limit: Int) throws(PluginFailure) -> Range<Int>? {
        let (start, end) = (try u64(), try u64())
        guard start <= end, end <= UInt64(limit) else { return nil }
        return Int(start)..<Int(end)
    }
}
