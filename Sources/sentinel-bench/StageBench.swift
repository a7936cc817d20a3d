internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// What each stage of a scan takes, on one thread, over files in memory: the screen, PCRE2 on the places that pass, and all of
/// it with the rules' conditions.
func benchStages(rules: [PatternRule], _ path: String) throws -> [(String, Double)] {
    let limits = DetectorLimits(match: 100_000, depth: 100_000, heapBytes: 20 << 20)
    let detector = try PatternDetector(rules: rules.sorted { $0.descriptor.id < $1.descriptor.id }, limits: limits)
    let corpus = Corpus(path)
    guard let session = detector.makeSession() else { return [] }
    let scratch = try MatchScratch()
    var figures: [(String, Double)] = [("rules", Double(rules.count)), ("bytes", Double(corpus.bytes))]

    let read = seconds { Corpus.read(path) { _ in } }
    var hits = 0
    let screen = seconds {
        unsafe corpus.forEach { _, bytes in unsafe detector.set.screen.forEachHit(in: bytes) { _, _ in hits += 1 } }
    }
    var attempts: [[(pattern: Int, start: Int)]] = []
    var looks = 0
    unsafe corpus.forEach { types, bytes in
        var places: [(pattern: Int, start: Int)] = []
        let mask = detector.mask(for: types, secretsOnly: false)
        looks += unsafe detector.set.forEachAttempt(in: bytes, active: mask) { places.append(($0, $1)) }
        attempts.append(places)
    }
    var matches = 0
    let pcre = seconds {
        var number = 0
        unsafe corpus.forEach { _, bytes in
            for place in attempts[number] {
                let pattern = detector.set.patterns[place.pattern]
                let outcome = unsafe pattern.match(in: bytes, at: place.start, end: bytes.count, scratch: scratch)
                if case .match = outcome { matches += 1 }
            }
            number += 1
        }
    }
    var accepted = 0
    let all = seconds {
        unsafe corpus.forEach { types, bytes in
            session.beginFile()
            accepted += unsafe session.matches(
                in: bytes, reportable: 0..<bytes.count, offset: 0, types: types, mayGoOn: { true }
            ).count
        }
    }
    var (first, second) = (0, 0)
    unsafe corpus.forEach { _, bytes in
        let passed = unsafe detector.set.screen.candidates(in: bytes)
        first += passed.first
        second += passed.second
    }
    figures += [
        ("literals", Double(detector.set.screen.literals.count)), ("first", Double(first)), ("second", Double(second)),
        ("read_seconds", read), ("screen_seconds", screen), ("pcre2_seconds", pcre),
        ("find_seconds", all), ("candidates", Double(hits)), ("looks", Double(looks)),
        ("attempts", Double(attempts.reduce(0) { $0 + $1.count })), ("matches", Double(matches)),
        ("accepted", Double(accepted)),
    ]
    return figures
}

extension Corpus {
    fileprivate func forEach(_ body: (FileTypeSet, UnsafeBufferPointer<UInt8>) -> Void) {
        for file in files { unsafe file.bytes.withUnsafeBufferPointer { unsafe body(file.types, $0) } }
    }
}
