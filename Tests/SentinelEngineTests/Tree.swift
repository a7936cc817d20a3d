import Foundation

/// A folder in the system's temporary folder; it goes with the last reference.
final class Tree: @unchecked Sendable {
    let path: String

    init() throws {
        let name = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "sentinel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: name, withIntermediateDirectories: true)
        path = name.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func full(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    /// Writes a file and the folders above it.
    func file(_ name: String, _ content: [UInt8]) throws {
        if let cut = name.lastIndex(of: "/") { try folder(String(name[..<cut])) }
        try Data(content).write(to: URL(filePath: full(name)))
    }

    func file(_ name: String, _ content: String) throws { try file(name, Array(content.utf8)) }

    func folder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: full(name), withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: full(name), withDestinationPath: target)
    }
}
