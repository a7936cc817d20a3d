import Foundation
import FuzzChecks
import TestSupport
import Testing

/// Real files, cut at random places and with random bytes changed: whatever is read of them holds together, and soon.
///
/// The files are those of `$MCP_SENTINEL_CORPUS` or of what `make bench` fetched, and of Python's standard library where there are none.
@Suite struct CorpusTests {
    /// The endings of files for a target, and the byte that chooses among its languages.
    static let kinds: [(target: FuzzTarget, choice: String, suffix: String)] = [
        (.python, "", "py"), (.script, "0", "js"), (.script, "1", "ts"), (.script, "2", "tsx"), (.go, "", "go"),
        (.zones, "0", "java"), (.zones, "3", "rb"), (.zones, "5", "rs"), (.zones, "7", "c"), (.zones, "9", "sh"),
        (.zones, ":", "html"), (.markdown, "", "md"), (.json, "0", "json"), (.json, "1", "json"), (.yaml, "", "yml"),
        (.yaml, "", "yaml"), (.toml, "", "toml"), (.ini, "", "cfg"), (.requirements, "", "txt"), (.model, "0", "py"),
        (.model, "1", "ts"), (.model, "3", "js"), (.model, "2", "go"),
    ]
    private static let filesOfKind = 40
    private static let damagesOfFile = 12
    private static let largest = 60_000

    @Test(arguments: kinds.indices)
    func damagedFilesAreReadToTheEnd(_ index: Int) throws {
        let kind = Self.kinds[index]
        let checker = FuzzChecker(kind.target)
        var random = SeededRandom(index)
        for path in (Corpus.files[kind.suffix] ?? []).prefix(Self.filesOfKind) {
            guard let data = FileManager.default.contents(atPath: path), data.count <= Self.largest else { continue }
            for round in 0...Self.damagesOfFile {
                let content = round == 0 ? Array(data) : Self.damaged(Array(data), &random)
                let bytes = Array(kind.choice.utf8) + content
                let time = ContinuousClock().measure {
                    #expect(throws: Never.self, "\(path), \(round)") { try checker.check(bytes) }
                }
                #expect(time < .seconds(20), "\(path), \(round)")
            }
        }
    }

    private static let telling = Array("\"'`{}()[]<>#$@\\/%\n\r\t;:,.*-=~|&!? 0aé\0".utf8)

    /// A piece of `bytes`, with some of its bytes changed, removed or put in.
    private static func damaged(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var damaged = bytes
        if random.chance(50), !damaged.isEmpty { damaged.removeSubrange(random.below(damaged.count)...) }
        if random.chance(25), !damaged.isEmpty { damaged.removeSubrange(..<random.below(damaged.count)) }
        for _ in 0..<random.below(30) where !damaged.isEmpty {
            let place = random.below(damaged.count)
            switch random.below(4) {
            case 0: damaged.remove(at: place)
            case 1: damaged[place] ^= 1 << UInt8(random.below(8))
            case 2: damaged[place] = random.pick(telling)
            default: damaged.insert(random.pick(telling), at: place)
            }
        }
        return damaged
    }
}

/// Files that lie on this machine, by their endings, in an order that does not depend on the walk and is not one folder's.
private enum Corpus {
    static let files: [String: [String]] = {
        let root = Repository.root
        let corpus =
            ProcessInfo.processInfo.environment["MCP_SENTINEL_CORPUS"]
            ?? root.appending(path: ".build/bench/corpus/medium").path
        let folder = FileManager.default.fileExists(atPath: corpus) ? corpus : standardLibrary
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let own = ["Tests/Fixtures", "Benchmarks", "bindings", "Tests/Fuzz/seeds"].flatMap { below in
            let folder = root.appending(path: below).path
            return (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map {
                "\(folder)/\($0)"
            }
        }
        let all = names.map { "\(folder)/\($0)" } + own
        return Dictionary(grouping: all.sorted { key($0) < key($1) }) { URL(filePath: $0).pathExtension }
    }()

    private static func key(_ path: String) -> UInt64 {
        path.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static var standardLibrary: String {
        (try? Python.lines("import sysconfig; print(sysconfig.get_path('stdlib'))", input: []))?.first ?? ""
    }
}

enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
