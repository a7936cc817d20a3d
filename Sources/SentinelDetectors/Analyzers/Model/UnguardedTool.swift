package import SentinelModel

/// Tools that by their own words are for some, and do what they do for all; and tools that change who may do what, for whoever asks.
package struct UnguardedTool: ModelAnalyzer {
    package let name = "unguarded-tool"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "tool", item.hasOwnHandler, !item.calledNames.contains(where: Self.checks) else {
                return nil
            }
            if Self.claims(item.description), !item.decides {
                return ModelPlace(
                    item.place, evidence: "\(item.owner) says who or when it is for, and checks nothing")
            }
            guard facts.isNetworked != false, Self.grants(item), !item.namesCaller, !Self.callsOut(item) else {
                return nil
            }
            return ModelPlace(
                item.place, severity: facts.isNetworked == true ? .medium : .low, confidence: .low,
                evidence: "\(item.owner) changes what others may do, and does not look at who asks")
        }
    }

    /// Names of functions that say they check.
    private static func checks(_ name: String) -> Bool {
        let words = Words.of(name)
        return words.contains { verbs.contains($0) } || words.contains("auth")
    }

    private static let verbs: Set<String> = [
        "require", "requires", "check", "verify", "ensure", "assert", "authorize", "authenticate", "validate",
        "authorized", "authenticated", "enforce", "guard", "permission", "can", "has",
    ]

    /// True for a description by which not everybody may use the tool.
    private static func claims(_ description: String) -> Bool {
        let text = " " + Words.of(description).joined(separator: " ") + " "
        return phrases.contains { text.contains($0) }
    }

    private static let phrases = [
        " requires admin", " require admin", " admin only ", " admins only ", " administrators only ", " only admin",
        " requires administrator", " requires the admin", " requires login", " requires a login", " must be logged in",
        " must log in", " authenticated users only", " only authenticated", " authorized users only",
        " only authorized", " for authorized", " only callable after", " only callable by", " only available after",
        " only available to admin", " restricted to admin", " restricted to authorized", " requires elevated",
        " privileged users", " requires manager", " requires superuser", " requires root role", " staff only ",
        " must be an admin", " must be admin", " must be authenticated", " requires authentication ",
        " internal use only ", " requires authorization ", " only for admin", " call login", " requires role ",
    ]

    /// True for a tool that gives and takes rights, by its name and what it is given.
    private static func grants(_ item: ItemFact) -> Bool {
        let words = Set(Words.of(item.name))
        guard !words.isDisjoint(with: giving), !words.isDisjoint(with: rights) else { return false }
        return item.parameters.contains { parameter in
            !Set(Words.of(parameter.name)).isDisjoint(with: [
                "user", "username", "role", "account", "member", "principal",
            ])
        }
    }

    private static let giving: Set<String> = [
        "manage", "grant", "revoke", "set", "update", "change", "add", "delete", "remove", "create", "reset", "assign",
        "promote", "elevate", "modify",
    ]
    private static let rights: Set<String> = [
        "permission", "permissions", "role", "roles", "privilege", "privileges", "access", "user", "users", "admin",
        "password", "policy", "account",
    ]

    /// Who asks another service is checked there.
    private static func callsOut(_ item: ItemFact) -> Bool {
        if item.calls.contains(where: { $0.capabilities.contains("network") }) { return true }
        return item.calledNames.contains { name in
            let words = Words.of(name)
            return words.contains {
                ["client", "request", "requests", "api", "fetch", "post", "put", "patch", "call", "send"].contains($0)
            }
        }
    }
}
