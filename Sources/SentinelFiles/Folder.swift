import Glibc
import SentinelModel
import Synchronization

/// A folder that the walk has entered. It holds no descriptor: `FolderHandle` does, and a folder outlives its handles.
/// Immutable but for `deinit`, so that any thread may read it.
final class Folder: @unchecked Sendable {
    let place: RootPlace
    private(set) var parent: Folder?
    let name: [UInt8]
    let identity: FolderIdentity
    /// 0 for the root.
    let depth: Int
    /// The path below the root, ending in `/`; nil where it is longer than the system takes: a chain of such folders would take memory that
    /// grows with its square.
    private let lead: [UInt8]?

    init(place: RootPlace, parent: Folder?, name: [UInt8], identity: FolderIdentity) {
        self.place = place
        self.parent = parent
        self.name = name
        self.identity = identity
        depth = parent.map { $0.depth + 1 } ?? 0
        if let parent {
            let above = parent.lead
            lead = above.flatMap { $0.count + name.count < Int(PATH_MAX) ? $0 + name + [UInt8(ascii: "/")] : nil }
        } else {
            lead = []
        }
    }

    /// Releases the chain of parents one by one: left to itself it would recurse as deep as the tree.
    deinit {
        var next = parent
        parent = nil
        while next != nil, isKnownUniquelyReferenced(&next) {
            let above = next?.parent
            next?.parent = nil
            next = above
        }
    }

    /// The names from below the root down to this folder.
    var components: [[UInt8]] {
        var names: [[UInt8]] = []
        names.reserveCapacity(depth)
        var folder: Folder? = self
        while let current = folder, current.depth > 0 {
            names.append(current.name)
            folder = current.parent
        }
        names.reverse()
        return names
    }

    /// The path of the folder's entry, relative to the root.
    func relativePath(of entry: some Collection<UInt8>) -> [UInt8] {
        var path: [UInt8] = []
        path.reserveCapacity((lead?.count ?? 0) + entry.count)
        addRelativePath(of: entry, to: &path)
        return path
    }

    func addRelativePath(of entry: some Collection<UInt8>, to path: inout [UInt8]) {
        if let lead {
            path += lead
        } else {
            for name in components {
                path += name
                path.append(UInt8(ascii: "/"))
            }
        }
        path += entry
    }

    /// The path of the folder's entry, starting with the root's as it was given.
    func path(of entry: some Collection<UInt8>) -> RawPath {
        RawPath(place.prefix + relativePath(of: entry))
    }

    /// The path of the folder itself.
    var path: RawPath {
        guard let parent else { return place.given }
        return parent.path(of: name)
    }
}

/// A root that is a path.
final class RootPlace: Sendable {
    /// As it was given.
    let given: RawPath
    /// What stands before the name of an entry: empty, or ending in `/`.
    let prefix: [UInt8]
    /// The root folder's, kept for as long as anything of the root is; nil for the folder around a root that is a file.
    let handle: FolderHandle?

    init(given: RawPath, prefix: [UInt8], handle: FolderHandle?) {
        self.given = given
        self.prefix = prefix
        self.handle = handle
    }
}

/// How many descriptors of folders may be open at once; counts the open ones.
final class DescriptorBudget: Sendable {
    let limit: Int
    private let open = Atomic<Int>(0)

    /// A quarter of what the process may open, so that its other parts have room.
    init() {
        var limits = rlimit()
        let known = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0
        limit = known ? Int(min(max(limits.rlim_cur / 4, 16), 512)) : 64
    }

    /// Lets the kernel make room for as many descriptors now. A process of one thread gets a larger table at once; with
    /// several, each growth waits for every processor to pass a quiet point, which takes 15 milliseconds.
    func makeRoom() {
        let root = unsafe Glibc.open("/", SystemCalls.pathOnly | O_CLOEXEC)
        guard root >= 0 else { return }
        let highest = fcntl(root, F_DUPFD_CLOEXEC, Int32(limit))
        if highest >= 0 { close(highest) }
        close(root)
    }

    /// The newest folders of the walk whose handles are kept.
    var depthKept: Int { max(4, limit / 4) }
    var hasRoom: Bool { open.load(ordering: .relaxed) < limit }

    func opened() { open.add(1, ordering: .relaxed) }
    func closed() { open.subtract(1, ordering: .relaxed) }
}

/// An open folder; the descriptor is closed with the last reference.
final class FolderHandle: Sendable {
    let descriptor: Int32
    private let budget: DescriptorBudget

    /// Takes the descriptor over.
    init(_ descriptor: Int32, budget: DescriptorBudget) {
        self.descriptor = descriptor
        self.budget = budget
        budget.opened()
    }

    deinit {
        close(descriptor)
        budget.closed()
    }
}
