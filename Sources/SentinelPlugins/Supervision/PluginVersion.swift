internal import Glibc
internal import SentinelModel
internal import Synchronization

/// Where a plugin runs.
package enum PluginMode: String, Sendable {
    case isolated
    case inProcess = "in-process"
}

/// Checks the value of a plugin's option: its canonical form, or why it is none.
package typealias PluginOptionCheck = @Sendable (PluginOption, String) -> Result<String, PluginFailure>

/// One version of a plugin, as a scan pins it: the library, what it declares, and its sessions. When nobody uses it any more,
/// its hosts end.
package final class PluginVersion: Sendable {
    package let library: PluginLibrary
    package let description: PluginDescription
    /// What confined the host when it started; empty in process.
    package let confinement: Confinement
    package let mode: PluginMode
    let settings: PluginSettings
    private let program: RawPath
    private let options: [(name: String, value: String)]
    private let loaded: LoadedPlugin?
    private let idle = Mutex<[Idle]>([])
    private let slots: Slots

    /// A session that nobody uses, and since when, in milliseconds.
    private struct Idle: @unchecked Sendable {
        var session: IsolatedSession
        var since: Int
    }

    /// Loads the library, checks what `given` has for the plugin of an id (options by name) against what it declares, and
    /// creates it.
    package init(
        _ library: PluginLibrary, mode: PluginMode, given: (String) -> [(name: String, value: String)],
        _ settings: PluginSettings, check: PluginOptionCheck
    ) throws(PluginFailure) {
        self.library = library
        self.mode = mode
        self.settings = settings
        slots = Slots(settings.parallel)
        switch mode {
        case .inProcess:
            let plugin = try PluginFailure.at(.load) { () throws(PluginFailure) in try LoadedPlugin(library, settings) }
            program = RawPath([])
            description = plugin.description
            confinement = []
            options = try Self.values(of: plugin.description, given(plugin.description.id), check)
            try plugin.create(options)
            loaded = plugin
        case .isolated:
            let program = try PluginFailure.at(.host) { () throws(PluginFailure) in
                try HostProgram.find(option: settings.host)
            }
            let session = try PluginFailure.at(.load) { () throws(PluginFailure) in
                let arena = try PluginArena(largest: settings.largestFile)
                return try IsolatedSession(library, program: program, arena, settings)
            }
            self.program = program
            description = session.description
            confinement = session.confinement
            let options = try Self.values(of: session.description, given(session.description.id), check)
            self.options = options
            try PluginFailure.at(.create) { () throws(PluginFailure) in try session.create(options) }
            loaded = nil
            idle.withLock { $0 = [Idle(session: session, since: milliseconds())] }
        }
    }

    /// Every option the plugin declares with its value.
    private static func values(
        of plugin: PluginDescription, _ given: [(name: String, value: String)], _ check: PluginOptionCheck
    ) throws(PluginFailure) -> [(name: String, value: String)] {
        for (name, _) in given where !plugin.options.contains(where: { $0.name == name }) {
            let known = didYouMean(name, in: plugin.options.map(\.name))
            throw PluginFailure(.create, "it has no option `\(name)`.\(known)", at: .options)
        }
        var values: [(name: String, value: String)] = []
        for option in plugin.options {
            let texts = given.filter { $0.name == option.name }.map(\.value)
            let text =
                option.isList && !texts.isEmpty ? texts.joined(separator: "\n") : texts.last ?? option.defaultValue
            let value = try PluginFailure.at(.options) { () throws(PluginFailure) in try check(option, text).get() }
            values.append((option.name, value))
        }
        return values
    }

    /// A session for the caller alone, which gives it back with `release`. Nil when it is no longer wanted.
    func acquire(_ isCancelled: () -> Bool) throws(PluginFailure) -> IsolatedSession? {
        guard slots.take(isCancelled) else { return nil }
        do throws(PluginFailure) {
            while let found = idle.withLock({ $0.popLast() }) {
                // One that was inherited over fork is its parent's.
                guard found.session.isUsable else { continue }
                if milliseconds() - found.since < settings.healthInterval { return found.session }
                // One that does not answer has ended; the next may do better.
                if (try? found.session.ping()) != nil { return found.session }
            }
            return try start(PluginArena(largest: settings.largestFile))
        } catch {
            slots.give()
            throw error
        }
    }

    /// A new session over an arena; the one that had it has ended.
    func start(_ arena: PluginArena) throws(PluginFailure) -> IsolatedSession {
        let session = try IsolatedSession(library, program: program, arena, settings)
        try session.create(options)
        return session
    }

    func release(_ session: IsolatedSession) {
        session.arena.removeAll()
        if session.isUsable { idle.withLock { $0.append(Idle(session: session, since: milliseconds())) } }
        slots.give()
    }

    /// A session in this process; nil for a plugin that has hosts.
    func inProcess() throws(PluginFailure) -> InProcessSession? {
        try loaded.map { (plugin) throws(PluginFailure) in try InProcessSession(plugin) }
    }

    /// Waits until one more may be at work, in this process; false when it is no longer wanted. `end` follows.
    func begin(_ isCancelled: () -> Bool) -> Bool { slots.take(isCancelled) }
    func end() { slots.give() }

    /// Asks the idle hosts whether they are well; those that are not end. Returns why one was not.
    func check() -> PluginFailure? {
        let waiting = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        var failure: PluginFailure?
        for found in waiting where found.session.isUsable {
            do throws(PluginFailure) {
                try found.session.ping()
                idle.withLock { $0.append(Idle(session: found.session, since: milliseconds())) }
            } catch {
                failure = error
            }
        }
        return failure
    }
}

/// How many sessions of a plugin may be in use at once.
@safe
private final class Slots: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init(_ count: Int) {
        unsafe semaphore = .allocate(capacity: 1)
        unsafe sem_init(semaphore, 0, UInt32(max(1, count)))
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    /// Waits for one; false when it is no longer wanted.
    func take(_ isCancelled: () -> Bool) -> Bool {
        while unsafe sem_trywait(semaphore) != 0 {
            if isCancelled() { return false }
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            time.tv_nsec += 20_000_000
            if time.tv_nsec >= 1_000_000_000 {
                time.tv_sec += 1
                time.tv_nsec -= 1_000_000_000
            }
            if unsafe sem_timedwait(semaphore, &time) == 0 { return true }
        }
        return true
    }

    func give() { unsafe sem_post(semaphore) }
}

/// Milliseconds of a clock that only goes forward.
func milliseconds() -> Int { microseconds() / 1000 }

func microseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}
