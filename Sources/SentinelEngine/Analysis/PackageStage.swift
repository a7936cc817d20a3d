internal import SentinelDetectors
internal import SentinelDocuments
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPackages

/// Reads what manifests, lock files and clients' configurations say of packages, and asks the rules about it. One a worker.
final class PackageStage {
    private let rules: PackageRuleSet
    private let advisories: [AdvisoryTable]
    private lazy var knowledge = PackageKnowledge(advisories: advisories)
    private let isCancelled: () -> Bool
    /// By root.
    private var sources: [RawPath: TreeSource?] = [:]

    /// Nil where no rule is about packages.
    init?(_ engine: Engine, isCancelled: @escaping () -> Bool) {
        guard let rules = engine.packageRules else { return nil }
        self.rules = rules
        advisories = engine.advisories
        self.isCancelled = isCancelled
    }

    func looksAt(_ types: FileTypeSet) -> Bool { rules.looksAt(types) }

    /// A neighbour with more is not read.
    private static let largestNeighbour = 1 << 20

    /// Nil for a file that says nothing of packages.
    func find(
        in bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, path: () -> RawPath, root: () -> RawPath?
    ) -> (matches: [RuleMatch], mistake: DocumentError?)? {
        guard rules.looksAt(types) else { return nil }
        let path = String(decoding: path().bytes, as: UTF8.self)
        guard rules.looksAt(types, path), let read = unsafe PackageReader.read(bytes, types: types, path: path) else {
            return nil
        }
        let root = root()
        let file = PackageFile(list: read.list, path: path, knowledge: knowledge) { [self] in neighbour($0, below: root)
        }
        return (rules.find(in: file, types: types), read.mistake)
    }

    private func neighbour(_ path: String, below root: RawPath?) -> PackageList? {
        guard let root, let source = source(of: root),
            let bytes = source.source(at: RawPath(path), limit: Self.largestNeighbour)
        else { return nil }
        let name = path.split(separator: "/").last.map { Array($0.utf8) } ?? []
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe PackageReader.read($0, types: FileTypes.named(name[...]), path: path)?.list
        }
    }

    private func source(of root: RawPath) -> TreeSource? {
        if let known = sources[root] { return known }
        let made = TreeSource(root, isCancelled: isCancelled)
        sources[root] = made
        return made
    }
}
