import Foundation
import Testing

/// The Python whose packages serve as oracles: `make -C Tests venv` makes it, MCP_SENTINEL_PYTHON names another one.
/// Without it the tests fail; they do not skip.
enum Python {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let package = tests.deletingLastPathComponent().deletingLastPathComponent()

    static var executable: URL {
        if let path = ProcessInfo.processInfo.environment["MCP_SENTINEL_PYTHON"] { return URL(filePath: path) }
        return package.appending(path: ".build/venv/bin/python")
    }

    struct Answer {
        var output: String
        var status: Int32
    }

    /// Runs a script of Oracles/ and returns what it prints, errors included. Input goes through a file, so that no
    /// pipe fills.
    static func run(_ script: String, _ arguments: [String] = [], input: [UInt8] = []) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inputFile, outputFile) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try Data(input).write(to: inputFile)
        try Data().write(to: outputFile)

        let process = Process()
        process.executableURL = executable
        process.arguments = [tests.appending(path: "Oracles/\(script)").path()] + arguments
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let output = try FileHandle(forWritingTo: outputFile)
        process.standardOutput = output
        process.standardError = output
        do {
            try process.run()
        } catch {
            Issue.record("\(executable.path()) cannot be run; `make -C Tests venv` installs it")
            throw error
        }
        process.waitUntilExit()
        return Answer(output: try String(contentsOf: outputFile, encoding: .utf8), status: process.terminationStatus)
    }

    /// The lines a script prints. The script must succeed.
    static func lines(_ script: String, _ arguments: [String] = [], input: [UInt8] = []) throws -> [String] {
        let answer = try run(script, arguments, input: input)
        try #require(answer.status == 0, "\(answer.output)")
        return answer.output.split(separator: "\n").map(String.init)
    }

    /// The cells each line takes on a terminal.
    static func cells(of lines: [String]) throws -> [Int] {
        try self.lines("widths.py", input: Array(lines.joined(separator: "\n").utf8)).compactMap { Int($0) }
    }
}
