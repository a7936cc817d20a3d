/// A scan's events for `for try await`. It never blocks a thread of the pool: while there is nothing to hand out it sleeps.
/// Ending the loop early, or cancelling its task, cancels the scan.
package struct ScanEvents: AsyncSequence {
    package typealias Element = Event
    package typealias Failure = SentinelError

    private let iterator: AsyncIterator

    /// Starts `scan`.
    package init(_ scan: consuming Scan) throws(SentinelError) {
        try scan.start()
        iterator = AsyncIterator(scan)
    }

    /// There is one scan, and so one iterator.
    package func makeAsyncIterator() -> AsyncIterator { iterator }

    package final class AsyncIterator: AsyncIteratorProtocol {
        private static let pause = Duration.milliseconds(5)
        private var scan: Scan

        fileprivate init(_ scan: consuming Scan) { self.scan = scan }

        package func next() async throws(SentinelError) -> Event? { try await next(isolation: nil) }

        package func next(isolation actor: isolated (any Actor)?) async throws(SentinelError) -> Event? {
            while true {
                if Task.isCancelled { scan.cancel() }
                switch try scan.next(timeout: 0) {
                case .event(let event): return event
                case .over: return nil
                case .timedOut: break
                }
                await Self.wait()
            }
        }

        /// A cancelled task cannot sleep; the few turns until the scan has stopped only yield.
        private static func wait() async {
            do { try await Task.sleep(for: pause) } catch { await Task.yield() }
        }
    }
}
