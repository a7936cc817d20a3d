internal import SentinelModel

/// What a path tells about the role of a file. Tests and examples are scanned like everything else, since malicious code
/// hides there; but what stands in them runs less often and holds made-up secrets more often, so confidence is one step lower.
struct PathContext {
    /// "in a test", "in an example", or nil.
    let role: String?

    /// Judges by the path below the scan's root: the folders above it are nobody's business.
    init(_ path: RawPath) {
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).map {
            String(decoding: $0, as: UTF8.self).lowercased()
        }
        let name = parts.last ?? ""
        if parts.dropLast().contains(where: Self.testFolders.contains) || Self.isTestName(name) {
            role = "in a test"
        } else if parts.dropLast().contains(where: Self.exampleFolders.contains) || Self.isExampleName(name) {
            role = "in an example"
        } else {
            role = nil
        }
    }

    private static let testFolders: Set<String> = [
        "test", "tests", "__tests__", "testdata", "test_data", "fixture", "fixtures", "e2e", "spec", "specs",
        "__mocks__",
        "__fixtures__", "__snapshots__", "testing", "conformance",
    ]
    private static let exampleFolders: Set<String> = [
        "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "docs_src", "tutorial", "tutorials",
        "benchmarks", "cookbook",
    ]

    private static func isTestName(_ name: String) -> Bool {
        let stem = name.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: ".")
        return name.hasPrefix("test_") || name == "conftest.py" || stem.hasSuffix("_test") || stem.hasSuffix(".test")
            || stem.hasSuffix(".spec")
    }

    private static func isExampleName(_ name: String) -> Bool {
        [".example", ".sample", ".template", ".dist"].contains { name.hasSuffix($0) || name.contains($0 + ".") }
    }
}
