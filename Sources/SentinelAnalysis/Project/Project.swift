package import SentinelModel
package import SentinelSyntax

/// The files that one analysis looks at: the one in work, and those it refers to, read when they are needed. For one thread.
package final class Project {
    package struct Limits: Sendable {
        /// Files beside the one in work, and bytes of one.
        package var files = 200
        package var fileSize = 512 << 10
        /// Bytes of those read for one file.
        package var bytes = 1 << 20
        /// Bytes of all files that are kept for others; their trees take seven times as much.
        package var kept = 128 << 10
        /// Files and folders in one folder.
        package var entries = 2_000

        package init() {}
    }

    /// Entries of the tables that are kept.
    private static let mostEntries = 5_000
    /// Entries of folders that are kept.
    private static let mostListed = 20_000
    /// Modules of which is kept what was read off their text, and statements of theirs.
    private static let mostGlances = 20_000

    /// Which files that are not at hand may be read.
    package enum Reach: Sendable {
        case all
        /// Small ones, and few: for what is not a server.
        case near
        case none
    }

    /// What another file would say is left out where it is not worth reading it, and no limit that was hit.
    package var reach = Reach.all
    private static let nearFileSize = 128 << 10
    private static let nearBytes = 512 << 10

    private let provider: any SourceProvider
    /// Where files are parsed; what is kept of them takes no more room than it needs.
    private var workbench = SyntaxTree()
    private let limits: Limits
    private let rootName: String
    private var files = KeptFiles()
    private var missing: Set<String> = []
    /// Files that were too large to be read from near.
    private var distant: Set<String> = []
    /// What imports mean, by folder and source, and what the provider said of paths: nearly all imports are of what is not there.
    private var modules: [ModuleKey: String?] = [:]
    private var known: [String: Bool] = [:]
    /// By folder and first name, where imports of Python start.
    private var starts: [String: [String: [String]]] = [:]
    /// Imports of what is there and was not read.
    private var unread: Set<ModuleKey> = []
    /// What lies in folders; nil where that could not be listed.
    private var folders: [String: [SourceEntry]?] = [:]
    private var listed = 0
    var go = GoPackages()
    var packages = ScriptPackages()
    var registrars = Registrars()
    /// Files read for the one in work.
    private var read: Set<String> = []
    private var readBytes = 0
    /// True where a limit kept a file from being read.
    package internal(set) var isCut = false

    package init(_ provider: any SourceProvider, limits: Limits = Limits()) {
        self.provider = provider
        self.limits = limits
        rootName = String(decoding: provider.rootName.bytes, as: UTF8.self)
    }

    /// Begins with another file; what was read stays as long as there is room.
    package func begin() {
        read = []
        readBytes = 0
        isCut = false
        reach = .all
        unread = []
        files.begin()
        trim()
    }

    /// Gives memory back when a file is done: the next may be long in coming.
    package func end() { trim() }

    func trim() {
        files.trim(to: limits.kept)
        if registrars.count > Self.mostGlances { registrars = Registrars() }
        let entries = missing.count + modules.count + known.count + folders.count
        guard entries > Self.mostEntries || listed > Self.mostListed else { return }
        missing = []
        distant = []
        modules = [:]
        known = [:]
        starts = [:]
        folders = [:]
        listed = 0
        go = GoPackages()
        packages = ScriptPackages()
    }

    /// Parses `content` as the file at `path`. What an import has read there before counts only if it was the same: a file may change, and
    /// what is scanned is without a byte order mark and in UTF-8.
    package func add(_ content: UnsafeBufferPointer<UInt8>, at path: String, _ language: Language) -> SourceFile {
        if let known = files.kept(path), known.tree.wasReadWhole,
            unsafe known.tree.withSource({ unsafe $0.elementsEqual(content) })
        {
            files.use(path)
            return known
        }
        return unsafe parse(content, at: path, language, isOutline: false)
    }

    /// Parses what a file refers to: of most only a few functions are entered.
    private func addOutline(_ content: [UInt8], at path: String, _ language: Language) -> SourceFile {
        unsafe content.withUnsafeBufferPointer { unsafe parse($0, at: path, language, isOutline: true) }
    }

    private func parse(
        _ content: UnsafeBufferPointer<UInt8>, at path: String, _ language: Language, isOutline: Bool
    ) -> SourceFile {
        unsafe workbench.parse(content, as: language, hasZones: false, isOutline: isOutline)
        let file = SourceFile(path: path, tree: finished())
        files.add(file)
        return file
    }

    /// What was parsed last, to be kept. A large tree is not copied but given away.
    private func finished() -> SyntaxTree {
        guard workbench.isLarge else { return workbench.copy() }
        defer { workbench = SyntaxTree() }
        return workbench
    }

    /// The file at `path` below the scan's root; nil where there is none.
    package func file(at path: String) -> SourceFile? {
        if let known = files.inUse(path) { return known }
        guard !missing.contains(path), let language = Modules.language(of: path) else { return nil }
        if reach != .all {
            guard reach == .near, readBytes < Self.nearBytes, !distant.contains(path) else { return nil }
        }
        guard read.contains(path) || read.count < limits.files && readBytes < limits.bytes else {
            isCut = true
            return nil
        }
        let size = reach == .all ? limits.fileSize : min(Self.nearFileSize, limits.fileSize)
        // What was read for another file counts as if it were read: answers depend on the file in work alone.
        if let kept = files.kept(path) {
            guard kept.tree.count <= size else {
                distant.insert(path)
                return nil
            }
            count(path, kept.tree.count)
            files.use(path)
            return kept
        }
        guard let content = provider.source(at: RawPath(Array(path.utf8)), limit: size) else {
            if reach == .all { missing.insert(path) } else { distant.insert(path) }
            return nil
        }
        count(path, content.count)
        return addOutline(content, at: path, language)
    }

    /// A file counts once for the one in work, also where what it says was known.
    func count(_ path: String, _ bytes: Int) {
        if read.insert(path).inserted { readBytes += bytes }
    }

    /// The file at `path`, whatever was read before; for what is kept of it for other files. It does not count by itself.
    func indexed(_ path: String) -> SourceFile? {
        if let kept = files.kept(path) { return kept }
        guard let language = Modules.language(of: path),
            let content = provider.source(at: RawPath(Array(path.utf8)), limit: limits.fileSize)
        else { return nil }
        defer { files.letGo(path) }
        return addOutline(content, at: path, language)
    }

    /// True where no more may be read for one purpose alone.
    func isPlenty(files: Int, bytes: Int) -> Bool { files >= limits.files || bytes >= limits.bytes }

    /// The file that `source`, imported by `file`, names; nil where it is none of the project's.
    package func module(_ source: String, from file: SourceFile) -> SourceFile? {
        let key = ModuleKey(folder: file.folder, source: source, isPython: file.language == .python)
        if let path = modules[key] { return path.flatMap { self.file(at: $0) } }
        if reach == .none, unread.contains(key) { return nil }
        let candidates =
            switch file.language {
            case .python: Modules.python(source, from: file.path, rootName, pythonFolders)
            case .javascript, .typescript, .tsx:
                scriptCandidates(for: source, from: file) + Modules.script(source, from: file.path)
            default: [String]()
            }
        for path in candidates {
            guard let found = self.file(at: path) else { continue }
            modules[key] = path
            return found
        }
        // What a limit kept from being read may be read for another file.
        if !isCut, reach == .all || candidates.isEmpty { modules[key] = .some(nil) } else { unread.insert(key) }
        return nil
    }

    /// The file that `import name` in the Python file at `path` means; nil where it is none of the project's.
    func pythonModule(_ name: String, importedAt path: String) -> String? {
        Modules.python(name, from: path, rootName, pythonFolders).first(where: mayExist)
    }

    /// The folders in or above `folder` in which Python's `import first` may find something: nearly always none.
    private func pythonFolders(_ first: String, _ folder: String) -> [String] {
        if let known = starts[folder]?[first] { return known }
        let found = Modules.pythonFolders(first, from: folder, mayExist)
        starts[folder, default: [:]][first] = found
        return found
    }

    /// What lies in a folder below the scan's root; nothing where a limit keeps it from being listed.
    func entries(of folder: String) -> [SourceEntry] {
        let known = folders[folder]
        let found = known ?? provider.entries(of: RawPath(Array(folder.utf8)), limit: limits.entries)
        if known == nil {
            folders[folder] = .some(found)
            listed += found?.count ?? 0
        }
        if found == nil, mayExist(folder) { isCut = true }
        return found ?? []
    }

    /// A file as it is, not parsed: what a build is told of modules, and what is read off texts alone.
    func text(at path: String) -> [UInt8]? {
        guard mayExist(path) else { return nil }
        return provider.source(at: RawPath(Array(path.utf8)), limit: limits.fileSize)
    }

    private struct ModuleKey: Hashable {
        var folder: String
        var source: String
        var isPython: Bool
    }

    func mayExist(_ path: String) -> Bool {
        if let answer = known[path] { return answer }
        let answer = files.kept(path) != nil || provider.mayExist(RawPath(Array(path.utf8)))
        known[path] = answer
        return answer
    }
}
