import Dispatch
import Foundation
import SentinelPattern

func search(_ pattern: Pattern, _ text: [UInt8], interpret: Bool = false) throws -> Range<Int>? {
    let scratch = try MatchScratch(interpretsOnly: interpret)
    let outcome = unsafe text.withUnsafeBufferPointer {
        unsafe pattern.search(in: $0, region: 0..<$0.count, scratch: scratch)
    }
    if case .match(let range) = outcome { return range }
    return nil
}

func search(_ pattern: Pattern, _ text: String) throws -> Range<Int>? { try search(pattern, Array(text.utf8)) }

/// What a set finds, by pattern and start, as the naive engine lists it; and which patterns met a limit.
func find(
    _ set: PatternSet, in text: [UInt8], scratch: MatchScratch, reportable: Range<Int>? = nil
) -> (matches: [NaiveEngine.Match], limited: Set<Int>) {
    var matches: [NaiveEngine.Match] = []
    var limited: Set<Int> = []
    let request = PatternSet.Request(
        reportable: reportable ?? 0..<text.count, active: PatternMask(count: set.patterns.count, all: true))
    _ = unsafe text.withUnsafeBufferPointer {
        unsafe set.find(
            in: $0, request, scratch: scratch, poll: { false },
            onMatch: { number, range in
                matches.append(NaiveEngine.Match(pattern: number, range: range))
                return true
            },
            onLimit: { number, _, _ in
                limited.insert(number)
                return true
            })
    }
    return (matches.sorted { ($0.pattern, $0.range.lowerBound) < ($1.pattern, $1.range.lowerBound) }, limited)
}

func naive(_ patterns: [Pattern], in text: [UInt8], scratch: MatchScratch) -> (
    matches: [NaiveEngine.Match], limited: Set<Int>
) {
    unsafe text.withUnsafeBufferPointer { unsafe NaiveEngine.find(patterns, in: $0, scratch: scratch) }
}

/// Source files of the Python that runs here: real text, present wherever the bindings are tested.
enum SourceFiles {
    static let all: [[UInt8]] = {
        guard let root = standardLibrary, let files = FileManager.default.enumerator(atPath: root) else { return [] }
        let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".py") || $0.hasSuffix(".js") }.sorted()
        var total = 0
        var contents: [[UInt8]] = []
        for name in names where total < 3_000_000 {
            guard let data = FileManager.default.contents(atPath: root + "/" + name) else { continue }
            contents.append(Array(data))
            total += data.count
        }
        return contents
    }()

    private static let standardLibrary: String? = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'), end='')"]
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return output.isEmpty ? nil : String(decoding: output, as: UTF8.self)
    }()
}

/// Runs `body` in `count` threads at once and waits for them.
func inThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for _ in 0..<count {
        group.enter()
        Thread.detachNewThread {
            body()
            group.leave()
        }
    }
    group.wait()
}
