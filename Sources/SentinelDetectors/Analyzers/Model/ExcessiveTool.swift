package import SentinelModel

/// Tools that do whatever they are told: commands, code, SQL, deleting folders. Made so on purpose for the most part, and worth knowing.
package struct ExcessiveTool: ModelAnalyzer {
    package let name = "excessive-tool"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "tool", let what = Self.excess(of: item) else { return nil }
            return ModelPlace(item.place, evidence: "\(item.owner) \(what)")
        }
    }

    private static func excess(of item: ItemFact) -> String? {
        let near = item.calls.filter { $0.usesInput && $0.distance <= 2 }
        func takes(_ names: Set<String>) -> Bool {
            item.parameters.contains { names.contains($0.name.lowercased()) }
        }
        if near.contains(where: { $0.capabilities.contains("execute") }), takes(commands) {
            return "runs the commands or code it is given"
        }
        if near.contains(where: { $0.capabilities.contains("database") && $0.choosesStatement }), takes(statements) {
            return "runs the SQL it is given"
        }
        if near.contains(where: { recursive.contains($0.name) }) { return "deletes folders with all they hold" }
        return nil
    }

    private static let commands: Set<String> = [
        "command", "cmd", "commands", "shell_command", "script", "code", "source_code", "python_code", "javascript",
        "expression", "shell", "bash", "powershell",
    ]
    private static let statements: Set<String> = ["query", "sql", "statement", "sql_query", "raw_sql", "sqlquery"]
    private static let recursive: Set<String> = [
        "shutil.rmtree", "fs.rmdir", "fs.rmSync", "fs/promises.rm", "fs.promises.rm", "os.RemoveAll",
        "fs-extra.remove", "?.rmtree",
    ]
}
