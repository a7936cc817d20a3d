package import SentinelDocuments
package import SentinelModel

/// Reads what a file says of packages.
package struct PackageReader {
    package internal(set) var list: PackageList
    /// What is wrong with the document, if something is.
    package private(set) var mistake: DocumentError?

    /// `path` decides what the file is; nil where it tells nothing of packages.
    package static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, types: FileTypeSet, path: String
    ) -> (list: PackageList, mistake: DocumentError?)? {
        guard let kind = PackageFileKind(path: path) else { return nil }
        var reader = PackageReader(list: PackageList(kind))
        switch kind {
        case .goMod: unsafe reader.readGoMod(bytes)
        case .yarnLock: unsafe reader.readYarnLock(bytes)
        default: unsafe reader.readDocument(bytes, types, path)
        }
        return (reader.list, reader.mistake)
    }

    private init(list: PackageList) { self.list = list }

    private mutating func readDocument(_ bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, _ path: String) {
        guard let format = format(types, path) else { return }
        let tree = unsafe DocumentReader.read(bytes, as: format)
        mistake = tree.mistake
        list.isPartial = tree.isPartial
        guard let root = tree.root else { return }
        switch list.kind {
        case .packageJSON: readPackageJSON(root)
        case .npmLock: readNpmLock(root)
        case .pnpmLock: readPnpmLock(root)
        case .requirements: readRequirements(root)
        case .pyproject: readPyproject(root)
        case .pipfile: readPipfile(root)
        case .pipfileLock: readPipfileLock(root)
        case .poetryLock: readPoetryLock(root)
        case .uvLock: readUvLock(root)
        case .cargo: readCargo(root)
        case .cargoLock: readCargoLock(root)
        case .serverManifest: readServerManifest(root)
        case .client: readClient(root)
        case .goMod, .yarnLock: break
        }
    }

    /// A `requirements` folder's files are requirements whatever their types say.
    private func format(_ types: FileTypeSet, _ path: String) -> DocumentFormat? {
        list.kind == .requirements ? .requirements : DocumentFormat(for: types, path: path)
    }

    /// False when there are enough.
    @discardableResult
    mutating func add(_ dependency: Dependency) -> Bool {
        guard list.dependencies.count < PackageList.mostDependencies else { return false }
        list.dependencies.append(dependency)
        return true
    }

    mutating func setOwnName(_ node: DocumentNode?) { list.ownName = node?.text ?? "" }

    mutating func addServer(_ server: ServerDefinition) {
        if list.servers.count < 1000 { list.servers.append(server) }
    }
}

extension DocumentNode {
    /// The text of a string that is not empty.
    var filled: String? {
        guard kind == .string || kind == .plain, !bytes.isEmpty else { return nil }
        return text
    }
}

/// The items of a list; none of anything else.
func items(of node: DocumentNode?) -> [DocumentNode] { node.map { Array($0.items) } ?? [] }

/// The entries of a mapping; none of anything else.
func entries(of node: DocumentNode?) -> [DocumentNode.Entry] { node.map { Array($0.entries) } ?? [] }
