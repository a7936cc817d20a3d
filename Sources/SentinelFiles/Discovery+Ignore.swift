import Glibc
import SentinelModel

extension Discovery {
    /// The ignore files of a folder, the one that the others override first.
    private static let ignoreNames = [".gitignore", ".ignore", ".mcpsentinelignore"].map { Array($0.utf8) }
    private static let gitName = Array(".git".utf8)
    private static let excludeName = Array(".git/info/exclude".utf8)

    /// Bytes. No sane ignore file comes near.
    static let ignoreFileLimit = 1 << 20

    /// Loads the ignore files of the folder that was just listed, from the entry `first` on.
    func loadIgnoreFiles(
        of handle: FolderHandle, base: Int, path: (ArraySlice<UInt8>) -> RawPath, from first: Int, _ batch: FileBatch
    ) {
        var found = 0
        var isRepository = false
        for entry in listing.entries[first...] where entry.kind != .folder || entry.length == 4 {
            let name = listing.name(entry)
            guard let start = name.first, start <= UInt8(ascii: ".") else { break }
            if name.elementsEqual(Self.gitName) { isRepository = entry.kind == .folder || entry.kind == .unknown }
            for index in Self.ignoreNames.indices where name.elementsEqual(Self.ignoreNames[index]) {
                found |= 1 << index
            }
        }
        if isRepository { load(Self.excludeName, of: handle, base: base, path, batch) }
        if found == 0 { return }
        for index in Self.ignoreNames.indices where found & 1 << index != 0 {
            load(Self.ignoreNames[index], of: handle, base: base, path, batch)
        }
    }

    /// Loads the ignore files of a folder that is not listed.
    func loadIgnoreFiles(of handle: FolderHandle, base: Int, path: (ArraySlice<UInt8>) -> RawPath, _ batch: FileBatch) {
        load(Self.excludeName, of: handle, base: base, path, batch)
        for name in Self.ignoreNames { load(name, of: handle, base: base, path, batch) }
    }

    private func load(
        _ name: [UInt8], of handle: FolderHandle, base: Int, _ path: (ArraySlice<UInt8>) -> RawPath, _ batch: FileBatch
    ) {
        let content = SmallFile.read(name, in: handle, limit: Self.ignoreFileLimit)
        switch content {
        case .absent: break
        case .refused(let reason):
            report(invalidIgnoreFile: path(name[...]), reason, batch)
        case .content(let bytes):
            let source = path(name[...])
            let list = IgnoreList(content: bytes, source: source, base: base)
            // git puts an exclude file without patterns into every repository.
            if list.isEmpty && name == Self.excludeName { return }
            if options.untrusted { return report(disregarded: source, batch) }
            if options.useIgnoreFiles && !list.isEmpty { ignores.push(list) }
        }
    }
}

/// A file of the tree that is read whole and at once.
enum SmallFile {
    case absent
    /// Not read, and why.
    case refused(String)
    case content([UInt8])

    /// Reads a regular file of at most `limit` bytes; a link is not followed.
    static func read(_ name: [UInt8], in folder: FolderHandle, limit: Int) -> SmallFile {
        let flags = SystemCalls.guarded | O_NOFOLLOW
        let descriptor = unsafe name.withCString { unsafe SystemCalls.open($0, in: folder.descriptor, flags: flags) }
        guard descriptor >= 0 else {
            switch Failure(-descriptor) {
            case .missing: return .absent
            case .replaced where -descriptor == ELOOP: return .refused("it is a symbolic link")
            case .replaced: return .absent
            default: return .refused(SystemCalls.describe(-descriptor))
            }
        }
        defer { close(descriptor) }
        guard let status = SystemCalls.status(descriptor), status.kind == .file else { return .absent }
        guard status.size <= limit else { return .refused("it is larger than \(limit) bytes") }
        return content(of: descriptor, limit: limit)
    }

    private static func content(of descriptor: Int32, limit: Int) -> SmallFile {
        var bytes: [UInt8] = []
        var failure: String?
        unsafe withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 16) { buffer in
            while failure == nil {
                let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { failure = SystemCalls.describe(errno) }
                if count <= 0 { break }
                unsafe bytes.append(contentsOf: buffer[..<count])
                if bytes.count > limit { failure = "it is larger than \(limit) bytes" }
            }
        }
        return failure.map { .refused($0) } ?? .content(bytes)
    }
}
