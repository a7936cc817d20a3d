import SentinelEngine
import SentinelModel
import Testing

@Suite struct ContextTests {
    @Test(arguments: [
        ("src/a.py", ""), ("tests/a.py", "in a test"), ("a/Test/b.py", "in a test"), ("test_a.py", "in a test"),
        ("a_test.go", "in a test"),
        ("a.test.ts", "in a test"), ("a.spec.js", "in a test"), ("conftest.py", "in a test"),
        ("__tests__/a.js", "in a test"), ("latest/a.py", ""),
        ("contest.py", ""), ("tests", ""), ("examples/a.py", "in an example"), ("docs/a.md", "in an example"),
        (".env.example", "in an example"),
        ("config.sample.json", "in an example"), ("example.py", ""), ("tests/examples/a", "in a test"),
        ("testing.py", ""), ("a/fixtures/b", "in a test"),
        ("config.samples.json", ""), ("a.EXAMPLE", "in an example"), (".env.dist", "in an example"),
        ("a.template.b.c", "in an example"), ("x.templates", ""), ("sample", ""), ("a//TESTS//b", "in a test"),
        ("täst/Tests/ä.py", "in a test"), ("dŏcs/ä.py", ""), ("Bänke/ä_TEST.py", "in a test"), ("_test", ""),
        ("_test.", "in a test"), ("test_", "in a test"), ("a.test", ""), ("example./a", ""),
        ("vendor/github.com/a/b.go", "in a library of others"), ("a/third_party/b.c", "in a library of others"),
        ("node_modules/a/b.js", "in a library of others"), ("vendor/a/b_test.go", "in a test"),
        ("src/vendors.py", ""), ("vendor", ""), ("evals/a.yaml", "in a test"),
        ("packages/integration-tests/a.ts", "in a test"), ("latest-tests.md", ""),
    ])
    func rolesLowerConfidence(path: String, role: String) throws {
        let finding = try #require(try Fixture.engine().scan("fixture_abcd", name: path).findings.first)
        #expect(finding.confidence == (role.isEmpty ? .high : .medium) && finding.severity == .high)
        #expect(finding.evidence == (role.isEmpty ? "" : "confidence is one step lower: the file is \(role)"))
    }

    /// The folders above the root are nobody's business.
    @Test func onlyThePathBelowTheRootCounts() throws {
        let tree = try Tree()
        try tree.file("tests/examples/project/a.py", "fixture_abcd")
        let engine = try Fixture.engine()
        #expect(try engine.scan([tree.full("tests/examples/project")]).findings.map(\.confidence) == [.high])
        #expect(try engine.scan([tree.full("tests/examples/project/a.py")]).findings.map(\.confidence) == [.high])
        #expect(try engine.scan([tree.path]).findings.map(\.confidence) == [.medium])
    }

    @Test func loweredFindingsFallBelowTheThreshold() throws {
        let engine = try Fixture.engine([("confidence", "high")])
        #expect(try engine.scan("fixture_abcd", name: "tests/a").findings.isEmpty)
        #expect(try engine.scan("fixture_abcd", name: "a").findings.count == 1)
    }

    @Test func estimatesAreOfTheRightSize() throws {
        let tree = try Tree()
        for number in 0..<200 {
            try tree.file("f\(number % 7)/\(number)", [UInt8](repeating: 97, count: 1_000 + number))
        }
        let scan = Scan(engine: try Fixture.engine([("jobs", "2")]))
        scan.add(RawPath(tree.path))
        scan.add([UInt8](repeating: 97, count: 5_000), name: RawPath("m"))
        let estimate = scan.estimate()
        #expect(estimate.files == 201 && estimate.bytes == 200 * 1_000 + 199 * 100 + 5_000 && estimate.jobs == 2)
        #expect(estimate.memory > 1 << 20 && estimate.wallTime > 0 && estimate.wallTime < 10_000_000)
        #expect(Scan(engine: try Fixture.engine()).estimate().files == 0)
    }

    /// Only what a scan adds can be looked at: a test process has grown before, and other tests take and free memory meanwhile, so that
    /// one of some attempts must do. Times are for a benchmark to compare.
    @Test func largeFilesCountInMemory() throws {
        let tree = try Tree()
        try tree.file("small", "nothing")
        for number in 0..<3 { try tree.file("large\(number)", [UInt8](repeating: 97, count: 40_000_000)) }
        func memory(_ path: String, _ options: [(String, String)] = []) throws -> Int {
            let scan = Scan(engine: try Fixture.engine([("jobs", "4")] + options))
            scan.add(RawPath(path))
            return scan.estimate().memory
        }
        let isRight = try (0..<8).contains { _ in
            let without = try memory(tree.path + "/small")
            let windowed = try memory(tree.path)
            let whole = try memory(tree.path, [("max_file_size", "50MB")])
            let bounded = try memory(tree.path, [("max_file_size", "50MB"), ("memory_limit", "30MB")])
            return windowed - without < 60 << 20 && whole - without > 60_000_000 && whole - without < 200_000_000
                && bounded < whole
        }
        #expect(isRight)
    }
}
