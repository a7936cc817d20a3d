internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel

/// Scans one file after another, on one worker: read, match, judge. Everything that is reused between files is here.
final class FileScanner {
    let engine: Engine
    let reader: FileReader
    let session: PatternSession
    let poll: Poll
    private let deadline: MonotonicTime?
    /// Where others are asked for help with large files; nil when there are no others.
    var feeder: Feeder?
    /// Nil where there are none.
    let plugins: PluginStage?
    private let zones = ZoneReader()
    private let structure: StructureStage?
    private lazy var elsewhere = ElsewhereJudge(engine)
    /// For plugins, the path of the file in work.
    private var relativePath: [UInt8] = []

    /// Fails when memory is short.
    init?(
        engine: Engine, options: DiscoveryOptions, plugins pins: [PluginPin], stop: StopSignal, deadline: MonotonicTime?
    ) {
        guard let session = engine.detector.makeSession() else { return nil }
        plugins = PluginStage(pins, engine: engine) {
            stop.isSet || deadline.map { MonotonicTime.now >= $0 } ?? false
        }
        self.engine = engine
        self.session = session
        structure = StructureStage(engine, isCancelled: { stop.isSet })
        self.deadline = deadline
        poll = Poll(stop: stop, scan: deadline)
        reader = FileReader(options: options, isCancelled: { stop.isSet })
        if let plugins { unsafe reader.lend = { unsafe plugins.room(for: $0, $1) } }
    }

    /// Called with a file's size before it is read.
    var willRead: (Int) -> Void {
        get { reader.willRead }
        set { reader.willRead = newValue }
    }

    /// What a file came to, beside the events it added.
    enum Outcome {
        case done
        /// The scan's own time is over.
        case scanTimeout
    }

    /// Scans `file` and adds what comes of it to `portion`.
    func scan(_ file: FileReference, of batch: FileBatch, into portion: inout Portion) -> Outcome {
        let started = MonotonicTime.now
        if let deadline, started >= deadline { return .scanTimeout }
        let outcome = reader.open(file, of: batch)
        defer { reader.close() }
        switch outcome {
        case .ready:
            let result =
                if let pieces = reader.pieces() {
                    match(pieces, of: file, batch, since: started, into: &portion)
                } else {
                    match(file, of: batch, since: started, into: &portion)
                }
            addDiagnostics(to: &portion)
            portion.counts.eligible += 1
            return result
        case .empty:
            portion.counts.completed += 1
            portion.counts.eligible += 1
        case .binary:
            portion.counts.binary += 1
        case .tooLarge:
            portion.counts.tooLarge += 1
            portion.counts.eligible += 1
        case .failed:
            portion.counts.eligible += 1
        case .notSelected, .cancelled:
            break
        }
        addDiagnostics(to: &portion)
        return .done
    }

    private func addDiagnostics(to portion: inout Portion) {
        for diagnostic in reader.diagnostics { portion.add(.diagnostic(diagnostic)) }
    }

    /// Matches every window of the open file.
    private func match(
        _ file: FileReference, of batch: FileBatch, since started: MonotonicTime, into portion: inout Portion
    ) -> Outcome {
        poll.beginFile(until: fileDeadline(since: started))
        var judge: FileJudge?
        session.beginFile()
        repeat {
            let window = reader.window
            var matches = unsafe session.matches(
                in: window.bytes, reportable: window.reportable, offset: window.offset, types: reader.types,
                mayGoOn: poll.mayGoOn)
            var secrets = session.secrets
            if window.isWhole { addStructure(of: file, batch, to: &matches, &secrets, &portion) }
            if let plugins, window.isWhole, give(matches, secrets, of: file, batch, to: plugins, into: &portion) {
                continue
            }
            if !matches.isEmpty {
                var current = judge ?? makeJudge(file, of: batch)
                let path = batch.relativePath(of: file)
                if window.isWhole { unsafe zones.begin(window.bytes, reader.types, path: path) }
                defer { zones.end() }
                let selected = engine.selected(matches, path: path, zones: zones)
                let events = unsafe current.findings(
                    selected, secrets: secrets, in: window.bytes, zones: zones, position: reader.position)
                for event in events { portion.add(event) }
                judge = current
            }
        } while !reader.window.isLast && poll.mayGoOn() && reader.advance()
        return finish(
            file, of: batch, judge: judge, limits: session.limits, stopped: poll.reason, into: &portion)
    }

