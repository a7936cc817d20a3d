internal import Glibc
package import SentinelModel

extension Configuration {
    /// Looks for `mcp-sentinel.yaml` from `start` (a folder, or a file in it) upward to the first folder that holds `.git`,
    /// and obeys the first one found unless the option `untrusted` is set. Returns false when there is none.
    package mutating func discover(from start: RawPath) throws(ConfigurationMistake) -> Bool {
        guard let found = Self.search(from: start) else { return false }
        let effects = Self.effects(of: (try? Self.read(found)) ?? [])
        let isObeyed = !flag("untrusted")
        if isObeyed { try load(found, trusted: false) }
        discovery = Discovery(path: found, isObeyed: isObeyed, effects: effects)
        return true
    }

    /// The search goes by real paths, so that `..` and links in `start` cannot lead it around the repository's root.
    private static func search(from start: RawPath) -> RawPath? {
        guard var folder = realPath(start.bytes) else { return nil }
        if !isFolder(folder) { folder = parent(of: folder) }
        while true {
            let candidate =
                folder + (folder.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + Array(fileName.utf8)
            if isRegularFile(candidate) { return RawPath(candidate) }
            if exists(folder + Array("/.git".utf8)) || folder == [UInt8(ascii: "/")] { return nil }
            folder = parent(of: folder)
        }
    }

    private static func parent(of path: [UInt8]) -> [UInt8] {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return [UInt8(ascii: "/")] }
        return Array(path[..<slash])
    }

    static func realPath(_ path: [UInt8]) -> [UInt8]? {
        let given = path.isEmpty ? [UInt8(ascii: ".")] : path
        return unsafe (given + [0]).withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { chars in
                guard let base = chars.baseAddress, let resolved = unsafe realpath(base, nil) else { return nil }
                defer { unsafe free(resolved) }
                return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
            }
        }
    }

    private static func status(_ path: [UInt8], follow: Bool) -> stat? {
        var info = stat()
        let result = unsafe (path + [0]).withUnsafeBytes { bytes in
            let base = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            guard let base = unsafe base else { return Int32(-1) }
            return unsafe fstatat(AT_FDCWD, base, &info, follow ? 0 : AT_SYMLINK_NOFOLLOW)
        }
        return result == 0 ? info : nil
    }

    private static func isFolder(_ path: [UInt8]) -> Bool {
        status(path, follow: true).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// A link does not count: it could lead out of the tree.
    private static func isRegularFile(_ path: [UInt8]) -> Bool {
        status(path, follow: false).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    }

    private static func exists(_ path: [UInt8]) -> Bool { status(path, follow: false) != nil }
}
