internal import CMCPSentinel

/// How bad a finding is if it is right; how grave a diagnostic is.
package enum Severity: Int32, CaseIterable, Comparable, Sendable {
    case info = 0
    case low
    case medium
    case high
    case critical

    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    /// The name that options and reports use.
    package var name: String { String(describing: self) }
}

/// How likely a finding is to be right.
package enum Confidence: Int32, CaseIterable, Comparable, Sendable {
    case low = 0
    case medium
    case high

    package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }

    /// The name that options and reports use.
    package var name: String { String(describing: self) }
}

/// A path as the file system has it: any bytes but NUL.
package struct RawPath: Hashable, Sendable, CustomStringConvertible {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// For people: bytes that are not UTF-8 show as U+FFFD. Control characters stand as they are.
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// A place in a file as it lies on disk; see `mcps_position`.
package struct Position: Hashable, Sendable {
    /// In bytes of the original file, from 0.
    package var offset: UInt64
    /// From 1.
    package var line: UInt32
    /// In code points, from 1.
    package var column: UInt32
    /// In bytes of the original file, from 1.
    package var byteColumn: UInt32

    init(_ position: mcps_position) {
        offset = position.offset
        line = position.line
        column = position.column
        byteColumn = position.byte_column
    }
}
