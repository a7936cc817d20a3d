internal import SentinelModel
internal import SentinelSyntax

/// Tells which files flows are looked for in where nothing is declared: those that read requests or answers of a model, or run what they are
/// given.
enum FlowGate {
    static func mayReach(_ bytes: UnsafeBufferPointer<UInt8>, _ language: Language) -> Bool {
        let words: [StaticString] =
            switch language {
            case .python:
                [
                    "from flask", "import flask", "shell=True", "shell = True", "os.system(", "os.popen(",
                    "create_subprocess_shell",
                    "tool_use", "tool_input",
                ]
            case .javascript, .typescript, .tsx: ["child_process", "tool_use"]
            default: []
            }
        return words.contains { unsafe bytes.holds($0) }
    }
}
