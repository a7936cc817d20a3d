internal import CMCPSentinel

/// What testing rules against their own examples came to.
package struct RuleTestResult: Sendable {
    /// How many rules were tested.
    package var tested: Int
    /// One entry for each example that did not hold.
    package var failures: [Failure]

    /// An example that did not hold.
    package struct Failure: Hashable, Sendable {
        package var ruleID: String
        package var message: String
    }
}

extension Engine {
    /// Tests the rules that `selector` (an id or a glob; nil is all) names against their own examples.
    package borrowing func testRules(_ selector: String?) throws(SentinelError) -> RuleTestResult {
        let handle = handle
        guard let selector else { return try Self.testRules(of: handle, nil) }
        return try withCText(selector.utf8, named: "a rule selector") { selector throws(SentinelError) in
            try Self.testRules(of: handle, selector)
        }
    }

    private static func testRules(
        of handle: Handle, _ selector: CText?
    ) throws(SentinelError) -> RuleTestResult {
        let failures = FailureList()
        var tested = 0
        do throws(SentinelError) {
            try fill(&tested) { tested, error in
                unsafe mcps_engine_test_rules(
                    handle.address, selector?.address, noteFailure, Unmanaged.passUnretained(failures).toOpaque(),
                    tested.address, error.address)
            }
        } catch {
            // The error only says in one sentence what the list says in full.
            guard error.status == .rule, !failures.items.isEmpty else { throw error }
        }
        return RuleTestResult(tested: tested, failures: failures.items)
    }
}

private final class FailureList {
    var items: [RuleTestResult.Failure] = []
}

private let noteFailure: mcps_test_fn = { context, ruleID, message in
    guard let context = unsafe context else { return }
    unsafe Unmanaged<FailureList>.fromOpaque(context).takeUnretainedValue().items.append(
        .init(ruleID: string(ruleID), message: string(message)))
}
