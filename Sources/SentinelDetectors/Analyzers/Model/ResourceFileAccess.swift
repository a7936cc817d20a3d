package import SentinelModel

/// Resource templates whose variable is opened as a path without a look at where it leads.
package struct ResourceFileAccess: ModelAnalyzer {
    package let name = "resource-file-access"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "resource", let place = item.uriPlace, Self.namesPath(item.uri),
                let call = item.calls.first(where: {
                    $0.usesInput && $0.distance <= 2 && $0.capabilities.contains("file-read")
                })
            else { return nil }
            guard !item.calledNames.contains(where: Self.checks) else { return nil }
            return ModelPlace(place, evidence: "the handler gives what the URI holds to `\(call.name)`")
        }
    }

    /// A template of files, or with a variable that is called a path.
    private static func namesPath(_ uri: String) -> Bool {
        guard let open = uri.firstIndex(of: "{"), let close = uri[open...].firstIndex(of: "}") else { return false }
        if uri.hasPrefix("file:") { return true }
        let variable = uri[uri.index(after: open)..<close].lowercased()
        return variable.contains("path") || variable.contains("file") || variable.hasPrefix("+")
            || variable.hasSuffix("*")
    }

    /// Names of functions that tell where a path leads, or that say they check.
    private static func checks(_ name: String) -> Bool {
        let lower = name.lowercased()
        return exact.contains(lower)
            || [
                "valid", "safe", "secure", "allow", "check", "sanit", "ensure", "inside", "within", "contain", "permit",
            ]
            .contains(where: lower.contains)
    }

    private static let exact: Set<String> = [
        "resolve", "realpath", "is_relative_to", "relative_to", "commonpath", "commonprefix", "startswith", "basename",
        "relative", "hasprefix", "rel", "islocal", "openinroot", "includes", "has", "normpath", "normalize", "match",
        "fullmatch", "test",
    ]
}
