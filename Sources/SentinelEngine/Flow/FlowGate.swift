internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelSyntax

/// Tells which files flows are looked for in where nothing is declared: those that read requests or answers of a model, or run what they are
/// given.
enum FlowGate {
    static func mayReach(_ bytes: UnsafeBufferPointer<UInt8>, _ language: Language, at path: String) -> Bool {
        // Tests of Go are no part of what is built, and only they answer their requests.
        if language == .go { return unsafe !path.hasSuffix("_test.go") && mayAnswerRequests(bytes) }
        let words: [StaticString] =
            switch language {
            case .python:
                [
                    "from flask", "import flask", "shell=True", "shell = True", "os.system(", "os.popen(",
                    "create_subprocess_shell",
                    "tool_use", "tool_input", "tool_args", "tool_arguments",
                ]
            case .javascript, .typescript, .tsx: ["child_process", "tool_use"]
            default: []
            }
        // Who calls what in minified code, and with what, is told by no name.
        return unsafe words.contains { unsafe bytes.holds($0) }
            && (language == .python || !MinifiedCode.isLikely(bytes))
    }

    /// True for a file of Go that answers requests and does something that a request must not choose.
    private static func mayAnswerRequests(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let answering: [StaticString] = [
            "http.Request", "http.HandleFunc(", "http.HandlerFunc", "gin.Context", "echo.Context", "mux.Vars(",
        ]
        let dangerous: [StaticString] = [
            "exec.Command", "os.ReadFile(", "os.WriteFile(", "os.Open", "os.Create(", "os.Remove", "http.Get(",
            "http.NewRequest", "database/sql", "/sqlx\"", "jackc/pgx", "gorm.io/",
        ]
        return answering.contains { unsafe bytes.holds($0) } && dangerous.contains { unsafe bytes.holds($0) }
    }

    /// True where something is named that may be secret.
    static func mayHoldSecrets(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let words: [StaticString] = [
            "environ", "getenv", "process.env", "Getenv", "assword", "ecret", "oken", "pi_key", "piKey", "APIKey",
            "PI_KEY", "_key", ".ssh", "id_rsa", ".aws", "uthorization", "eaders", ".netrc", "Login Data",
        ]
        return words.contains { unsafe bytes.holds($0) }
    }
}
