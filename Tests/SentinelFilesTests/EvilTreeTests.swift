import Foundation
import SentinelFiles
import SentinelModel
import Testing

/// The table of hostile trees: each row builds a real one.
@Suite struct EvilTreeTests {
    @Test(arguments: Evil.entries + Evil.names + Evil.content)
    func scan(_ evil: Evil) throws {
        let tree = try TemporaryTree()
        try evil.build(tree)
        guard !evil.asNobody || getuid() != 0 || Nobody.isAvailable else { return }
        let scan = evil.asNobody ? Nobody.run { Scan.tree(tree, evil.options) } : Scan.tree(tree, evil.options)
        #expect(scan.files == evil.files)
        // Rows name diagnostics in the order of the scan; one of them is about a set.
        #expect(scan.diagnostics.sorted() == evil.diagnostics.sorted())
        #expect(scan.details.contains(where: \.isIncomplete) == evil.isIncomplete)
        for (path, text) in evil.texts { #expect(scan.text(path) == text) }
        for (path, outcome) in evil.outcomes { #expect(scan.outcomes[path] == outcome, "\(path)") }
        #expect(scan.sequences == scan.sequences.sorted() && Set(scan.sequences).count == scan.sequences.count)
        #expect(scan.details.allSatisfy { !$0.message.isEmpty && !$0.recovery.isEmpty && $0.path != nil })
    }

    @Test func thereAreManyRows() {
        #expect((Evil.entries + Evil.names + Evil.content).count >= 60)
    }
}

/// Root may read everything. For files, a single thread can be someone else: `setfsuid`, which the Glibc module does
/// not show.
enum Nobody {
    private typealias Setter = @convention(c) (UInt32) -> Int32

    private static let setter: Setter? = {
        guard let symbol = unsafe dlsym(nil, "setfsuid") else { return nil }
        return unsafe unsafeBitCast(symbol, to: Setter.self)
    }()

    static var isAvailable: Bool { setter != nil }

    /// Runs `body` with the rights of nobody on this thread; without it when the process is not root's.
    static func run<Result>(_ body: () -> Result) -> Result {
        guard getuid() == 0, let setter else { return body() }
        _ = setter(65_534)
        defer { _ = setter(0) }
        return body()
    }
}
