internal import SentinelDetectors
internal import SentinelModel
internal import SentinelPlugins

/// One plugin in a worker's stage: what it wants, what was gathered for it, what it answered.
final class PluginMember {
    private let pin: PluginPin
    /// By rule of the plugin; nil for those the options leave out.
    private let rules: [RuleDescriptor?]
    /// By id, the plugin's rules that have a pattern.
    private let patternRules: [String: Int]
    /// False where the options leave out all of its rules.
    private let isWanted: Bool
    private let maxFindings: Int
    private let isCancelled: () -> Bool
    private var request: PluginRequest
    /// By file of the stage; nil for those it does not look at.
    private var tickets: [Ticket?] = []
    private var lease: PluginLease?
    /// Why there is no lease.
    private var failure: PluginFailure?
    /// Set for a plugin in this process.
    private var use: InProcessUse?
    private var outcome = PluginLease.Outcome()
    /// A plugin that is left alone is told of once, not for each file.
    private var toldOfSuspension = false

    private var description: PluginDescription { pin.version.description }

    init(_ pin: PluginPin, engine: Engine, isCancelled: @escaping () -> Bool) {
        self.pin = pin
        self.isCancelled = isCancelled
        let declared = pin.version.description.rules
        rules = declared.map { engine.isEnabled($0.descriptor) ? $0.descriptor : nil }
        patternRules = Dictionary(
            declared.enumerated().filter { !$1.pattern.isEmpty }.map { ($1.descriptor.id, $0) },
            uniquingKeysWith: { $1 })
        isWanted = rules.contains { $0 != nil }
        maxFindings = engine.settings.maxFindingsPerFile
        request = PluginRequest(maxFindings: maxFindings)
        guard pin.version.mode == .inProcess else { return }
        do throws(PluginFailure) {
            use = try InProcessUse(pin.plugin, pin.version, isCancelled: isCancelled)
        } catch {
            failure = error
        }
    }

    /// True if it sees a file at once, where it lies; others get theirs gathered.
    var isInProcess: Bool { pin.version.mode == .inProcess }

    /// What a member has of a file: its content's place in the arena, and its entries in the request.
    private struct Ticket {
        var content: Range<Int>?
        var entries = 0..<0
        /// Matches of the plugin's patterns that it is asked to judge, as indices of the file's matches.
        var asked: [Int] = []
        /// Why it does not get to see the file.
        var loss: PluginFailure?
    }

    /// Bytes that wait in its arena.
    var gathered: Int { lease?.arena.count ?? 0 }

    func wants(_ types: FileTypeSet, _ bytes: UnsafeBufferPointer<UInt8>, _ matches: [RuleMatch]) -> Bool {
        guard isWanted else { return false }
        let wantsMatches = !patternRules.isEmpty && matches.contains { patternRules[$0.rule.id] != nil }
        return unsafe wantsMatches || wantsFile(types) || wantsListing(types, bytes)
    }

    private func wantsFile(_ types: FileTypeSet) -> Bool {
        description.capabilities.contains(.files) && description.fileTypes.intersects(types)
    }

    private func wantsListing(_ types: FileTypeSet, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe description.capabilities.contains(.listings) && types.contains(.json) && Listing.isLikely(bytes)
    }

    /// Takes a session; where none can be had, the files of this round are not seen by the plugin.
    func prepare() {
        guard !isInProcess else { return }
        request.removeAll()
        tickets.removeAll(keepingCapacity: true)
        failure = nil
        do throws(PluginFailure) {
            lease = try PluginLease(pin.plugin, pin.version, isCancelled: isCancelled)
            if lease == nil { failure = PluginFailure(.cancelled, "was cancelled") }
        } catch {
            failure = error
        }
    }

    /// Where in its arena a file may be read to that it will want to see.
    func room(for size: Int, _ types: FileTypeSet) -> UnsafeMutableRawBufferPointer? {
        guard let lease, isWanted, wantsFile(types) else { return nil }
        return unsafe lease.arena.room(for: size)
    }

    /// Takes the stage's file `number`. False where it cannot hold the content.
    func gather(_ file: PluginStage.Scanned, number: Int, types: [UInt8]) -> Bool {
        var ticket = Ticket()
        if let lease {
            ticket.content = unsafe lease.arena.add(file.bytes)
            if let place = ticket.content {
                let first = request.count
                forEachEntry(file, types, at: place, asked: &ticket.asked) { request.append($0) }
                ticket.entries = first..<request.count
            } else {
                ticket.loss = unsafe PluginFailure(.host, "cannot take a file of \(file.bytes.count) bytes")
            }
        } else {
            ticket.loss = failure
        }
        while tickets.count < number { tickets.append(nil) }
        tickets.append(ticket)
        return ticket.content != nil
    }

    private func ticket(_ number: Int) -> Ticket? { tickets.indices.contains(number) ? tickets[number] : nil }

    /// What the plugin is asked of a file. The matches it judges go with the first.
    private func forEachEntry(
        _ file: PluginStage.Scanned, _ types: [UInt8], at place: Range<Int>, asked: inout [Int],
        _ body: (PluginRequest.Entry) -> Void
    ) {
        if !patternRules.isEmpty {
            asked = file.matches.indices.filter { patternRules[file.matches[$0].rule.id] != nil }
        }
        var matches = asked.map {
            PluginRequest.Match(rule: patternRules[file.matches[$0].rule.id] ?? 0, span: file.matches[$0].span)
        }
        var isAsked = false
        func ask(_ kind: PluginRequest.Kind) {
            var entry = PluginRequest.Entry(kind: kind, path: file.relativePath, types: types, content: place)
            entry.matches = matches
            body(entry)
            matches = []
            isAsked = true
        }
        if wantsFile(file.types) { ask(.file) }
        if unsafe wantsListing(file.types, file.bytes) { ask(.listing) }
        if !isAsked { ask(.matches) }
    }

