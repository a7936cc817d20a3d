internal import SentinelModel
internal import SentinelRules

/// A change to a sample that must not change what is found in it.
struct SampleVariant: Sendable {
    var name: String
    private var change: @Sendable (SampleText) -> SampleText

    func applied(to text: SampleText) -> SampleText { change(text) }

    /// Those for a text in a file of that name.
    static func all(in name: String) -> [SampleVariant] {
        name.isDocument ? (name.hasSuffix("json") || name.hasSuffix("workspace") ? json : lines) : code
    }

    private static let code = variants("# пример 例 🙂\n\n", filler: "x = x + 1  # y\n")
    /// In documents only comments can stand before and behind.
    private static let json = variants("/* пример 例 🙂 */\n\n", filler: "/* y */\n")
    private static let lines = variants("# пример 例 🙂\n\n", filler: "# y\n")

    /// Those for a text of a server, which is no large file.
    static let metadata = Array(code.dropLast())

    /// Those for a sample of a rule: text around a whole document of packages would be a mistake in it, and flows and calls are looked for
    /// in whole small files.
    static func fitting(_ rule: PatternRule, _ name: String) -> [SampleVariant] {
        let all = all(in: name)
        return rule.packageAnalyzer != nil || rule.flow != nil || rule.call != nil ? Array(all.prefix(2)) : all
    }

    private static func variants(_ multibyte: String, filler: String) -> [SampleVariant] {
        let much = String(repeating: filler, count: 90_000 / filler.utf8.count)
        return [
            SampleVariant(name: "as it is") { $0 },
            SampleVariant(name: "with CRLF line ends") { $0.withCarriageReturns },
            SampleVariant(name: "behind multibyte text") { $0.between(before: multibyte, after: "") },
            SampleVariant(name: "inside a large file") { $0.between(before: much, after: "\n\n" + much) },
        ]
    }
}

extension String {
    fileprivate var isDocument: Bool {
        let name = lowercased()
        return ["json", ".yaml", ".yml", ".toml", ".code-workspace", "dockerfile", ".ini", ".npmrc"].contains {
            name.hasSuffix($0)
        }
    }
}

extension SampleText {
    /// LF becomes CRLF.
    var withCarriageReturns: SampleText {
        var out = self
        out.bytes = []
        var moved: [Int] = []
        for (index, byte) in bytes.enumerated() {
            moved.append(out.bytes.count)
            if byte == UInt8(ascii: "\n"), index == 0 || bytes[index - 1] != UInt8(ascii: "\r") {
                out.bytes.append(UInt8(ascii: "\r"))
            }
            out.bytes.append(byte)
        }
        moved.append(out.bytes.count)
        out.spans = spans.map { moved[$0.lowerBound]..<moved[$0.upperBound] }
        return out
    }

    func between(before: String, after: String) -> SampleText {
        var out = self
        let length = before.utf8.count
        out.bytes = Array(before.utf8) + bytes + Array(after.utf8)
        out.spans = spans.map { ($0.lowerBound + length)..<($0.upperBound + length) }
        return out
    }

    /// The bytes with a suppression comment for the first span, in the ways of several languages: on a line of its own above, and at the
    /// end of its line.
    func commented(_ id: String) -> [[UInt8]] {
        [("#", ""), ("//", ""), ("<!--", " -->"), ("--", ""), ("/*", " */")].flatMap { opener, end in
            let comment = Array("\(opener) mcp-sentinel:ignore[\(id)] reason=test\(end)".utf8)
            return [with(comment, above: true), with(comment, above: false)]
        }
    }

    private func with(_ comment: [UInt8], above: Bool) -> [UInt8] {
        guard let span = spans.first else { return bytes }
        let line = unsafe bytes.withUnsafeBufferPointer { unsafe LineFinder.line(at: span.lowerBound, in: $0) }
        return above
            ? Array(bytes[..<line.lowerBound]) + comment + Array("\n".utf8) + Array(bytes[line.lowerBound...])
            : Array(bytes[..<line.upperBound]) + Array(" ".utf8) + comment + Array(bytes[line.upperBound...])
    }
}

extension PatternRule {
    /// True for a rule that reads files as documents.
    var isOverDocuments: Bool { config != nil || packageAnalyzer != nil }

    /// The name of the file a sample lies in: its own, or one that fits the rule's types.
    func fileName(of sample: Sample) -> String {
        if !sample.file.isEmpty { return sample.file }
        guard appliesTo != .all, let type = FileType.allCases.first(where: appliesTo.contains) else {
            return "sample.txt"
        }
        return Self.names[type] ?? "sample.\(type.name)"
    }

    private static let names: [FileType: String] = [
        .python: "sample.py", .javascript: "sample.js", .typescript: "sample.ts", .csharp: "sample.cs",
        .ruby: "sample.rb",
        .rust: "sample.rs", .kotlin: "sample.kt", .shell: "sample.sh", .powershell: "sample.ps1",
        .markdown: "sample.md",
        .text: "sample.txt", .notebook: "sample.ipynb", .dockerfile: "Dockerfile", .compose: "docker-compose.yml",
        .makefile: "Makefile", .terraform: "sample.tf", .kubernetes: "sample.yaml", .dotenv: ".env", .ini: "sample.ini",
        .githubWorkflow: ".github/workflows/sample.yml", .requirements: "requirements.txt",
        .packageManifest: "package.json", .lockfile: "package-lock.json", .npmrc: ".npmrc", .pem: "sample.pem",
    ]
}
