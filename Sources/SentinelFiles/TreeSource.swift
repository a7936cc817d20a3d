import Glibc
package import SentinelModel

/// Files below one folder, for what other files refer to. No link is followed on the way, so nothing outside of the folder is ever read.
package final class TreeSource: SourceProvider {
    private let folder: Int32
    private let isCancelled: () -> Bool

    /// Nil where the folder cannot be opened. `isCancelled` is asked before each file.
    package init?(_ root: RawPath, isCancelled: @escaping () -> Bool) {
        let flags = SystemCalls.guarded | O_DIRECTORY
        let descriptor = unsafe root.bytes.withCString { unsafe SystemCalls.open($0, in: AT_FDCWD, flags: flags) }
        guard descriptor >= 0 else { return nil }
        folder = descriptor
        self.isCancelled = isCancelled
    }

    deinit { close(folder) }

    package func source(at path: RawPath, limit: Int) -> [UInt8]? {
        guard !isCancelled(), mayExist(path), let descriptor = open(path) else { return nil }
        defer { close(descriptor) }
        guard let status = SystemCalls.status(descriptor), status.kind == .file, status.size <= limit else {
            return nil
        }
        return read(descriptor, status.size)
    }

    package func mayExist(_ path: RawPath) -> Bool {
        unsafe path.bytes.withCString { unsafe SystemCalls.status($0, in: folder, following: false) != nil }
    }

    /// Component by component: a link in the middle could lead anywhere.
    private func open(_ path: RawPath) -> Int32? {
        let names = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !names.isEmpty, names.count < 256 else { return nil }
        var at = folder
        for (place, name) in names.enumerated() {
            guard Self.isEntry(name) else { return nil }
            let isLast = place == names.count - 1
            let flags = SystemCalls.guarded | O_NOFOLLOW | (isLast ? 0 : O_DIRECTORY)
            let next = unsafe Array(name).withCString { unsafe SystemCalls.open($0, in: at, flags: flags) }
            if at != folder { close(at) }
            guard next >= 0 else { return nil }
            at = next
        }
        return at
    }

    private static func isEntry(_ name: ArraySlice<UInt8>) -> Bool {
        let dot = UInt8(ascii: ".")
        return !name.isEmpty && !name.elementsEqual([dot]) && !name.elementsEqual([dot, dot]) && !name.contains(0)
    }

    private func read(_ descriptor: Int32, _ size: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let wanted = size - count
            let got = unsafe bytes.withUnsafeMutableBytes { room in
                unsafe Glibc.read(descriptor, room.baseAddress.map { unsafe $0 + count }, wanted)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        bytes.removeLast(size - count)
        return bytes
    }
}
