import Foundation
import SentinelEngine
import SentinelModel
import Synchronization
import Testing

/// Rules whose findings are known beforehand.
enum Fixture {
    private static func rule(
        _ id: String, _ body: String, match: String, category: String = "other", severity: String = "high"
    ) -> String {
        """
        id: \(id)
        kind: pattern
        title: \(id)
        severity: \(severity)
        confidence: high
        category: \(category)
        message: \(id) stands here
        why: It is a test
        fix: Leave it
        \(body)
        examples:
          match: ["\(match)"]
          pass: ["nothing"]

        """
    }

    static let texts = [
        rule("TEST-MARK", "pattern: 'fixture_[a-z]{4}'", match: "⟦fixture_abcd⟧"),
        rule("TEST-LOW", "pattern: 'lowmark_[a-z]{4}'\naliases: [OLD-LOW]", match: "⟦lowmark_abcd⟧", severity: "low"),
        rule(
            "TEST-SECRET", "pattern: 'secret_[A-Za-z0-9]{4,60}'\nsecret: true\nplaceholders: false",
            match: "⟦secret_abcd⟧"),
        rule(
            "TEST-VALUE", "pattern: 'pass=(?<secret>[a-z]{1,60});'\nsecret: true\nplaceholders: false",
            match: "pass=⟦abc⟧;"),
        // Alternatives that overlap: the second reaches further.
        rule(
            "TEST-OVERLAP", "any: ['overkey_[a-z]{8}', 'key_[a-z]{8}[0-9]{12}']\nsecret: true\nplaceholders: false",
            match: "⟦overkey_abcdefgh⟧"),
        rule(
            "TEST-BLOCK", "pattern: 'BEGINKEY\\n[a-z0-9\\n]{1,2000}ENDKEY'\nsecret: true\nplaceholders: false",
            match: "⟦BEGINKEY\\nab\\nENDKEY⟧"),
        rule(
            "TEST-PATHS", "pattern: 'pathmark_[a-z]{4}'\npaths: {include: ['*.py', 'conf/**'], exclude: ['skip/**']}",
            match: "⟦pathmark_abcd⟧"
        )
        .replacingOccurrences(of: "[\"⟦path", with: "[{file: a.py, text: \"⟦path").replacingOccurrences(
            of: "mark_abcd⟧\"]", with: "mark_abcd⟧\"}]"),
        rule(
            "TEST-NEAR", "pattern: 'nearmark_[a-z]{4}'\nall: ['wanted']\nnot: ['unwanted']\nwithin: 1",
            match: "wanted ⟦nearmark_abcd⟧"),
        rule("TEST-SLOW", "pattern: 'slow_[a-z_]{0,4000}!'", match: "⟦slow_abcd!⟧"),
    ]

    /// All of them in one file.
    static let file: String = {
        let path = FileManager.default.temporaryDirectory.appending(path: "sentinel-rules-\(UUID().uuidString).yaml")
            .path
        try? Data(texts.joined(separator: "---\n").utf8).write(to: URL(filePath: path))
        return path
    }()

    static func configuration(_ options: [(String, String)] = []) throws -> Configuration {
        var configuration = Configuration()
        try configuration.set("rules", to: file)
        if !options.contains(where: { $0.0 == "rule" }) { try configuration.set("rule", to: "TEST-*") }
        try configuration.set("omit_measurements", to: "true")
        try configuration.set("jobs", to: "2")
        for (name, value) in options { try configuration.set(name, to: value) }
        return configuration
    }

    /// An engine in which only the fixture's rules speak, unless an option `rule` says otherwise.
    /// Engines are immutable, so equal ones are made once.
    static func engine(_ options: [(String, String)] = []) throws -> Engine {
        let key = options.map { "\($0.0)=\($0.1)" }.joined(separator: "\n")
        if let known = engines.withLock({ $0[key] }) { return known }
        let engine = try Engine(try configuration(options))
        engines.withLock { $0[key] = engine }
        return engine
    }

    private static let engines = Mutex<[String: Engine]>([:])

    /// A scan of texts in memory.
    static func scan(_ files: [(String, String)], _ options: [(String, String)] = []) throws -> Outcome {
        let scan = Scan(engine: try engine(options))
        for (name, text) in files { scan.add(Array(text.utf8), name: RawPath(name)) }
        return try scan.run()
    }
}

/// What a scan said.
struct Outcome: Sendable {
    var events: [ScanEvent] = []
    var summary = Summary()

    var findings: [Finding] { events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } } }
    var diagnostics: [Diagnostic] {
        events.compactMap { if case .diagnostic(let diagnostic) = $0 { diagnostic } else { nil } }
    }
    /// Every event with everything in it, for comparing.
    var lines: [String] {
        events.map {
            switch $0 {
            case .finding(let found):
                let range =
                    "\(found.range.start.offset) \(found.range.start.line):\(found.range.start.column)-\(found.range.end.offset)"
                let shown =
                    "\(found.match.text) \(found.match.isCut) \(found.line.text) \(found.line.isCut) \(found.lineColumn)+\(found.lineWidth)"
                return
                    "\(found.rule.id) \(found.severity.rawValue) \(found.confidence.rawValue) \(found.path.display) \(range) \(shown) "
                    + "\(found.fingerprint) \(found.suppression?.line ?? 0) \(found.suppression?.reason ?? "") \(found.evidence) \(found.message)"
            case .diagnostic(let diagnostic): return String(describing: diagnostic)
            }
        }
    }
}

struct Stuck: Error {}

extension Scan {
    /// Pulls until the end. A scan that is silent for too long is stuck.
    func collect(into outcome: inout Outcome, patience: Int = 20_000) throws {
        while true {
            switch next(waiting: patience) {
            case .event(let event): outcome.events.append(event)
            case .progress: continue
            case .nothing: throw Stuck()
            case .over(let summary):
                outcome.summary = summary
                return
            }
        }
    }
}

extension Engine {
    func scan(_ paths: [String]) throws -> Outcome {
        let scan = Scan(engine: self)
        for path in paths { scan.add(RawPath(path)) }
        return try scan.run()
    }

    func scan(_ text: String, name: String = "a.txt") throws -> Outcome { try scan(Array(text.utf8), name: name) }

    func scan(_ bytes: [UInt8], name: String = "a.txt") throws -> Outcome {
        let scan = Scan(engine: self)
        scan.add(bytes, name: RawPath(name))
        return try scan.run()
    }
}

extension Scan {
    func run() throws -> Outcome {
        try #require(start())
        var outcome = Outcome()
        try collect(into: &outcome)
        return outcome
    }
}
