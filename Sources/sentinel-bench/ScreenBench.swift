internal import SentinelPattern

/// The screen alone, with the literals of a file, caseless as ripgrep's `-i`.
func benchScreen(literals lines: [[UInt8]], kernel: Screen.Kernel, _ corpus: Corpus) throws -> [(String, Double)] {
    let screen = try Screen(lines.map { Screen.Literal($0, caseless: true) }, kernel: kernel)
    var hits = 0
    let time = seconds {
        for file in corpus.files {
            unsafe file.bytes.withUnsafeBufferPointer { unsafe screen.forEachHit(in: $0) { _, _ in hits += 1 } }
        }
    }
    var (first, second) = (0, 0)
    for file in corpus.files {
        let passed = unsafe file.bytes.withUnsafeBufferPointer { unsafe screen.candidates(in: $0) }
        first += passed.first
        second += passed.second
    }
    return [
        ("literals", Double(lines.count)), ("bytes", Double(corpus.bytes)), ("seconds", time), ("hits", Double(hits)),
        ("first", Double(first)), ("second", Double(second)),
    ]
}
