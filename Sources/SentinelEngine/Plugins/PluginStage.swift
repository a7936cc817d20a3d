internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins

/// The plugins' part in one worker's files. Contents are gathered, then each plugin is asked for all of them at once: that is what
/// keeps a plugin in another process cheap. Until then their findings wait, those of the rules too.
final class PluginStage {
    private let settings: Settings
    private var members: [PluginMember]
    private let isCancelled: () -> Bool
    private var waiting: [WaitingFile] = []
    /// What came of files, and where it belongs in the portion in work.
    private var judged: [(events: [ScanEvent], place: Portion.Place)] = []

    /// Bytes of content, and files, that are gathered at most.
    private static let fullBytes = 1 << 20
    private static let fullFiles = 64

    /// Nil where no plugin is to be asked.
    init?(_ pins: [PluginPin], engine: Engine, isCancelled: @escaping () -> Bool) {
        guard !pins.isEmpty else { return nil }
        settings = engine.settings
        members = pins.map { PluginMember($0, engine: engine) }
        self.isCancelled = isCancelled
    }

    /// A file as the rules left it. Lives no longer than the window it reads.
    @safe
    struct Scanned {
        var path: RawPath
        var relativePath: RawPath
        var types: FileTypeSet
        var bytes: UnsafeBufferPointer<UInt8>
        var positions: PositionFinder
        var matches: [RuleMatch]
        var secrets: [SecretSpan]
    }

    /// Takes a file if a plugin wants to see it. False if none does: then its matches are the caller's to judge.
    func take(_ file: Scanned, at place: Portion.Place) -> Bool {
        let wanting = members.indices.filter { unsafe members[$0].wants(file.types, file.bytes, file.matches) }
        guard !wanting.isEmpty else { return false }
        if waiting.count >= Self.fullFiles || members.contains(where: { $0.gathered > Self.fullBytes }) { flush() }
        // All in one order, and before anything is gathered: so two workers never wait for each other's.
        if waiting.isEmpty { for index in members.indices { members[index].prepare(isCancelled) } }
        let tickets = wanting.map { (member: $0, ticket: members[$0].gather(file)) }
        waiting.append(WaitingFile(file, tickets: tickets, place: place))
        return true
    }

    /// Asks the plugins for what was gathered, and lets their processes go to others. To be called before anything that may
    /// wait for another worker.
    func flush() {
        guard !waiting.isEmpty else { return }
        for index in members.indices { members[index].ask() }
        for file in waiting { judged.append((judge(file), file.place)) }
        waiting.removeAll(keepingCapacity: true)
        for index in members.indices { members[index].letGo() }
    }

    /// Puts what came of all files where it belongs.
    func settle(_ portion: inout Portion) {
        flush()
        for (events, place) in judged.reversed() { portion.insert(events, at: place) }
        judged.removeAll(keepingCapacity: true)
    }

    private func judge(_ file: WaitingFile) -> [ScanEvent] {
        var found = PluginHarvest(matches: file.matches, secrets: file.secrets)
        for (index, ticket) in file.tickets { members[index].harvest(ticket, of: file.path, into: &found) }
        found.matches.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        var judge = FileJudge(settings: settings, path: file.path, relativePath: file.relativePath)
        var positions = file.positions
        var events = unsafe withContent(of: file) { bytes in
            unsafe judge.findings(
                found.matches, secrets: found.secrets, in: bytes,
                position: { unsafe positions.position(at: $0, in: bytes) })
        }
        if judge.further > 0 {
            found.diagnostics.append(.fileFindingLimit(file.path, limit: judge.made, further: judge.further))
        }
        events += found.diagnostics.map { .diagnostic($0) }
        return events
    }

    /// Lends the content from the arena of the first plugin that has it.
    private func withContent<Result>(
        of file: WaitingFile, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        for (index, ticket) in file.tickets {
            if let bytes = unsafe members[index].content(of: ticket) { return unsafe body(bytes) }
        }
        return unsafe file.copy.withUnsafeBufferPointer { unsafe body($0) }
    }
}

/// A file whose findings wait for plugins.
private struct WaitingFile {
    var path: RawPath
    var relativePath: RawPath
    var positions: PositionFinder
    var matches: [RuleMatch]
    var secrets: [SecretSpan]
    /// Of each member that looks at it: its index, and what it has of the file.
    var tickets: [(member: Int, ticket: PluginMember.Ticket)]
    /// The content, where no member could take it.
    var copy: [UInt8]
    var place: Portion.Place

    init(
        _ file: PluginStage.Scanned, tickets: [(member: Int, ticket: PluginMember.Ticket)], place: Portion.Place
    ) {
        path = file.path
        relativePath = file.relativePath
        positions = file.positions
        matches = file.matches
        secrets = file.secrets
        self.tickets = tickets
        copy = tickets.allSatisfy { $0.ticket.content == nil } ? unsafe Array(file.bytes) : []
        self.place = place
    }
}
