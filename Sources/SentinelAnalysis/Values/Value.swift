package import SentinelSyntax

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
    var isNull: Bool { if case .null = self { true } else { false } }
}

/// A text, the node it was written as, and what of the sources it is made of.
package struct TextValue {
    package struct Piece {
        package var file: SourceFile
        package var value: StringValue
    }

    /// As the program has it: docstrings without their margins.
    package var text: String
    /// False where a part could not be known; it is left out.
    package var isComplete = true
    package var place: Reference
    /// As it is written, in order.
    package var pieces: [Piece] = []

    /// What is written, escapes resolved.
    package var written: [UInt8] { pieces.flatMap(\.value.bytes) }

    /// Where bytes of `written` stand; what lies in several pieces stands where its first piece does.
    package func source(of range: Range<Int>) -> (file: SourceFile, range: Range<Int>)? {
        var start = 0
        for piece in pieces {
            let end = start + piece.value.bytes.count
            if range.lowerBound < end {
                let own = range.lowerBound - start..<min(end, range.upperBound) - start
                return piece.value.sourceRange(of: own).map { (piece.file, $0) }
            }
            start = end
        }
        return nil
    }
}

extension TextValue {
    init(_ value: StringValue, at place: Reference) {
        self.init(
            text: value.text, isComplete: value.isComplete, place: place,
            pieces: [Piece(file: place.file, value: value)])
    }

    mutating func append(_ more: TextValue) {
        text += more.text
        isComplete = isComplete && more.isComplete
        pieces += more.pieces
    }
}
