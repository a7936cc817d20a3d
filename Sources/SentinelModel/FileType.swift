/// What a file is, as far as rules care (`applies_to`). One file can be several at once: `docker-compose.yml` is `yaml` and
/// `compose`, `package.json` is `json` and `packageManifest`.
package enum FileType: UInt8, CaseIterable, Sendable {
    case python, javascript, typescript, go, java, kotlin, csharp, ruby, php, rust, swift, c, cpp
    case shell, powershell, sql, html, css, xml
    case json, yaml, toml, ini, dotenv, properties
    case markdown, text, notebook
    case dockerfile, compose, makefile, terraform, kubernetes
    case githubWorkflow, requirements, packageManifest, lockfile, npmrc, pem
    /// Text of no kind we know.
    case unknown

    /// The name in rule files: lower case, words joined by hyphens.
    package var name: String {
        switch self {
        case .githubWorkflow: "github-workflow"
        case .packageManifest: "package-manifest"
        default: "\(self)"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = FileType.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of file types in one word: asking it costs an AND, which the inner loop relies on.
package struct FileTypeSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    @inlinable
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    package init(_ type: FileType) { rawValue = 1 << UInt64(type.rawValue) }
    package init(_ types: some Sequence<FileType>) { rawValue = types.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

    package static let all = FileTypeSet(rawValue: .max)

    // Asked for each file from other targets, where what the standard library does for a set of options is not inlined.

    /// What `[]` is.
    @inlinable package static var empty: FileTypeSet { FileTypeSet(rawValue: 0) }
    @inlinable package var isEmpty: Bool { rawValue == 0 }
    @inlinable
    package mutating func formUnion(_ other: FileTypeSet) { self = FileTypeSet(rawValue: rawValue | other.rawValue) }
    @inlinable package static func == (one: FileTypeSet, two: FileTypeSet) -> Bool { one.rawValue == two.rawValue }
    @inlinable package static func != (one: FileTypeSet, two: FileTypeSet) -> Bool { one.rawValue != two.rawValue }

    package func contains(_ type: FileType) -> Bool { rawValue & (1 << UInt64(type.rawValue)) != 0 }
    package func intersects(_ other: FileTypeSet) -> Bool { rawValue & other.rawValue != 0 }
}