    /// What a glance at the file in work brought.
    private var glanced: InProcessUse.Answer?

    /// Shows a file without matches to a plugin in this process, if it wants that and no more, as nearly always. False if more is to be
    /// done about the file: `look` then has the answer. `path` and `types` end with a NUL.
    func glance(
        _ path: [UInt8], _ types: FileTypeSet, names: [UInt8], at bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard isWanted else { return true }
        guard let use, patternRules.isEmpty, unsafe !wantsListing(types, bytes) else { return false }
        guard wantsFile(types) else { return true }
        guard let answer = unsafe use.glance(path, types: names, at: bytes, maxFindings: maxFindings) else {
            return true
        }
        glanced = .some(answer)
        return false
    }

    /// Shows a file to a plugin in this process; nil if it has nothing to say.
    func look(_ file: PluginStage.Scanned, types: [UInt8], into found: inout PluginHarvest) {
        guard let use else {
            if let failure { tell(failure, of: file.path, into: &found) }
            return
        }
        if let glanced {
            self.glanced = nil
            guard let (result, lines) = glanced else { return }
            outcome.lines = lines
            return harvest([result], asked: [], of: file.path, into: &found)
        }
        var asked: [Int] = []
        var results: [PluginFileResult] = []
        unsafe forEachEntry(file, types, at: 0..<file.bytes.count, asked: &asked) { entry in
            guard let (result, lines) = unsafe use.look(entry, at: file.bytes, maxFindings: maxFindings) else {
                return results.append(PluginFileResult())
            }
            results.append(result)
            outcome.lines += lines
        }
        harvest(results, asked: asked, of: file.path, into: &found)
    }

    /// Asks for all that was gathered.
    func ask() {
        guard let lease, request.count > 0 else { return }
        outcome = lease.scan(request)
    }

    /// The content of the stage's file `number`, if it lies in this member's arena.
    func content(of number: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let lease, let place = ticket(number)?.content else { return nil }
        return unsafe lease.arena.content(place)
    }

    /// Gives the session back.
    func letGo() {
        lease = nil
        outcome.results.removeAll(keepingCapacity: true)
    }

    /// Adds what the plugin found in a file, takes out what it does not accept, and says what went wrong.
    func harvest(_ number: Int, of path: PluginStage.LazyPath, into found: inout PluginHarvest) {
        guard let ticket = ticket(number) else { return }
        if let loss = ticket.loss { tell(loss, of: path, into: &found) }
        // As nearly all are: nothing asked of the rules' matches, and nothing said.
        if ticket.asked.isEmpty, outcome.lines.isEmpty, outcome.results.isEmpty { return }
        let results = ticket.entries.map { outcome.results[$0] ?? PluginFileResult() }
        harvest(results, asked: ticket.asked, of: path, into: &found)
    }

    /// The same for the results of one file's entries. A match that the plugin could not be asked about stands.
    private func harvest(
        _ results: [PluginFileResult], asked: [Int], of path: PluginStage.LazyPath, into found: inout PluginHarvest
    ) {
        for line in outcome.lines { found.diagnostics.append(.pluginLine(line, of: pin.plugin.id)) }
        outcome.lines = []
        if let first = results.first, first.loss == nil, !asked.isEmpty {
            found.refused.formUnion(asked)
            for index in first.accepted { found.refused.remove(asked[index]) }
        }
        for result in results {
            for finding in result.findings { add(finding, to: &found) }
            addTroubles(result, of: path, into: &found)
        }
    }

    private func add(_ finding: PluginFinding, to found: inout PluginHarvest) {
        guard let rule = rules[finding.rule] else { return }
        let hidden = finding.secret ?? (rule.isSecret ? finding.span : nil)
        let secret = hidden.map { SecretSpan(range: $0, clear: 0) }
        let note = MatchNote(
            severity: finding.severity, confidence: finding.confidence,
            message: finding.message.isEmpty ? nil : finding.message, evidence: finding.evidence, isCounted: true)
        found.matches.append(RuleMatch(rule: rule, span: finding.span, secret: secret, note: note))
        if let secret { found.secrets.append(secret) }
    }

    private func addTroubles(_ result: PluginFileResult, of path: PluginStage.LazyPath, into found: inout PluginHarvest)
    {
        if let loss = result.loss { tell(loss, of: path, into: &found) }
        let id = pin.plugin.id
        if result.status < 0 { found.diagnostics.append(.pluginFailed(id, result.status, in: path.bytes)) }
        if result.further > 0 { found.diagnostics.append(.pluginLimit(id, further: result.further, in: path.bytes)) }
        for complaint in result.complaints { found.diagnostics.append(.pluginMisreport(id, complaint, in: path.bytes)) }
    }

    private func tell(_ loss: PluginFailure, of path: PluginStage.LazyPath, into found: inout PluginHarvest) {
        // The scan's own end says that work was left.
        if loss.kind == .cancelled { return }
        if loss.kind == .suspended {
            if toldOfSuspension { return }
            toldOfSuspension = true
        }
        found.diagnostics.append(.pluginLost(pin.plugin.id, loss, in: path.bytes))
    }
}
