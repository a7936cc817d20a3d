package import SentinelModel

/// Credentials that are asked for and not checked: whatever is sent is as good as the right one.
package struct UncheckedCredential: ModelAnalyzer {
    package let name = "unchecked-credential"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.credentials.filter { $0.check == .presence }.map { credential in
            ModelPlace(
                credential.place,
                evidence: "\(credential.owner) asks only whether there is a `\(credential.name)`, or what it looks like"
            )
        }
    }
}

/// Credentials that are compared with a text of the program.
package struct ConstantCredential: ModelAnalyzer {
    package let name = "constant-credential"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.credentials.filter { $0.check == .constant }.map { credential in
            ModelPlace(
                credential.place,
                evidence: "\(credential.owner) compares `\(credential.name)` with a text that stands in the source")
        }
    }
}

/// Roles that callers say they have, and functions that should check and do not.
package struct ClaimedRole: ModelAnalyzer {
    package let name = "claimed-role"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.credentials.filter { $0.check == .claim }.map { claim in
            ModelPlace(
                claim.place, evidence: "\(claim.owner) takes `\(claim.name)` from the call for what the caller may do")
        }
    }
}

/// Functions that are called as checks and let everybody in.
package struct LenientCheck: ModelAnalyzer {
    package let name = "lenient-check"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.credentials.filter { $0.check == .nothing }.map { check in
            ModelPlace(check.place, evidence: "\(check.owner) says yes at each of its ends")
        }
    }
}
