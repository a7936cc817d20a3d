import Foundation
import SentinelFiles
import SentinelModel
import Testing

/// Trees that change under the scan: what the listing said is no longer true when a file or folder is opened.
@Suite struct ChangingTreeTests {
    private static let slow: DiscoveryOptions = {
        var options = DiscoveryOptions()
        options.batchSize = 1
        return options
    }()

    /// What happens to `b` once `a` has been handed out, and what a scan makes of it.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: [String]
        let diagnostics: [String]
        let isIncomplete: Bool
        let apply: @Sendable (TemporaryTree) throws -> Void
    }

    static let changes = [
        Change(
            testDescription: "a file vanishes", files: ["a", "c"], diagnostics: ["file-vanished b"], isIncomplete: true
        ) {
            try FileManager.default.removeItem(atPath: $0.full("b"))
        },
        Change(
            testDescription: "a file becomes a link", files: ["a", "c"], diagnostics: ["file-changed b"],
            isIncomplete: true
        ) {
            try FileManager.default.removeItem(atPath: $0.full("b"))
            try $0.link("b", to: "/etc/passwd")
        },
        Change(
            testDescription: "a file becomes a FIFO", files: ["a", "c"], diagnostics: ["special-file b"],
            isIncomplete: false
        ) {
            try FileManager.default.removeItem(atPath: $0.full("b"))
            try $0.fifo("b")
        },
        Change(
            testDescription: "a file becomes a socket", files: ["a", "c"], diagnostics: ["special-file b"],
            isIncomplete: false
        ) {
            try FileManager.default.removeItem(atPath: $0.full("b"))
            try $0.socket("b")
        },
        Change(
            testDescription: "a file becomes a folder", files: ["a", "c"], diagnostics: ["special-file b"],
            isIncomplete: false
        ) {
            try FileManager.default.removeItem(atPath: $0.full("b"))
            try $0.folder("b")
        },
    ]

    @Test(arguments: changes)
    func afterListing(_ change: Change) throws {
        let tree = try TemporaryTree()
        for name in ["a", "b", "c"] { try tree.file(name) }
        var isFirst = true
        let scan = try run(tree) { _ in
            if isFirst { try change.apply(tree) }
            isFirst = false
        }
        #expect(scan.files == change.files)
        #expect(scan.diagnostics == change.diagnostics)
        #expect(scan.details.contains(where: \.isIncomplete) == change.isIncomplete)
    }

    private func run(_ tree: TemporaryTree, _ body: (FileBatch) throws -> Void) throws -> Scan {
        var trouble: (any Error)?
        let scan = Scan([.path(RawPath(tree.path))], Self.slow) { batch in
            do { try body(batch) } catch { trouble = error }
        }
        if let trouble { throw trouble }
        return scan
    }

    @Test func aFolderBecomesALink() throws {
        let tree = try TemporaryTree()
        try tree.file("a")
        try tree.file("b/inner")
        try tree.file("c")
        var isFirst = true
        let scan = try run(tree) { _ in
            guard isFirst else { return }
            isFirst = false
            try FileManager.default.moveItem(atPath: tree.full("b"), toPath: tree.full("z"))
            try tree.link("b", to: "/etc")
        }
        #expect(scan.files == ["a", "c"])
        #expect(scan.diagnostics == ["folder-changed b"])
        #expect(scan.details.first?.isIncomplete == true)
    }

    @Test func aFolderVanishes() throws {
        let tree = try TemporaryTree()
        try tree.file("a")
        try tree.file("b/inner")
        var isFirst = true
        let scan = try run(tree) { _ in
            if isFirst { try FileManager.default.removeItem(atPath: tree.full("b")) }
            isFirst = false
        }
        #expect(scan.files == ["a"] && scan.diagnostics == ["file-vanished b"])
    }

    /// The folder moves out of the root while the walk is in it: its files are still those that were listed.
    @Test func aFolderMovesWhileItIsWalked() throws {
        let tree = try TemporaryTree()
        let elsewhere = try TemporaryTree()
        for name in ["a/1", "a/2", "b"] { try tree.file(name) }
        var isFirst = true
        let scan = try run(tree) { _ in
            if isFirst { try FileManager.default.moveItem(atPath: tree.full("a"), toPath: elsewhere.full("a")) }
            isFirst = false
        }
        #expect(scan.files == ["a/1", "a/2", "b"])
    }

    /// A thread keeps rewriting a file while it is read: whatever is seen, the scan ends, and says so when it cannot be
    /// sure.
    @Test(arguments: ["grow", "truncate", "rewrite", "replace"])
    func whileReading(_ how: String) throws {
        let tree = try TemporaryTree()
        let size = 4_000_000
        try tree.file("a", Array(repeating: UInt8(ascii: "x"), count: size))
        let stop = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        let begun = DispatchSemaphore(value: 0)
        let thread = Thread {
            var round: UInt8 = 0
            while stop.wait(timeout: .now()) == .timedOut {
                round &+= 1
                Self.disturb(tree, how, round, size)
                begun.signal()
            }
            done.signal()
        }
        thread.start()
        begun.wait()
        for _ in 0..<15 {
            let scan = Scan.tree(tree)
            #expect(
                Set(scan.diagnostics).isSubset(of: [
                    "file-changed a", "file-vanished a", "file-vanished new", "file-changed new",
                ]))
            #expect(scan.diagnostics.isEmpty || scan.details.allSatisfy { $0.isIncomplete && $0.retryMayHelp })
        }
        stop.signal()
        done.wait()
    }

    private static func disturb(_ tree: TemporaryTree, _ how: String, _ round: UInt8, _ size: Int) {
        switch how {
        case "grow":
            let descriptor = unsafe open(tree.full("a"), O_WRONLY | O_APPEND)
            _ = unsafe write(descriptor, "more", 4)
            close(descriptor)
        case "truncate": try? tree.size("a", round & 1 == 0 ? size : size / 2)
        case "rewrite": try? tree.file("a", Array(repeating: UInt8(ascii: "a") + round % 26, count: size))
        default:
            try? tree.file("new", Array(repeating: UInt8(ascii: "a") + round % 26, count: size))
            unsafe rename(tree.full("new"), tree.full("a"))
        }
    }

    /// The file changes before each of the first `changes` reads (the reader asks for cancellation before each): in the
    /// end it is read as it is, or, if it never rests, as it was seen last.
    @Test(arguments: [(3, false), (1_000, true)], ["append", "cut", "touch"])
    func retries(rests: (changes: Int, isChanged: Bool), how: String) throws {
        let tree = try TemporaryTree()
        try tree.file("a", Array(repeating: UInt8(ascii: "x"), count: 3_000_000))
        let batch = FileBatch()
        let left = Counter(rests.changes)
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        #expect(discovery.next(batch))
        let reader = FileReader(options: DiscoveryOptions()) {
            if left.takeOne() { Self.change(tree.full("a"), how, left.value) }
            return false
        }
        #expect(reader.open(batch.files[0], of: batch) == .ready)
        #expect(reader.diagnostics.map(\.code) == (rests.isChanged ? [.fileChanged] : []))
        #expect(reader.diagnostics.allSatisfy { $0.isIncomplete && $0.retryMayHelp && $0.severity == .medium })
        let count = unsafe reader.window.bytes.count
        #expect(reader.window.isWhole && reader.window.isLast && count > 2_000_000)
    }

    /// A small file comes in one read, whose number of bytes tells that it is not what it was when it was opened.
    @Test(arguments: [40, 60_000], [-7, 7])
    func aSmallFileChangesBeforeItIsRead(size: Int, change: Int) throws {
        let tree = try TemporaryTree()
        try tree.file("a.py", Array(repeating: UInt8(ascii: "x"), count: size))
        let batch = FileBatch()
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: DiscoveryOptions()) { false }
        #expect(discovery.next(batch))
        let reader = FileReader(options: DiscoveryOptions()) { false }
        var sizes: [Int] = []
        reader.willRead = {
            sizes.append($0)
            try? tree.file("a.py", Array(repeating: UInt8(ascii: "x"), count: size + change))
        }
        #expect(reader.open(batch.files[0], of: batch) == .ready)
        let count = unsafe reader.window.bytes.count
        #expect(sizes == [size, size + change] && count == size + change && reader.diagnostics.isEmpty)
    }

    private static func change(_ path: String, _ how: String, _ round: Int) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        switch how {
        case "append": unsafe write(descriptor, "more", 4)
        case "cut": ftruncate(descriptor, 2_500_000 + round)
        default:
            let times = [timespec(tv_sec: round, tv_nsec: 0), timespec(tv_sec: round, tv_nsec: 0)]
            unsafe futimens(descriptor, times)
        }
    }

    private final class Counter: @unchecked Sendable {
        private(set) var value: Int
        init(_ value: Int) { self.value = value }
        func takeOne() -> Bool {
            value -= 1
            return value >= 0
        }
    }

    /// A large file that shrinks between two windows.
    @Test func aLargeFileShrinks() throws {
        let tree = try TemporaryTree()
        try tree.file("a", Array(repeating: UInt8(ascii: "x"), count: 100_000))
        var options = DiscoveryOptions()
        options.maxFileSize = 10_000
        options.windowSize = 70_000
        options.overlap = 100
        let batch = FileBatch()
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: options) { false }
        let reader = FileReader(options: options) { false }
        #expect(discovery.next(batch))
        #expect(reader.open(batch.files[0], of: batch) == .ready)
        try tree.size("a", 90_000)
        #expect(reader.advance() && reader.window.isLast)
        #expect(reader.diagnostics.map(\.code) == [.fileWindowed, .fileChanged])
        #expect(reader.window.offset + reader.window.reportable.upperBound == 90_000)
    }
}
