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
        return words.contains { unsafe holds($0, bytes) }
    }

    private static func holds(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let wanted = unsafe UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where unsafe bytes[start] == wanted[0] {
            if unsafe bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
