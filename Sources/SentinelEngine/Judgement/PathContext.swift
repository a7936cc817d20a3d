internal import SentinelModel

/// What a path tells about the role of a file. Tests, examples and libraries of others are scanned like everything else, since malicious
/// code hides there; but what stands in them runs less often and holds made-up secrets more often, so confidence is one step lower.
struct PathContext {
    /// "in a test", "in an example", "in a library of others", or nil.
    let role: String?

    /// Judges by the path below the scan's root: the folders above it are nobody's business.
    init(_ path: RawPath) {
        let parts = Self.lowercased(path.bytes).split(separator: UInt8(ascii: "/"))
        let name = parts.last ?? []
        let folders = parts.dropLast()
        if folders.contains(where: { $0.isAny(of: Self.testFolders) || Self.isTestFolder($0) })
            || Self.isTestName(name)
        {
            role = "in a test"
        } else if folders.contains(where: { $0.isAny(of: Self.exampleFolders) }) || Self.isExampleName(name) {
            role = "in an example"
        } else if folders.contains(where: { $0.isAny(of: Self.libraryFolders) }) {
            role = "in a library of others"
        } else {
            role = nil
        }
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
        }
        return bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }

    private static let testFolders: [StaticString] = [
        "test", "tests", "__tests__", "testdata", "test_data", "fixture", "fixtures", "e2e", "spec", "specs",
        "__mocks__",
        "__fixtures__", "__snapshots__", "testing", "conformance", "evals",
    ]
    /// `integration-tests`
    private static let testFolderEndings: [StaticString] = ["-test", "-tests", "_test", "_tests"]
    private static let libraryFolders: [StaticString] = [
        "vendor", "third_party", "third-party", "thirdparty", "node_modules", "site-packages",
    ]
    private static let exampleFolders: [StaticString] = [
        "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "docs_src", "tutorial", "tutorials",
        "benchmarks", "cookbook",
    ]
    private static let exampleEndings: [StaticString] = [".example", ".sample", ".template", ".dist"]

    private static func isTestFolder(_ name: ArraySlice<UInt8>) -> Bool {
        testFolderEndings.contains { name.ends(with: $0) }
    }

    private static func isTestName(_ name: ArraySlice<UInt8>) -> Bool {
        let stem = name[..<(name.lastIndex(of: UInt8(ascii: ".")) ?? name.startIndex)]
        return name.starts(with: "test_") || name.isAny(of: ["conftest.py"]) || stem.ends(with: "_test")
            || stem.ends(with: ".test") || stem.ends(with: ".spec")
    }

    /// An ending stands at the name's end or before another dot: `.env.example`, `config.sample.yaml`.
    private static func isExampleName(_ name: ArraySlice<UInt8>) -> Bool {
        name.indices.contains { start in
            guard name[start] == UInt8(ascii: ".") else { return false }
            let rest = name[(start + 1)...]
            return name[start..<(rest.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex)].isAny(of: exampleEndings)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func isAny(of texts: [StaticString]) -> Bool {
        texts.contains { $0.utf8CodeUnitCount == count && starts(with: $0) }
    }

    fileprivate func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { unsafe count >= $0.count && prefix($0.count).elementsEqual($0) }
    }

    fileprivate func ends(with text: StaticString) -> Bool { suffix(text.utf8CodeUnitCount).isAny(of: [text]) }
}
