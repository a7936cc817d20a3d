import Glibc

extension Folder {
    enum Reopened {
        case opened(FolderHandle)
        /// errno; `ESTALE` when another folder is in its place.
        case failed(Int32)
    }

    /// Opens the folder again from the root down, many components at a time, and makes sure that it is the same one: a
    /// link on the way could lead anywhere, but not to a folder of the same device and inode.
    func reopen(budget: DescriptorBudget) -> Reopened {
        guard let root = place.handle else { return .failed(ESTALE) }
        var handle = root
        var chunk: [UInt8] = []
        for name in components {
            if chunk.count + name.count + 2 > Int(PATH_MAX) {
                let next = Self.open(chunk, in: handle, budget)
                guard case .opened(let opened) = next else { return next }
                handle = opened
                chunk.removeAll(keepingCapacity: true)
            }
            if !chunk.isEmpty { chunk.append(UInt8(ascii: "/")) }
            chunk += name
        }
        if !chunk.isEmpty {
            let next = Self.open(chunk, in: handle, budget)
            guard case .opened(let opened) = next else { return next }
            handle = opened
        }
        guard SystemCalls.status(handle.descriptor)?.identity == identity else { return .failed(ESTALE) }
        return .opened(handle)
    }

    private static func open(_ path: [UInt8], in folder: FolderHandle, _ budget: DescriptorBudget) -> Reopened {
        let flags = SystemCalls.guarded | O_DIRECTORY | O_NOFOLLOW
        let descriptor = unsafe path.withCString { unsafe SystemCalls.open($0, in: folder.descriptor, flags: flags) }
        return descriptor >= 0 ? .opened(FolderHandle(descriptor, budget: budget)) : .failed(-descriptor)
    }
}
