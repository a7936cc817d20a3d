package import SentinelModel
internal import Synchronization

/// A plugin under supervision: its present version, its health, its circuit breaker. From any thread.
package final class Plugin: Sendable {
    package let id: String
    package let path: RawPath
    private let state: Mutex<State>
    /// Makes a version of what lies at the path now.
    private let load: @Sendable () throws(PluginFailure) -> PluginVersion

    private struct State: Sendable {
        var version: PluginVersion
        var breaker: CircuitBreaker
        var health = DetectorHealth()
        /// Failures in a row, for the pause before the next start.
        var inARow = 0
    }

    /// Loads it for the first time.
    package init(
        _ path: RawPath, _ load: @escaping @Sendable () throws(PluginFailure) -> PluginVersion
    ) throws(PluginFailure) {
        self.path = path
        self.load = load
        let version = try load()
        id = version.description.id
        state = Mutex(State(version: version, breaker: CircuitBreaker(version.settings.breaker)))
    }

    /// The version that new work uses.
    package var version: PluginVersion { state.withLock { $0.version } }

    package var health: DetectorHealth { state.withLock { $0.health } }

    /// `closed` (all is well), `open` (left alone) or `half-open` (on trial).
    package var breakerState: String { state.withLock { $0.breaker.name } }

    /// Loads what lies at the path now, for new work; scans that run finish on the version they have. If that fails, the present
    /// version stays.
    package func reload() throws(PluginFailure) {
        let old = version
        do throws(PluginFailure) {
            let new = try load()
            guard new.description.id == id else {
                throw PluginFailure(.description, "its id is now `\(new.description.id)`")
            }
            guard new.description.patterns == old.description.patterns else {
                throw PluginFailure(.description, "the patterns of its rules changed, which needs a new engine")
            }
            state.withLock { state in
                state.version = new
                state.breaker = CircuitBreaker(new.settings.breaker)
                state.inARow = 0
            }
        } catch {
            state.withLock { $0.health.lastFailure = "a new version was not taken: \(error.message)" }
            throw error
        }
    }

    /// True if the file on disk is no longer the one that was loaded.
    package var wasReplaced: Bool { version.library.wasReplaced }

    /// Asks its idle hosts whether they are well, and ends those that are not.
    package func check() {
        guard let failure = version.check() else { return }
        state.withLock { $0.health.add(failure) }
    }

    // MARK: Work

    func mayCall() -> Bool { state.withLock { $0.breaker.mayCall(now: milliseconds()) } }

    func succeeded(files: Int, findings: Int, failures: Int, microseconds: Int) {
        state.withLock { state in
            state.breaker.succeeded()
            state.inARow = 0
            state.health.add(files: files, microseconds: microseconds)
            state.health.findings += findings
            state.health.errors += failures
        }
    }

    func failed(_ failure: PluginFailure) {
        state.withLock { state in
            state.breaker.failed(now: milliseconds())
            state.inARow += 1
            state.health.add(failure)
        }
    }

    func abandoned() { state.withLock { $0.breaker.abandoned() } }

    /// Notes a start after a failure; returns the milliseconds to wait before it: none, then twice as long each time.
    func willRestart() -> Int {
        state.withLock { state in
            state.health.restarts += 1
            return state.inARow < 2 ? 0 : min(1_000, 25 << min(state.inARow - 2, 6))
        }
    }
}

extension PluginDescription {
    /// The patterns of its rules, by id.
    package var patterns: [String: String] {
        Dictionary(
            rules.filter { !$0.pattern.isEmpty }.map { ($0.descriptor.id, $0.pattern) }, uniquingKeysWith: { $1 })
    }
}
