package import SentinelModel

/// Handlers that do a second thing after some calls, from a day on, on some computer or for some client: a test sees only the first.
package struct CircumstantialBehaviour: ModelAnalyzer {
    package let name = "circumstantial-behaviour"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.branches.compactMap { branch in
            guard Self.isReason(branch) else { return nil }
            var more = Set(branch.capabilities).subtracting(branch.otherwise)
            // What is done at first and not later is done within a limit.
            if branch.cause != .count { more.formUnion(Set(branch.otherwise).subtracting(branch.capabilities)) }
            // What is fetched or looked up again after a while is a cache; commands, other people's files and secrets are none.
            let harmful = more.intersection(Self.harmful(branch.cause))
            guard !harmful.isEmpty else { return nil }
            let what = harmful.sorted().map { Self.words[$0] ?? $0 }.joined(separator: ", ")
            return ModelPlace(
                branch.place, evidence: "\(branch.owner) does more \(Self.reason(branch)): \(what)")
        }
    }

    private static func isReason(_ branch: BranchFact) -> Bool {
        branch.cause != .environment || testing.contains(branch.detail.uppercased())
    }

    private static func harmful(_ cause: BranchFact.Cause) -> Set<String> {
        switch cause {
        case .count: ["execute", "secret-read", "destructive", "network"]
        case .date, .host, .client, .environment, .watched:
            ["execute", "secret-read", "destructive", "network", "file-write"]
        }
    }

    private static func reason(_ branch: BranchFact) -> String {
        switch branch.cause {
        case .count: "after a number of calls"
        case .date: "from a date or at an hour"
        case .host: "on certain computers"
        case .client: "for certain clients"
        case .watched: "where no debugger or virtual machine is seen"
        case .environment: "where `\(branch.detail)` is set or not"
        }
    }

    /// Variables that tell a test from the real thing.
    private static let testing: Set<String> = [
        "CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TRAVIS", "CIRCLECI", "BUILDKITE", "PYTEST_CURRENT_TEST",
        "JEST_WORKER_ID", "SANDBOX", "CODESPACES",
    ]
    private static let words = [
        "execute": "runs commands", "secret-read": "reads secrets", "destructive": "deletes", "network": "sends",
        "file-write": "writes files",
    ]
}
