import Foundation

/// Python's standard library as an oracle.
package enum Python {
    /// The interpreter ended with an error.
    package struct Failed: Error {
        var status: Int32
    }

    /// The lines that `script` prints when it reads `input`. Input goes through a file, so that no pipe fills.
    package static func lines(_ script: String, input: [UInt8]) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "sentinel-\(UUID().uuidString)")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
