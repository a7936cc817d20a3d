import Foundation

/// Real files: a thousand of Python's standard library, and whole trees where MCP_SENTINEL_DIFF_TREES names them.
enum SourceTree {
    static let files: [[UInt8]] = {
        guard let named = ProcessInfo.processInfo.environment["MCP_SENTINEL_DIFF_TREES"] else {
            return standardLibrary
        }
        return named.split(separator: ":").flatMap { read(below: String($0)) }
    }()

    /// Its files of moderate size, in the order of their names.
    private static var standardLibrary: [[UInt8]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return [] }
        let path = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return read(below: path.trimmingCharacters(in: .whitespacesAndNewlines), limit: 60_000, count: 1_000)
    }

    private static func read(below path: String, limit: Int = 64 << 20, count: Int = .max) -> [[UInt8]] {
        let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
        var found: [[UInt8]] = []
        for name in names where found.count < count {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"), !data.isEmpty,
                data.count <= limit,
                !data.prefix(8_000).contains(0), limit > 1 << 20 || name.hasSuffix(".py")
            else { continue }
            found.append(Array(data))
        }
        return found
    }
}
