import Foundation
import SentinelFiles
import SentinelModel
import Testing

@Suite struct RootTests {
    /// How a root is written, in a tree with `d/f`, `link -> d`, `lf -> d/f`, and the paths that findings then show.
    @Test(arguments: [
        ("d", ["d/f"]), ("d/", ["d/f"]), ("d///", ["d/f"]), ("./d", ["d/f"]), (".//./d", ["d/f"]),
        ("d/../d", ["d/../d/f"]),
        ("link", ["link/f"]), ("link/", ["link/f"]), ("d/f", ["d/f"]), ("lf", ["lf"]), ("./lf", ["lf"]),
        ("d/.", ["d/./f"]),
    ])
    func paths(root: String, expected: [String]) throws {
        let tree = try TemporaryTree()
        try tree.file("d/f")
        try tree.link("link", to: "d")
        try tree.link("lf", to: "d/f")
        // Relative to the tree, without changing the working directory of the process.
        let scan = Scan([.path(RawPath(tree.full(root)))], isRelative: false)
        #expect(scan.files == expected.map { tree.full(Self.plain(root, $0)) })
        #expect(scan.diagnostics == [])
    }

    /// An absolute root keeps what stands before: `./` is only left out at the very start.
    private static func plain(_ root: String, _ path: String) -> String {
        root.hasPrefix(".") ? String(root.prefix { $0 == "." || $0 == "/" }) + path : path
    }

    @Test(arguments: ["missing", "f/", "f/x", "", "d/missing/.."])
    func missing(_ root: String) throws {
        let tree = try TemporaryTree()
        try tree.file("f")
        try tree.folder("d")
        let scan = Scan([.path(RawPath(root.isEmpty ? "" : tree.full(root))), .path(RawPath(tree.full("f")))])
        #expect(scan.details.map(\.code) == [.rootMissing])
        #expect(scan.details.first?.severity == .high && scan.details.first?.isIncomplete == true)
        #expect(scan.files == ["f"])
    }

    @Test func special() throws {
        let tree = try TemporaryTree()
        try tree.fifo("p")
        let scan = Scan([.path(RawPath(tree.full("p"))), .path(RawPath("/dev/zero"))])
        #expect(scan.details.map(\.code) == [.specialFile, .specialFile])
        #expect(scan.files == [] && scan.counts.special == 2)
    }

    @Test func theSameRootTwiceAndNested() throws {
        let tree = try TemporaryTree()
        try tree.file("d/f")
        let roots = [tree.path, tree.path, tree.full("d"), tree.full("d/f")].map { Root.path(RawPath($0)) }
        #expect(Scan(roots).files == ["d/f", "d/f", "f", "f"])
    }

    @Test func anIgnoredFileThatIsNamed() throws {
        let tree = try TemporaryTree()
        try tree.file(".gitignore", "*.log\nd/\n")
        try tree.file("a.log")
        try tree.file("d/b")
        #expect(Scan([.path(RawPath(tree.full("a.log")))]).files == ["a.log"])
        #expect(Scan([.path(RawPath(tree.full("d")))]).files == ["b"])
    }

    /// Ignore files above the root count up to the repository's top, and not beyond.
    @Test(arguments: [
        (".git/HEAD", ["deep/keep"]), ("top/.git/HEAD", ["deep/keep", "x.log"]), ("none", ["deep/keep", "x.log", "y"]),
    ])
    func ignoreFilesAbove(repository: String, expected: [String]) throws {
        let tree = try TemporaryTree()
        try tree.file(repository)
        try tree.file(".gitignore", "*.log\n")
        try tree.file("top/.gitignore", "/in/y\n/y\n")
        for name in ["deep/keep", "x.log", "y"] { try tree.file("top/in/\(name)") }
        #expect(Scan([.path(RawPath(tree.full("top/in")))]).files == expected)
    }

    @Test func memory() {
        let roots: [Root] = [
            .memory(name: RawPath("dir/server.py"), bytes: Array("import os\n".utf8)),
            .memory(name: RawPath("empty"), bytes: []),
            .memory(name: RawPath(".github/workflows/ci.yml"), bytes: Array("on: push\n".utf8)),
            .memory(name: RawPath("wide.json"), bytes: utf16("{\"a\": 1}", mark: true)),
        ]
        let scan = Scan(roots)
        #expect(scan.files == ["dir/server.py", ".github/workflows/ci.yml", "wide.json"])
        #expect(scan.text("wide.json") == "{\"a\": 1}")
        #expect(scan.types["dir/server.py"] == FileTypeSet(.python))
        #expect(scan.types[".github/workflows/ci.yml"] == FileTypeSet([.yaml, .githubWorkflow]))
        #expect(scan.outcomes["empty"] == .empty)
    }

