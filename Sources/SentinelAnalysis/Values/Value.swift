internal import SentinelSyntax

/// What is known of an expression without running it.
package indirect enum Value {
    case unknown
    case text(TextValue)
    case number(String)
    case boolean(Bool)
    case null
    case list([Value])
    case object([Entry])
    /// A function or class of the project.
    case function(Reference)
    case classType(Reference)
    /// A module of the project.
    case module(SourceFile)
    /// What comes from outside of the project, by its full name: `subprocess.run`, `child_process.exec`, `os/exec.Command`.
    case external(String)
    /// What a call returned: of a class, an instance of it.
    case result(of: Value, Reference)
    /// A parameter of a function of the project.
    case parameter(Reference)

    package struct Entry {
        package var key: String
        package var value: Value
        /// Where the key stands.
        package var place: Reference
    }

    package var text: String? { if case .text(let text) = self { text.text } else { nil } }

    package subscript(key: String) -> Value {
        guard case .object(let entries) = self else { return .unknown }
        return entries.last { $0.key == key }?.value ?? .unknown
    }

    package var isUnknown: Bool { if case .unknown = self { true } else { false } }
}

/// A text, and the node it was written as.
package struct TextValue {
    package var text: String
    /// False where a part could not be known; it is left out.
    package var isComplete = true
    package var place: Reference
}
