package import SentinelModel
package import SentinelPattern
internal import SentinelRules

/// Where matches end that reach beyond the bytes they were searched in: those that follow start no earlier.
package struct SearchCarry: Sendable {
    fileprivate let starts: [Int]
}

/// One worker's use of a `PatternDetector`.
package final class PatternSession {
    let detector: PatternDetector
    let scratch: MatchScratch
    /// The rules that could not answer in the present file.
    package private(set) var limits: [RuleLimit] = []
    /// The secrets of the window searched last, also those whose matches are not reported: what another rule finds beside
    /// them must not show them.
    package private(set) var secrets: [SecretSpan] = []
    /// True if the trigger was seen in the window searched last.
    package private(set) var isTriggered = false
    /// Rules over calls that ask for the window searched last, by their places.
    package private(set) var asking: Set<Int> = []
    private var isFirstWindow = true
    /// Masks by file types: a tree has few kinds of files.
    private var masks: [MaskKey: PatternMask] = [:]
    private var lastMask: (key: MaskKey, mask: PatternMask)?
    /// For looking beyond a window's border; `scratch` remembers where the search over the windows is.
    private lazy var borderScratch = detector.makeScratch()
    /// By rule, where its last match in the present window ended; 0 where it has none.
    private var ends: [Int]

    private struct MaskKey: Hashable {
        var types: FileTypeSet
        var secretsOnly: Bool
    }

    init(_ detector: PatternDetector, scratch: MatchScratch) {
        self.detector = detector
        self.scratch = scratch
        ends = [Int](repeating: 0, count: detector.rules.count)
    }

    /// Call before the first window of each file.
    package func beginFile() {
        limits.removeAll(keepingCapacity: true)
        isFirstWindow = true
    }

    /// What a search from `end` on must know of the one that was made last; nil if nothing.
    package func carry(beyond end: Int) -> SearchCarry? {
        scratch.starts(beyond: end).map { SearchCarry(starts: $0) }
    }

    /// Call instead of `beginFile`: what comes next follows the search that `carry` is of.
    package func resume(_ carry: SearchCarry) {
        limits.removeAll(keepingCapacity: true)
        scratch.resume(carry.starts)
        isFirstWindow = false
    }

    /// The matches that start in `reportable` (indices of `bytes`, which lie at `offset` in the file), sorted by start, then
    /// rule id. `mayGoOn` is asked now and then; when it says no, the rest of the window is left.
    package func matches(
        in bytes: UnsafeBufferPointer<UInt8>, reportable: Range<Int>, offset: Int, types: FileTypeSet,
        mayGoOn: () -> Bool
    ) -> [RuleMatch] {
        let request = PatternSet.Request(
            reportable: reportable, active: mask(for: types), base: offset, isContinuation: !isFirstWindow)
        isFirstWindow = false
        isTriggered = false
        asking.removeAll(keepingCapacity: true)
        secrets.removeAll(keepingCapacity: true)
        var found = unsafe search(bytes, request, scratch, mayGoOn) { self.note($1, of: self.detector.owners[$0]) }
        guard !found.isEmpty else { return [] }
        secrets = found.compactMap(\.match.secret)
        unsafe addSecrets(in: bytes, outside: reportable, offset: offset, types: types, mayGoOn: mayGoOn)
        found.sort { ($0.match.span.lowerBound, $0.rule) < ($1.match.span.lowerBound, $1.rule) }
        return withoutOverlaps(found)
    }

    /// Adds the secrets that start before or behind what the window reports: they may stand on one line with what it does.
    private func addSecrets(
        in bytes: UnsafeBufferPointer<UInt8>, outside reportable: Range<Int>, offset: Int, types: FileTypeSet,
        mayGoOn: () -> Bool
    ) {
        for border in [0..<reportable.lowerBound, reportable.upperBound..<bytes.count] where !border.isEmpty {
            guard let borderScratch else { return }
            // A match that reaches over the border ends where it ends; what follows is seen as the next window sees it.
            let carry = border.lowerBound > 0 ? scratch.starts(beyond: offset + border.lowerBound) : nil
            if let carry { borderScratch.resume(carry) }
            let request = PatternSet.Request(
                reportable: border, active: mask(for: types, secretsOnly: true), base: offset,
                isContinuation: carry != nil)
            let found = unsafe search(bytes, request, borderScratch, mayGoOn) { _, _ in }
            secrets += found.compactMap(\.match.secret)
        }
    }

    /// What the rules accept of what the patterns find.
    private func search(
        _ bytes: UnsafeBufferPointer<UInt8>, _ request: PatternSet.Request, _ scratch: MatchScratch,
        _ mayGoOn: () -> Bool,
        onLimit: (Int, MatchOutcome) -> Void
    ) -> [(rule: Int, match: RuleMatch)] {
        var found: [(rule: Int, match: RuleMatch)] = []
        _ = unsafe detector.set.find(
            in: bytes, request, scratch: scratch, poll: { !mayGoOn() },
            onMatch: { number, range in
                let rule = detector.owners[number]
                guard rule < detector.rules.count else {
                    isTriggered = true
                    return true
                }
                if detector.rules[rule].isOverCalls {
                    asking.insert(rule)
                    return true
                }
                let pattern = detector.set.patterns[number]
                let match = unsafe detector.rules[rule].match(
                    of: pattern, at: range, prefix: detector.prefixes[number], in: bytes, scratch: scratch)
                found.append((rule, match))
                return true
            },
            onLimit: { number, _, outcome in
                onLimit(number, outcome)
                return true
            })
        // Only now: the conditions use the same scratch.
        found.removeAll { unsafe !detector.rules[$0.rule].accepts($0.match, in: bytes, scratch: scratch) }
        return found
    }

    private func mask(for types: FileTypeSet, secretsOnly: Bool = false) -> PatternMask {
        let key = MaskKey(types: types, secretsOnly: secretsOnly)
        // Files beside each other are of one type.
        if let last = lastMask, last.key == key { return last.mask }
        let mask = masks[key] ?? detector.mask(for: types, secretsOnly: secretsOnly)
        masks[key] = mask
        lastMask = (key, mask)
        return mask
    }

    /// Alternatives of one rule that found the same place count once.
    private func withoutOverlaps(_ found: [(rule: Int, match: RuleMatch)]) -> [RuleMatch] {
        var kept: [RuleMatch] = []
        kept.reserveCapacity(found.count)
        for (rule, match) in found where match.span.lowerBound >= ends[rule] {
            ends[rule] = match.span.upperBound
            kept.append(match)
        }
        for (rule, _) in found { ends[rule] = 0 }
        return kept
    }

    private func note(_ outcome: MatchOutcome, of rule: Int) {
        guard rule < detector.rules.count else { return }
        let reason: RuleLimit.Reason
        switch outcome {
        case .limited(let kind): reason = .limit(kind.rawValue)
        case .failed(let failure): reason = .failure(failure.text)
        case .match, .noMatch: return
        }
        let descriptor = detector.rules[rule].rule.descriptor
        if let index = limits.firstIndex(where: { $0.rule.id == descriptor.id && $0.reason == reason }) {
            limits[index].count += 1
        } else {
            limits.append(RuleLimit(rule: descriptor, reason: reason, count: 1))
        }
    }
}

extension PatternDetector {
    /// What one worker needs; nil when memory is short.
    package func makeSession() -> PatternSession? {
        makeScratch().map { PatternSession(self, scratch: $0) }
    }

    /// Memory for matching, for one thread; nil when memory is short.
    package func makeScratch() -> MatchScratch? { try? MatchScratch(limits: limits, interpretsOnly: interpretsOnly) }
}