    @Test func largeMemory() {
        var options = DiscoveryOptions()
        options.maxFileSize = 1_000
        options.windowSize = 1_000
        options.hardFileSize = 10_000
        let bytes = (0..<9_999).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let scan = Scan(
            [.memory(name: RawPath("a"), bytes: bytes), .memory(name: RawPath("b"), bytes: bytes + bytes)], options)
        #expect(scan.texts["a"] == bytes && scan.outcomes["b"] == .tooLarge)
        #expect(scan.diagnostics == ["file-windowed a", "file-too-large b"])
    }

    @Test func estimate() throws {
        let tree = try TemporaryTree()
        try tree.file("a", "12345")
        try tree.file("d/b", "123")
        try tree.file("d/c.log", "1234567")
        let roots: [Root] = [.path(RawPath(tree.path)), .memory(name: RawPath("m"), bytes: [1, 2])]
        var options = DiscoveryOptions()
        options.exclude = ["*.log"]
        let estimate = Estimate(roots: roots, options: options) { false }
        #expect(estimate.files == 3 && estimate.bytes == 10 && estimate.folders == 2 && estimate.largest == [5])
    }

    @Test func samplesComeFromAllOverTheTreeAndAreTheSameEachTime() throws {
        let tree = try TemporaryTree()
        for number in 0..<2_000 { try tree.file("f\(number / 50)/\(number)", "x") }
        func sample(_ batchSize: Int) -> [RawPath] {
            var options = DiscoveryOptions()
            options.batchSize = batchSize
            let estimate = Estimate(roots: [.path(RawPath(tree.path))], options: options, ranks: 3) { false }
            #expect(estimate.files == 2_000 && estimate.largest == [1, 1, 1])
            return estimate.sample.flatMap { batch in batch.files.map { batch.relativePath(of: $0) } }
        }
        for batchSize in [1, 7, 50, 5_000] {
            let found = sample(batchSize)
            #expect(found == sample(batchSize) && Set(found).count == found.count && found.count <= 256)
            let folders = Set(found.map { $0.bytes.prefix { $0 != UInt8(ascii: "/") } })
            #expect(folders.count >= (batchSize == 5_000 ? 4 : 20))
        }
    }

    /// A file that the kernel makes up has no size and yet a content.
    @Test(arguments: ["/proc/self/status", "/proc/self/maps", "/sys/kernel/mm/transparent_hugepage/enabled"])
    func kernelFiles(_ path: String) {
        guard unsafe access(path, R_OK) == 0 else { return }
        let scan = Scan([.path(RawPath(path))], isRelative: false)
        #expect(scan.files == [path])
        #expect(scan.texts[path]?.isEmpty == false)
        #expect(scan.diagnostics == [])
    }

    @Test func cancelled() throws {
        let tree = try TemporaryTree()
        for index in 0..<300 { try tree.file("f\(index)") }
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { true }
        #expect(!discovery.next(FileBatch()))
        let batch = FileBatch()
        #expect(
            Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions(), isCancelled: { false }).next(
                batch))
        let reader = FileReader(options: DiscoveryOptions()) { true }
        #expect(reader.open(batch.files[0], of: batch) == .cancelled)
    }

    @Test func splitting() throws {
        let tree = try TemporaryTree()
        for index in 10..<20 { try tree.file("f\(index)") }
        try tree.link("f15x", to: "nowhere")
        let batch = FileBatch()
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        #expect(discovery.next(batch) && batch.files.count == 10 && batch.diagnostics.count == 1)
        let rest = batch.split(at: 4)
        #expect(batch.files.map { batch.relativePath(of: $0).display } == ["f10", "f11", "f12", "f13"])
        #expect(rest.files.map { rest.relativePath(of: $0).display } == ["f14", "f15", "f16", "f17", "f18", "f19"])
        #expect(batch.diagnostics.isEmpty && rest.diagnostics.count == 1)
        #expect(!discovery.next(batch) && batch.isEmpty)
        let reader = FileReader(options: DiscoveryOptions()) { false }
        #expect(reader.open(rest.files[5], of: rest) == .ready)
    }
}
