internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins

/// The plugins' part in one worker's files. Contents are gathered, then each plugin is asked for all of them at once: that is what
/// keeps a plugin in another process cheap. Until then their findings wait, those of the rules too.
final class PluginStage {
    private let settings: Settings
    private let members: [PluginMember]
    /// By types, their names as plugins are told them: a tree has few kinds of files.
    private var typeNames: [FileTypeSet: [UInt8]] = [:]
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
        members = pins.map { PluginMember($0, engine: engine, isCancelled: isCancelled) }
    }

    /// What findings show of a file: made when there is something to show. Good as long as the batch is in work.
    struct LazyPath {
        let file: FileReference
        let batch: FileBatch

        var bytes: RawPath { batch.path(of: file) }
    }

    /// A file as the rules left it. Lives no longer than the window it reads.
    @safe
    struct Scanned {
        var path: LazyPath
        /// Below the scan's root.
        var relativePath: RawPath
        var types: FileTypeSet
        var bytes: UnsafeBufferPointer<UInt8>
        var positions: PositionFinder
        var matches: [RuleMatch]
        var secrets: [SecretSpan]
    }

    /// Shows a file to the plugins that want to see it. False if they have nothing to say: then its matches are the caller's to
    /// judge.
    func take(_ file: Scanned, into portion: inout Portion) -> Bool {
        var found = PluginHarvest()
        var wanting: [Int] = []
        for index in members.indices where unsafe members[index].wants(file.types, file.bytes, file.matches) {
            if members[index].isInProcess {
                members[index].look(file, types: names(of: file.types), into: &found)
            } else {
                wanting.append(index)
            }
        }
        guard wanting.isEmpty else {
            gather(file, found, for: wanting, at: portion.place)
            return true
        }
        if found.isEmpty { return false }
        for event in unsafe judge(
            file.path, file.relativePath, file.matches, file.secrets, found, file.positions, file.bytes)
        {
            portion.add(event)
        }
        return true
    }

    private func gather(_ file: Scanned, _ found: PluginHarvest, for wanting: [Int], at place: Portion.Place) {
        if waiting.count >= Self.fullFiles || members.contains(where: { $0.gathered > Self.fullBytes }) { flush() }
        // All in one order, and before anything is gathered: so two workers never wait for each other's.
        if waiting.isEmpty { for index in members.indices { members[index].prepare() } }
        let types = names(of: file.types)
        let tickets = wanting.map { (member: $0, ticket: members[$0].gather(file, types: types)) }
        waiting.append(WaitingFile(file, found, tickets: tickets, place: place))
    }

    private func names(of types: FileTypeSet) -> [UInt8] {
        if let known = typeNames[types] { return known }
        let names = Array(types.names.utf8)
        typeNames[types] = names
        return names
    }

    /// Asks the plugins for what was gathered, and lets their processes go to others. To be called before anything that may
    /// wait for another worker.
    func flush() {
        guard !waiting.isEmpty else { return }
        for index in members.indices { members[index].ask() }
        for file in waiting {
            let events = judge(file)
            if !events.isEmpty { judged.append((events, file.place)) }
        }
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
        var found = file.found
        for (index, ticket) in file.tickets { members[index].harvest(ticket, of: file.path, into: &found) }
        if found.isEmpty, file.matches.isEmpty { return [] }
        return unsafe withContent(of: file) { bytes in
            unsafe judge(file.path, file.relativePath, file.matches, file.secrets, found, file.positions, bytes)
        }
    }

    /// Judges what rules and plugins found in a file together.
    private func judge(
        _ path: LazyPath, _ relativePath: RawPath, _ matches: [RuleMatch], _ secrets: [SecretSpan],
        _ found: PluginHarvest,
        _ positions: PositionFinder, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> [ScanEvent] {
        var all = matches.enumerated().filter { !found.refused.contains($0.offset) }.map(\.element) + found.matches
        all.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        var judge = FileJudge(settings: settings, path: path.bytes, relativePath: relativePath)
        var positions = positions
        var events = unsafe judge.findings(
            all, secrets: secrets + found.secrets, in: bytes,
            position: { unsafe positions.position(at: $0, in: bytes) })
        events += found.diagnostics.map { .diagnostic($0) }
        if judge.further > 0 {
            events.append(.diagnostic(.fileFindingLimit(path.bytes, limit: judge.made, further: judge.further)))
        }
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
    var path: PluginStage.LazyPath
    var relativePath: RawPath
    var positions: PositionFinder
    var matches: [RuleMatch]
    var secrets: [SecretSpan]
    /// What plugins in this process say of it.
    var found: PluginHarvest
    /// Of each other member that looks at it: its index, and what it has of the file.
    var tickets: [(member: Int, ticket: PluginMember.Ticket)]
    /// The content, where no member could take it.
    var copy: [UInt8]
    var place: Portion.Place

    init(
        _ file: PluginStage.Scanned, _ found: PluginHarvest, tickets: [(member: Int, ticket: PluginMember.Ticket)],
        place: Portion.Place
    ) {
        path = file.path
        relativePath = file.relativePath
        self.found = found
        positions = file.positions
        matches = file.matches
        secrets = file.secrets
        self.tickets = tickets
        copy = tickets.allSatisfy { $0.ticket.content == nil } ? unsafe Array(file.bytes) : []
        self.place = place
    }
}
