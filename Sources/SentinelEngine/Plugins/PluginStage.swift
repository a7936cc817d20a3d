internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPlugins

/// The plugins' part in one worker's files. Contents are gathered, then each plugin is asked for all of them at once: that is what
/// keeps a plugin in another process cheap. Until then their findings wait, those of the rules too.
final class PluginStage {
    private let settings: Settings
    private let members: [PluginMember]
    private let zones = ZoneReader()
    /// By types, their names as plugins are told them, without and with a NUL behind them: a tree has few kinds of files.
    private var typeNames: [FileTypeSet: TypeNames] = [:]
    private var latest: (types: FileTypeSet, names: TypeNames)?
    private typealias TypeNames = (plain: [UInt8], terminated: [UInt8])
    private var waiting: [WaitingFile] = []
    /// How many of the first members have glanced at the file in work, and have nothing to say.
    private var silent = 0
    /// What came of files, and where it belongs in the portion in work.
    private var judged: [(events: [ScanEvent], place: Portion.Place)] = []

    /// Bytes of content, and files, that are gathered at most.
    private static let fullBytes = 2 << 20
    private static let fullFiles = 256

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
        /// Below the scan's root.
        var relative: RawPath { batch.relativePath(of: file) }
    }

    /// A file as the rules left it. Lives no longer than the window it reads.
    @safe
    struct Scanned {
        var path: LazyPath
        /// Below the scan's root.
        var relativePath: [UInt8]
        var types: FileTypeSet
        var bytes: UnsafeBufferPointer<UInt8>
        var positions: PositionFinder
        var matches: [RuleMatch]
        var secrets: [SecretSpan]
    }

    /// Shows a file without matches to the plugins in this process, as long as these have nothing to say and no others are there.
    /// False if there is more to be done: then `take` goes on. `path` ends with a NUL.
    func glance(at path: [UInt8], _ types: FileTypeSet, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        silent = 0
        for member in members {
            guard member.isInProcess else { return false }
            let names = names(of: types).terminated
            guard unsafe member.glance(path, types, names: names, at: bytes) else { return false }
            silent += 1
        }
        silent = 0
        return true
    }

    /// Shows a file to the plugins that want to see it. False if they have nothing to say: then its matches are the caller's to
    /// judge.
    func take(_ file: Scanned, into portion: inout Portion) -> Bool {
        var found = PluginHarvest()
        var wanting: [Int] = []
        let rest = silent..<members.count
        silent = 0
        for index in rest where unsafe members[index].wants(file.types, file.bytes, file.matches) {
            if members[index].isInProcess {
                members[index].look(file, types: names(of: file.types).plain, into: &found)
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
            file.path, file.types, file.matches, file.secrets, found, file.positions, file.bytes)
        {
            portion.add(event)
        }
        return true
    }

    /// Where a file may be read to that a plugin will want to see, so that it need not be copied there.
    func room(for size: Int, _ types: FileTypeSet) -> UnsafeMutableRawBufferPointer? {
        if isFull(with: size) { flush() }
        guard !waiting.isEmpty else { return nil }
        for member in members {
            if let room = unsafe member.room(for: size + FileReader.padding, types) { return unsafe room }
        }
        return nil
    }

    private func isFull(with size: Int) -> Bool {
        waiting.count >= Self.fullFiles || members.contains { $0.gathered + size > Self.fullBytes }
    }

    private func gather(_ file: Scanned, _ found: PluginHarvest, for wanting: [Int], at place: Portion.Place) {
        // Never for what was read to where it belongs: `room` asks for more.
        if isFull(with: 0) { flush() }
        // All in one order, and before anything is gathered: so two workers never wait for each other's.
        if waiting.isEmpty { for index in members.indices { members[index].prepare() } }
        let types = names(of: file.types).plain
        var isHeld = false
        for index in wanting where members[index].gather(file, number: waiting.count, types: types) { isHeld = true }
        waiting.append(WaitingFile(file, found, isHeld: isHeld, place: place))
    }

    private func names(of types: FileTypeSet) -> TypeNames {
        if let latest, latest.types == types { return latest.names }
        let plain = Array(types.names.utf8)
        let names = typeNames[types] ?? (plain, plain + [0])
        typeNames[types] = names
        latest = (types, names)
        return names
    }

    /// Asks the plugins for what was gathered, and lets their processes go to others. To be called before anything that may
    /// wait for another worker.
    func flush() {
        guard !waiting.isEmpty else { return }
        for index in members.indices { members[index].ask() }
        for (number, file) in waiting.enumerated() {
            let events = judge(file, number)
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

    private func judge(_ file: WaitingFile, _ number: Int) -> [ScanEvent] {
        var found = file.found
        for member in members where !member.isInProcess { member.harvest(number, of: file.path, into: &found) }
        if found.isEmpty, file.matches.isEmpty { return [] }
        return unsafe withContent(of: file, number) { bytes in
            unsafe judge(file.path, file.types, file.matches, file.secrets, found, file.positions, bytes)
        }
    }

    /// Judges what rules and plugins found in a file together.
    private func judge(
        _ path: LazyPath, _ types: FileTypeSet, _ matches: [RuleMatch], _ secrets: [SecretSpan],
        _ found: PluginHarvest, _ positions: PositionFinder, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> [ScanEvent] {
        var all = matches.enumerated().filter { !found.refused.contains($0.offset) }.map(\.element) + found.matches
        all.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        var judge = FileJudge(settings: settings, path: path.bytes, relativePath: path.relative)
        var positions = positions
        unsafe zones.begin(bytes, types, path: path.relative)
        defer { zones.end() }
        var events = unsafe judge.findings(
            all, secrets: secrets + found.secrets, in: bytes, zones: zones,
            position: { unsafe positions.position(at: $0, in: bytes) })
        events += found.diagnostics.map { .diagnostic($0) }
        if judge.further > 0 {
            events.append(.diagnostic(.fileFindingLimit(path.bytes, limit: judge.made, further: judge.further)))
        }
        return events
    }

    /// Lends the content from the arena of the first plugin that has it.
    private func withContent<Result>(
        of file: WaitingFile, _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        for member in members {
            if let bytes = unsafe member.content(of: number) { return unsafe body(bytes) }
        }
        return unsafe file.copy.withUnsafeBufferPointer { unsafe body($0) }
    }
}

/// A file whose findings wait for plugins.
private struct WaitingFile {
    var path: PluginStage.LazyPath
    var types: FileTypeSet
    var positions: PositionFinder
    var matches: [RuleMatch]
    var secrets: [SecretSpan]
    /// What plugins in this process say of it.
    var found: PluginHarvest
    /// The content, where no member could take it.
    var copy: [UInt8]
    var place: Portion.Place

    init(
        _ file: PluginStage.Scanned, _ found: PluginHarvest, isHeld: Bool, place: Portion.Place
    ) {
        path = file.path
        types = file.types
        self.found = found
        positions = file.positions
        matches = file.matches
        secrets = file.secrets
        copy = isHeld ? [] : unsafe Array(file.bytes)
        self.place = place
    }
}
