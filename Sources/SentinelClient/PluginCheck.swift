internal import CMCPSentinel

/// A step of trying a plugin out; see `mcps_check_step`.
package struct CheckStep: Hashable, Sendable {
    package enum Outcome: Int32, Sendable {
        case passed = 0
        case failed
        case skipped
    }

    package var name: String
    package var outcome: Outcome
    /// What was tried, or what does not hold, one mistake a line.
    package var message: String
    /// In microseconds.
    package var time: UInt64
}

/// Tries the plugin at `path` out, in processes of its own, and where `inProcess` says so in this one too. `report` is called
/// after each step. Returns how many failed.
package func checkPlugin(
    _ path: RawPath, _ configuration: borrowing Configuration, inProcess: Bool, report: @escaping (CheckStep) -> Void
) throws(SentinelError) -> Int {
    let options = configuration.handle
    let receiver = Receiver(report)
    var failed = 0
    try withCText(path.bytes, named: "a path") { path throws(SentinelError) in
        try fill(&failed) { failed, error in
            unsafe mcps_plugin_check(
                options.address, path.address, inProcess ? 1 : 0, passStep,
                Unmanaged.passUnretained(receiver).toOpaque(), failed.address, error.address)
        }
    }
    return withExtendedLifetime(receiver) { failed }
}

/// A closure with an address.
final class Receiver<Value> {
    let receive: (Value) -> Void

    init(_ receive: @escaping (Value) -> Void) { self.receive = receive }
}

private let passStep: mcps_check_fn = { context, step in
    guard let context = unsafe context, let step = unsafe step?.pointee else { return }
    unsafe Unmanaged<Receiver<CheckStep>>.fromOpaque(context).takeUnretainedValue().receive(
        CheckStep(
            name: string(step.name), outcome: .init(rawValue: step.outcome) ?? .failed, message: string(step.message),
            time: step.time))
}
