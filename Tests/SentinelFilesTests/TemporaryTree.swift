import Foundation
import SentinelFiles
import SentinelModel

/// A folder in the system's temporary folder; it goes with the last reference.
final class TemporaryTree: @unchecked Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/sentinel-files-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Trouble("mkdtemp: \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? Command.run("/bin/rm", ["-rf", path])
    }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    func full(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    private func check(_ result: Int32, _ what: String) throws {
        guard result == 0 else { throw Trouble(unsafe "\(what): \(String(cString: strerror(errno)))") }
    }

    /// Writes a file and the folders above it.
    func file(_ name: String, _ content: [UInt8]) throws {
        if let cut = name.lastIndex(of: "/") { try folder(String(name[..<cut])) }
        try raw(Array(full(name).utf8), content)
    }

    func file(_ name: String, _ content: String = "text\n") throws { try file(name, Array(content.utf8)) }

    /// Writes a file at an absolute path of any bytes.
    func raw(_ path: [UInt8], _ content: [UInt8]) throws {
        let descriptor = unsafe path.map { CChar(bitPattern: $0) }.withTerminated {
            unsafe open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }
        guard descriptor >= 0 else { throw Trouble(unsafe "open: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var written = 0
        while written < content.count {
            let count = unsafe content.withUnsafeBytes {
                unsafe Foundation.write(descriptor, $0.baseAddress.unsafelyUnwrapped + written, $0.count - written)
            }
            guard count > 0 else { throw Trouble("write: \(errno)") }
            written += count
        }
    }

    func folder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: full(name), withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws { unsafe try check(symlink(target, full(name)), "symlink") }
    func hardLink(_ name: String, to target: String) throws {
        unsafe try check(Foundation.link(full(target), full(name)), "link")
    }
    func fifo(_ name: String) throws { unsafe try check(mkfifo(full(name), 0o644), "mkfifo") }
    func mode(_ name: String, _ mode: mode_t) throws { unsafe try check(chmod(full(name), mode), "chmod") }
    func size(_ name: String, _ size: Int) throws { unsafe try check(truncate(full(name), size), "truncate") }
    func device(_ name: String) throws { unsafe try check(mknod(full(name), S_IFCHR | 0o600, 0x0103), "mknod") }

    func socket(_ name: String) throws {
        let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(full(name).utf8) + [0]) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        try check(
            unsafe withUnsafePointer(to: &address) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
            }, "bind")
    }

    /// Makes folders inside each other, `body` being told the descriptor and depth of each.
    func deep(_ depth: Int, name: String = "d", _ body: (Int32, Int) throws -> Void) throws {
        var current = unsafe open(path, O_RDONLY | O_DIRECTORY)
        defer { close(current) }
        for level in 0..<depth {
            try body(current, level)
            unsafe try check(mkdirat(current, name, 0o755), "mkdirat")
            let next = unsafe openat(current, name, O_RDONLY | O_DIRECTORY)
            close(current)
            current = next
        }
        try body(current, depth)
    }

    static func write(_ name: String, in folder: Int32, _ content: String = "text\n") throws {
        let descriptor = unsafe openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Trouble("openat: \(errno)") }
        _ = unsafe Foundation.write(descriptor, content, content.utf8.count)
        close(descriptor)
    }
}

extension [CChar] {
    func withTerminated<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe (self + [0]).withUnsafeBufferPointer { unsafe body($0.baseAddress.unsafelyUnwrapped) }
    }
}

enum Command {
    /// Runs a program and returns its exit status and output.
    static func run(_ program: String, _ arguments: [String], in folder: String? = nil, input: [UInt8] = []) throws
        -> (status: Int32, output: [UInt8])
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let output = Pipe()
        let source = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = source
        try process.run()
        let feeder = Thread {
            try? source.fileHandleForWriting.write(contentsOf: Data(input))
            try? source.fileHandleForWriting.close()
        }
        feeder.start()
        let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return (process.terminationStatus, bytes)
    }
}
