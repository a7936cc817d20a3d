import SentinelModel
import Testing

@testable import SentinelEngine

@Suite struct ConfigurationTests {
    private func loaded(_ text: String, trusted: Bool = true) throws -> Configuration {
        let tree = try Tree()
        try tree.file("sub/mcp-sentinel.yaml", text)
        var configuration = Configuration()
        try configuration.load(RawPath(tree.full("sub/mcp-sentinel.yaml")), trusted: trusted)
        return configuration
    }

    /// What the message says behind the file's path, which differs from run to run.
    private func mistake(_ text: String, trusted: Bool = true) throws -> String {
        let tree = try Tree()
        try tree.file("c.yaml", text)
        var configuration = Configuration()
        let before = OptionTable.all.map { configuration.value(of: $0) }
        let error = #expect(throws: ConfigurationMistake.self, "\(text)") {
            try configuration.load(RawPath(tree.full("c.yaml")), trusted: trusted)
        }
        #expect(OptionTable.all.map { configuration.value(of: $0) } == before)
        let message = error?.message ?? ""
        #expect(message.hasPrefix(tree.full("c.yaml") + ":"))
        return String(message.dropFirst(tree.full("c.yaml").count + 1))
    }

    @Test(arguments: OptionTable.all.map(\.name))
    func defaultsAreValuesAndTheirOwnCanonicalForm(name: String) throws {
        let option = try OptionTable.option(named: name)
        let canonical = try option.canonical(option.defaultValue)
        var configuration = Configuration()
        #expect(configuration.value(of: option) == canonical && configuration.origin(of: option) == "default")
        try configuration.set(name, to: option.defaultValue)
        #expect(configuration.value(of: option) == canonical)
        #expect(!option.help.isEmpty && option.help.hasSuffix("."))
    }

    @Test func laterValuesWinAndListsGrow() throws {
        var configuration = try loaded("severity: high\nexclude: [a, b]\njobs: 3\n")
        #expect(configuration.text("severity") == "high" && configuration.items("exclude") == ["a", "b"])
        try configuration.set("severity", to: "low")
        try configuration.set("exclude", to: "c")
        #expect(configuration.text("severity") == "low" && configuration.items("exclude") == ["a", "b", "c"])
        try configuration.set("exclude", to: "")
        #expect(configuration.items("exclude").isEmpty)
        let option = try OptionTable.option(named: "jobs")
        #expect(configuration.origin(of: option).hasSuffix("/sub/mcp-sentinel.yaml"))
        #expect(configuration.origin(of: try OptionTable.option(named: "severity")) == "set")
    }

    @Test func aFileReplacesWholeLists() throws {
        let tree = try Tree()
        try tree.file("c.yaml", "exclude: x\n")
        var configuration = Configuration()
        try configuration.set("exclude", to: "before")
        try configuration.load(RawPath(tree.full("c.yaml")), trusted: true)
        #expect(configuration.items("exclude") == ["x"])
    }

    @Test func pathsAreRelativeToTheFile() throws {
        let items = try loaded("rules: [a.yaml, /abs/b.yaml]\n").items("rules")
        #expect(items.count == 2 && items[0].hasSuffix("/sub/a.yaml") && items[1] == "/abs/b.yaml")
    }

    @Test(arguments: [
        ("severty: high\n", "1:1: there is no option `severty`. Did you mean `severity`?"),
        ("# é\n\njobs: many\n", "3:7: `jobs` must be a whole number from 0 to 1024"),
        ("jobs: 1025\n", "1:7: `jobs` must be a whole number from 0 to 1024"),
        ("jobs: -1\n", "1:7: `jobs` must be a whole number from 0 to 1024"),
        ("jobs: [1, 2]\n", "1:7: `jobs` must be one value"), ("jobs: {a: b}\n", "1:7: `jobs` must be one value"),
        ("exclude: {a: b}\n", "1:10: `exclude` must be text or a list of texts"),
        ("exclude: [[a]]\n", "1:10: `exclude` must be text or a list of texts"),
        ("hidden: yes\n", "1:9: `hidden` must be true or false"),
        ("severity: High\n", "1:11: `severity` must be one of"),
        ("timeout: soon\n", "1:10: `timeout` must be a time"),
        ("max_file_size: 0\n", "1:16: `max_file_size` must be a number of bytes"),
        ("max_file_size: 2TB\n", "1:16: `max_file_size` must be a number of bytes"),
        ("jobs: 1\njobs: 2\n", "2:1: the key `jobs` stands twice"),
        ("- jobs\n", "1:1: a configuration file must be a mapping"),
        ("jobs: 1\n---\njobs: 2\n", "3:1: a configuration file holds one document"), ("jobs: [1\n", "2:1: "),
        ("a: \"\\q\"\n", "1:5: "),
        ("severity: high\ncolour: red\n", "2:1: there is no option `colour`."),
    ])
    func mistakesNameTheirPlace(text: String, message: String) throws {
        let found = try mistake(text)
        #expect(found.hasPrefix(message), "\(found)")
    }

    @Test func unreadableFilesAreSaidToBe() throws {
        let tree = try Tree()
        try tree.file("large.yaml", [UInt8](repeating: 35, count: (1 << 20) + 1))
        for name in ["missing.yaml", "", "large.yaml"] {
            var configuration = Configuration()
            let error = #expect(throws: ConfigurationMistake.self) {
                try configuration.load(RawPath(tree.full(name)), trusted: true)
            }
            #expect(error?.isUnreadable == true)
        }
    }

    @Test func emptyFilesSetNothing() throws {
        #expect(try loaded("").text("severity") == "info")
        #expect(try loaded("# nothing\n").text("severity") == "info")
    }

    @Test func offsetsAreBytes() throws {
        let tree = try Tree()
        try tree.file("c.yaml", "# éé🙂\njobs: no\n")
        var configuration = Configuration()
        let error = #expect(throws: ConfigurationMistake.self) {
            try configuration.load(RawPath(tree.full("c.yaml")), trusted: true)
        }
        #expect(error?.offset == "# éé🙂\njobs: ".utf8.count)
    }

    @Test(arguments: [
        ("1", 1), ("10MB", 10_000_000), ("10 MB", 10_000_000), ("10MiB", 10 << 20), ("1.5k", 1500), ("2K", 2000),
        ("1gb", 1_000_000_000),
        ("1GiB", 1 << 30), ("0.5KiB", 512), ("7b", 7), ("1125899906842624", 1 << 50), ("1048576GiB", 1 << 50),
    ])
    func sizes(text: String, bytes: Int) throws {
        #expect(try OptionTable.option(named: "hard_file_size").canonical(text) == String(bytes))
    }

    @Test(arguments: [
        "", " ", "MB", "-1", "+1", "1e3", "1,5MB", "1 M B", "0x10", "1.2.3", "∞", "nan", "1TB",
        "99999999999999999999999", "0", "１",
    ])
    func whatIsNoSize(text: String) throws {
        let option = try OptionTable.option(named: "hard_file_size")
        #expect(throws: OptionMistake.self) { try option.canonical(text) }
    }

    @Test(arguments: [
        ("30", 30_000), ("30s", 30_000), ("1.5s", 1_500), ("500ms", 500), ("2m", 120_000), ("1h", 3_600_000), ("0", 0),
        ("0s", 0), ("24h", 86_400_000),
        ("0.0001s", 1), ("0.1ms", 1),
    ])
    func durations(text: String, milliseconds: Int) throws {
        #expect(try OptionTable.option(named: "timeout").canonical(text) == String(milliseconds))
    }

    @Test(arguments: ["", "s", "-1s", "1d", "1 hour", "25h", "1s1s"])
    func whatIsNoDuration(text: String) throws {
        let option = try OptionTable.option(named: "timeout")
        #expect(throws: OptionMistake.self) { try option.canonical(text) }
    }

    /// The ends of every range can be set, what lies beyond cannot.
    @Test(arguments: OptionTable.all.map(\.name))
    func rangesEndWhereTheTableSays(name: String) throws {
        let option = try OptionTable.option(named: name)
        let (range, unit): (ClosedRange<Int>, String)
        switch option.kind {
        case .int(let found), .size(let found): (range, unit) = (found, "")
        case .duration(let found): (range, unit) = (found, "ms")
        default: return
        }
        #expect(try option.canonical("\(range.lowerBound)\(unit)") == "\(range.lowerBound)")
        #expect(try option.canonical("\(range.upperBound)\(unit)") == "\(range.upperBound)")
        #expect(throws: OptionMistake.self) { try option.canonical("\(range.upperBound + 1)\(unit)") }
        #expect(throws: OptionMistake.self) { try option.canonical("\(range.lowerBound - 1)\(unit)") }
    }

    @Test(arguments: [("jobs", "3", 3), ("max_concurrent_files", "2", 2), ("jobs", "0", 5)])
    func jobsAreResolved(name: String, value: String, jobs: Int) throws {
        var configuration = Configuration()
        try configuration.set(name, to: value)
        #expect(Settings(configuration, processors: 5).jobs == jobs)
    }

    @Test func theHardLimitIsNeverBelowTheSoftOne() throws {
        var configuration = Configuration()
        try configuration.set("max_file_size", to: "10MB")
        try configuration.set("hard_file_size", to: "1MB")
        #expect(Settings(configuration, processors: 1).hardFileSize == 10_000_000)
    }
}
