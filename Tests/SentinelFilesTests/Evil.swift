import Foundation
import SentinelFiles
import SentinelModel
import Testing

/// One row of the table: a tree, and what a scan of it must see.
struct Evil: Sendable, CustomTestStringConvertible {
    let name: String
    /// The files that are read, in order, relative to the root.
    let files: [String]
    /// `code name`, in order.
    let diagnostics: [String]
    /// True if a diagnostic says that something was not scanned.
    let isIncomplete: Bool
    let options: DiscoveryOptions
    /// The texts that files must have; nil where the row is about something else.
    let texts: [String: String]
    let outcomes: [String: ReadOutcome]
    /// Runs the scan as this user instead of root, who may read everything.
    let asNobody: Bool
    let build: @Sendable (TemporaryTree) throws -> Void

    init(
        _ name: String, files: [String] = [], diagnostics: [String] = [], isIncomplete: Bool = false,
        texts: [String: String] = [:], outcomes: [String: ReadOutcome] = [:], asNobody: Bool = false,
        options change: (inout DiscoveryOptions) -> Void = { _ in },
        build: @escaping @Sendable (TemporaryTree) throws -> Void
    ) {
        self.name = name
        self.files = files
        self.diagnostics = diagnostics
        self.isIncomplete = isIncomplete
        self.texts = texts
        self.outcomes = outcomes
        self.asNobody = asNobody
        self.build = build
        var options = DiscoveryOptions()
        change(&options)
        self.options = options
    }

    var testDescription: String { name }
}

/// UTF-16 of a text.
func utf16(_ text: String, bigEndian: Bool = false, mark: Bool = false) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
        bigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
}

/// UTF-32 of a text.
func utf32(_ text: String, bigEndian: Bool = false, mark: Bool = false) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + text.unicodeScalars.map(\.value)).flatMap { scalar in
        let bytes = [24, 16, 8, 0].map { UInt8(scalar >> $0 & 255) }
        return bigEndian ? bytes : bytes.reversed()
    }
}
