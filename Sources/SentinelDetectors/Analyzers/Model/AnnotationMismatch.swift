package import SentinelModel

/// Tools that say they only read, or are called so, and delete or change what their caller names.
package struct AnnotationMismatch: ModelAnalyzer {
    package let name = "annotation-mismatch"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "tool", item.hasOwnHandler else { return nil }
            let hint = item.annotations.last { $0.name == "readOnlyHint" }
            let saysSo = hint?.value == true
            // One who says that a tool writes has told; a verb is a weaker word.
            let isCalledSo = hint == nil && Self.reads(item.name)
            guard saysSo || isCalledSo, let call = item.calls.first(where: { Self.changes($0, isStrict: isCalledSo) })
            else { return nil }
            let claim = saysSo ? "is marked as reading only" : "is called as if it only read"
            return ModelPlace(
                item.place, severity: saysSo ? nil : .low, confidence: saysSo ? nil : .low,
                evidence: "\(item.owner) \(claim), and reaches `\(call.name)`")
        }
    }

    private static func reads(_ name: String) -> Bool {
        let words = Words.of(name)
        guard let first = words.first, ["get", "list", "read", "show", "view", "find", "search"].contains(first) else {
            return false
        }
        return words.allSatisfy {
            !["and", "or", "clear", "delete", "remove", "update", "write", "set", "reset"].contains($0)
        }
    }

    /// True for what changes something that the caller names. Caches, logs and temporary files are named by nobody.
    private static func changes(_ call: CallFact, isStrict: Bool) -> Bool {
        guard call.usesInput, call.distance <= 1 else { return false }
        if call.capabilities.contains("destructive") { return true }
        let last = call.name.split(separator: ".").last.map(String.init) ?? ""
        if call.capabilities.contains("network") { return ["delete", "put", "patch"].contains(last) }
        if call.capabilities.contains("database") { return writesSQL(call.text) }
        return !isStrict
            && ["fs.writeFile", "fs.writeFileSync", "fs/promises.writeFile", "?.write_text", "os.WriteFile"]
                .contains(call.name)
    }

    private static func writesSQL(_ text: String) -> Bool {
        let words = Words.of(String(text.prefix(200)))
        guard words.count >= 3 else { return false }
        switch words[0] {
        case "delete": return words[1] == "from"
        case "drop", "truncate", "alter": return true
        case "insert": return words[1] == "into"
        case "update": return words.contains("set")
        default: return false
        }
    }
}