    /// Adds what the open file's structure tells.
    private func addStructure(
        of file: FileReference, _ batch: FileBatch, to matches: inout [RuleMatch], _ secrets: inout [SecretSpan],
        _ portion: inout Portion
    ) {
        guard let structure,
            structure.looksAt(reader.types, isTriggered: session.isTriggered, isAsked: !session.asking.isEmpty),
            let found = unsafe structure.find(
                in: StructureStage.File(
                    bytes: reader.window.bytes, types: reader.types, isTriggered: session.isTriggered,
                    asking: session.asking,
                    reference: file, batch: batch))
        else { return }
        if let mistake = found.mistake {
            portion.add(.diagnostic(.documentInvalid(batch.path(of: file), mistake)))
        }
        if let limit = found.limit { portion.add(.diagnostic(.analysisLimit(batch.path(of: file), limit))) }
        for (other, matches) in found.elsewhere {
            let events = elsewhere.findings(matches, in: other, shownBelow: batch.prefix(of: file))
            for event in events { portion.add(event) }
        }
        guard !found.matches.isEmpty else { return }
        matches += found.matches
        matches.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        secrets += found.secrets
    }

    /// Shows the open file to the plugins. False if its matches are left to be judged.
    private func give(
        _ matches: [RuleMatch], _ secrets: [SecretSpan], of file: FileReference, _ batch: FileBatch,
        to plugins: PluginStage, into portion: inout Portion
    ) -> Bool {
        batch.copyRelativePath(of: file, to: &relativePath)
        relativePath.append(0)
        if matches.isEmpty, unsafe plugins.glance(at: relativePath, reader.types, reader.window.bytes) { return true }
        relativePath.removeLast()
        let path = PluginStage.LazyPath(file: file, batch: batch)
        let selected = matches.isEmpty ? matches : selected(matches, path: path.relative)
        return unsafe plugins.take(
            PluginStage.Scanned(
                path: path, relativePath: relativePath, types: reader.types, bytes: reader.window.bytes,
                positions: reader.positions,
                matches: selected, secrets: secrets),
            into: &portion)
    }

    /// The matches in the open file, which is whole, that their rules mean.
    private func selected(_ matches: [RuleMatch], path: RawPath) -> [RuleMatch] {
        unsafe zones.begin(reader.window.bytes, reader.types, path: path)
        defer { zones.end() }
        return engine.selected(matches, path: path, zones: zones)
    }

    func makeJudge(_ file: FileReference, of batch: FileBatch) -> FileJudge {
        FileJudge(settings: engine.settings, path: batch.path(of: file), relativePath: batch.relativePath(of: file))
    }

    func fileDeadline(since started: MonotonicTime) -> MonotonicTime? {
        engine.settings.fileTimeout > 0 ? started.advanced(milliseconds: engine.settings.fileTimeout) : nil
    }

    /// Says what kept the file from being scanned whole.
    func finish(
        _ file: FileReference, of batch: FileBatch, judge: FileJudge?, limits: [RuleLimit], stopped: Poll.Reason?,
        into portion: inout Portion
    ) -> Outcome {
        portion.counts.bytes += reader.bytesRead
        for limit in limits { portion.add(.diagnostic(.init(limit, in: batch.path(of: file)))) }
        if let judge, judge.further > 0 {
            portion.add(
                .diagnostic(
                    .fileFindingLimit(batch.path(of: file), limit: judge.made, further: judge.further)))
        }
        switch stopped {
        case nil: portion.counts.completed += 1
        case .stopped: break
        case .fileTimeout:
            portion.add(.diagnostic(.fileTimeout(batch.path(of: file), engine.settings.fileTimeout)))
        case .scanTimeout: return .scanTimeout
        }
        return .done
    }
}
