import Glibc

/// Where a symbolic link leads.
enum LinkTarget {
    case inside, outside, broken, loop
}

extension Discovery {
    /// Resolves a link without opening what it leads to. What cannot be resolved counts as outside, which is reported.
    func target(of entry: FolderListing.Entry, in frame: Frame) -> LinkTarget {
        guard let handle = frame.handle else { return .broken }
        let descriptor = unsafe listing.withName(entry) {
            unsafe SystemCalls.open($0, in: handle.descriptor, flags: SystemCalls.pathOnly | O_CLOEXEC)
        }
        guard descriptor >= 0 else {
            switch -descriptor {
            case ELOOP: return .loop
            case ENOENT, ENOTDIR, ENAMETOOLONG: return .broken
            default: return .outside
            }
        }
        defer { close(descriptor) }
        guard let status = SystemCalls.status(descriptor) else { return .broken }
        // A folder the walk is in: whoever follows the link comes by here again.
        if status.kind == .folder, ancestors.contains(status.identity) { return .loop }
        guard let place = Self.place(of: descriptor) else { return .outside }
        return canonicalRoots.contains { Self.lies(place, in: $0) } ? .inside : .outside
    }

    private static func lies(_ path: [UInt8], in folder: [UInt8]) -> Bool {
        guard path.starts(with: folder) else { return false }
        return folder == [UInt8(ascii: "/")] || path.count == folder.count || path[folder.count] == UInt8(ascii: "/")
    }

    /// The absolute path of an open descriptor, as the kernel knows it.
    private static func place(of descriptor: Int32) -> [UInt8]? {
        unsafe "/proc/self/fd/\(descriptor)".withCString { (name: UnsafePointer<CChar>) -> [UInt8]? in
            unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
                guard let base = buffer.baseAddress else { return nil }
                let length = unsafe readlink(name, base, buffer.count)
                guard length > 0, length < buffer.count else { return nil }
                return unsafe buffer.prefix(length).map { UInt8(bitPattern: $0) }
            }
        }
    }
}
