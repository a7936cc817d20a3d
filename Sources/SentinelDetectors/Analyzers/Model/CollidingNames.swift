package import SentinelModel

/// Tools whose names differ in what nobody sees, and tools called as clients call their own.
package struct CollidingNames: ModelAnalyzer {
    package let name = "colliding-names"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        var found: [ModelPlace] = []
        var first: [String: ItemFact] = [:]
        for item in facts.items where item.kind == "tool" && !item.name.isEmpty {
            let skeleton = Self.skeleton(item.name)
            if let other = first[skeleton], other.name != item.name {
                found.append(
                    ModelPlace(item.place, evidence: "\(item.owner) reads like \(other.owner) of the same file"))
            } else {
                first[skeleton] = first[skeleton] ?? item
                if Self.builtIn.contains(item.name) {
                    found.append(
                        ModelPlace(
                            item.place, severity: .info, message: "Tool with the name of a client's own tool",
                            evidence: "`\(item.name)` is a tool that clients bring themselves"))
                }
            }
        }
        return found
    }

    /// A name as it is seen: without case and marks, look-alikes as one.
    private static func skeleton(_ name: String) -> String {
        String(
            name.lowercased().compactMap { character in
                switch character {
                case "_", "-", ".", "/", " ": nil
                case "0": "o"
                case "1": "l"
                default: character
                }
            })
    }

    private static let builtIn: Set<String> = [
        "Bash", "bash", "Read", "Write", "Edit", "MultiEdit", "Glob", "Grep", "WebFetch", "WebSearch", "Task",
        "TodoWrite", "NotebookEdit", "LS", "run_terminal_cmd", "codebase_search", "grep_search", "file_search",
        "execute_command", "replace_in_file", "write_to_file", "apply_patch", "str_replace_editor",
        "str_replace_based_edit_tool", "ask_followup_question", "attempt_completion", "use_mcp_tool",
        "access_mcp_resource",
    ]
}
