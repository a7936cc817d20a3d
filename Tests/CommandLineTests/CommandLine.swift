import Foundation
import Glibc

/// What a run of the program came to.
struct Run {
    /// The exit status, or 128 and the signal's number.
    var status: Int32
    var output: Data
    var errors: Data

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// The built program, which lies beside the tests.
let program: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("mcp-sentinel")

private let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
let markerRule = tests.appendingPathComponent("Fixtures/marker.yaml").path

/// The arguments under which only the marker rule speaks.
let marker = ["--no-config", "--rules", markerRule, "--rule", "TEST-MARKER"]

/// Runs the program to its end. The environment is empty but for `environment`.
func mcpSentinel(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in folder: URL? = nil
) throws -> Run {
    try runProcess(program, arguments, input: input, environment: environment, in: folder)
}

/// Runs a shell command in which `$program` is the program.
func shell(_ command: String, environment: [String: String] = [:], in folder: URL? = nil) throws -> Run {
    let variables = environment.merging(["program": program.path, "PATH": "/usr/bin:/bin"]) { $1 }
    return try runProcess(URL(fileURLWithPath: "/bin/sh"), ["-c", command], environment: variables, in: folder)
}

private func runProcess(
    _ file: URL, _ arguments: [String], input: Data = Data(), environment: [String: String], in folder: URL?
) throws -> Run {
    let scratch = try TemporaryFolder()
    try scratch.write("in", input)
    try scratch.write("out", Data())
    try scratch.write("err", Data())
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.environment = environment
    if let folder { process.currentDirectoryURL = folder }
    // Files and not pipes: nothing has to be read while it runs.
    process.standardInput = try FileHandle(forReadingFrom: scratch.file("in"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.file("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.file("err"))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Run(status: status, output: try scratch.read("out"), errors: try scratch.read("err"))
}

/// A folder that goes away with its last reference.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("mcp-sentinel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    func write(_ name: String, _ data: Data) throws {
        try FileManager.default.createDirectory(
            at: file(name).deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file(name))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func read(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

    /// A folder with `files` files of one finding each.
    static func withMarkers(_ files: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for index in 0..<files { try folder.write("tree/file\(index).py", "x = 'fixture_marker_abcd'\n") }
        return folder
    }
}
