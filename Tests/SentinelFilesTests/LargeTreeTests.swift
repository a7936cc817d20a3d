import Foundation
import SentinelFiles
import SentinelModel
import Testing

@Suite(.serialized) struct LargeTreeTests {
    private static let depth = 10_000

    /// Files on every hundredth level and the deepest, `z` on the way up: paths far beyond PATH_MAX.
    @Test(arguments: ["0", "z"])
    func tenThousandDeep(_ file: String) throws {
        let tree = try TemporaryTree()
        try tree.deep(Self.depth) { folder, level in
            if level % 100 == 0 { try TemporaryTree.write(file, in: folder) }
        }
        let scan = Scan.tree(tree)
        let lengths = stride(from: 0, through: Self.depth, by: 100).map { 2 * $0 + 1 }
        #expect(scan.files.map(\.utf8.count) == (file == "0" ? lengths : lengths.reversed()))
        #expect(scan.diagnostics == [] && scan.counts.folders == Self.depth + 1)
    }

    /// The batches hold no folder open: every file's folder is opened again from the root.
    @Test func reopening() throws {
        let tree = try TemporaryTree()
        try tree.deep(3_000, name: "a long name for a folder") { folder, level in
            if level % 500 == 0 { try TemporaryTree.write("z", in: folder) }
        }
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        var batches: [FileBatch] = []
        while let batch = Optional(FileBatch()), discovery.next(batch) { batches.append(batch) }
        let reader = FileReader(options: DiscoveryOptions()) { false }
        var ready = 0
        for batch in batches {
            batch.closeFolders()
            for file in batch.files where reader.open(file, of: batch) == .ready { ready += 1 }
        }
        #expect(ready == 7)
    }

    @Test func aHundredThousandEntries() throws {
        let tree = try TemporaryTree()
        let folder = unsafe open(tree.path, O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        for index in 0..<100_000 {
            unsafe close(openat(folder, "\(index)", O_WRONLY | O_CREAT, 0o644))
        }
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        let batch = FileBatch()
        var names: [[UInt8]] = []
        while discovery.next(batch) { names += batch.files.map { batch.relativePath(of: $0).bytes } }
        #expect(names.count == 100_000)
        #expect(zip(names, names.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    @Test func fewDescriptors() throws {
        let tree = try TemporaryTree()
        for index in 0..<600 { try tree.file("d\(index)/e/f") }
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        var batches: [FileBatch] = []
        while let batch = Optional(FileBatch()), discovery.next(batch) { batches.append(batch) }
        #expect(batches.reduce(0) { $0 + $1.files.count } == 600)
        // All batches are kept, and yet no more than the budget is open.
        #expect(batches.reduce(0) { $0 + $1.openFolders } <= 512)
        let reader = FileReader(options: DiscoveryOptions()) { false }
        for batch in batches { #expect(batch.files.allSatisfy { reader.open($0, of: batch) == .ready }) }
    }
}
