internal import SentinelModel
internal import SentinelSyntax

extension Project {
    /// The other files of `file`'s package that declare `name` at their top, methods included.
    func siblings(declaring name: String, of file: SourceFile) -> [SourceFile] {
        let paths = package(of: file.folder, name: file.packageName, isTest: file.isGoTest).declaring[name] ?? []
        return paths.filter { $0 != file.path }.compactMap { self.file(at: $0) }
    }

    /// A file of the package that `source`, imported by `file`, means; nil where it is none of the module's.
    func goPackage(_ source: String, from file: SourceFile) -> SourceFile? {
        goFolder(source, from: file).flatMap { package(of: $0, name: nil, isTest: false).first }
            .flatMap { self.file(at: $0) }
    }

    /// The folder of a package that `file` imports; nil where it is none of the module's.
    func goFolder(_ source: String, from file: SourceFile) -> String? {
        guard let module = goModule(of: file.folder) else { return nil }
        if source == module.path { return module.folder }
        guard source.hasPrefix(module.path + "/") else { return nil }
        let rest = String(source.dropFirst(module.path.count + 1))
        return module.folder.isEmpty ? rest : "\(module.folder)/\(rest)"
    }

    /// The names of a package. Without a `name`, the package of the folder's first file.
    private func package(of folder: String, name: String?, isTest: Bool) -> GoPackages.Package {
        let key = GoPackages.Key(folder: folder, name: (name ?? "") + (isTest ? " test" : ""))
        guard reach != .none else { return GoPackages.Package() }
        let found = go.known[key] ?? read(folder, name, isTest: isTest)
        go.known[key] = found
        isCut = isCut || found.isCut
        // Answers are those of whoever asks first.
        for file in found.files { count(file.path, file.bytes) }
        return found
    }

    private func read(_ folder: String, _ name: String?, isTest: Bool) -> GoPackages.Package {
        var made = GoPackages.Package()
        var first: String?
        var bytes = 0
        for entry in entries(of: folder) where !entry.isFolder {
            let own = String(decoding: entry.name.bytes, as: UTF8.self)
            guard own.hasSuffix(".go"), isTest || !own.hasSuffix("_test.go") else { continue }
            guard !isPlenty(files: made.files.count, bytes: bytes) else {
                made.isCut = true
                break
            }
            guard let file = indexed(folder.isEmpty ? own : "\(folder)/\(own)") else { continue }
            made.files.append((file.path, file.tree.count))
            bytes += file.tree.count
            let called = file.packageName
            guard called == name ?? first ?? called else { continue }
            first = called
            if made.first == nil { made.first = file.path }
            for (id, bindings) in file.bindings(in: 0) where bindings.contains(where: { $0.kind != .imported }) {
                made.declaring[file.tree.string(of: id), default: []].append(file.path)
            }
        }
        return made
    }

    /// That of the nearest `go.mod` above.
    func goModule(of folder: String) -> GoPackages.Module? {
        if let known = go.modules[folder] { return known }
        var at = folder
        while true {
            let path = at.isEmpty ? "go.mod" : "\(at)/go.mod"
            if let module = text(at: path).flatMap(GoPackages.modulePath) {
                let found = GoPackages.Module(path: module, folder: at)
                go.modules[folder] = found
                return found
            }
            guard !at.isEmpty else { break }
            at = at.parentFolder
        }
        go.modules[folder] = .some(nil)
        return nil
    }
}

extension SourceFile {
    /// What a file of Go says its package is.
    var packageName: String {
        let name = tree.child(of: tree.root, .name)
        return name.isNone ? "" : tree.string(tree[name].range)
    }

    var isGoTest: Bool { path.hasSuffix("_test.go") }
}
