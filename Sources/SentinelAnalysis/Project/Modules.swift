internal import SentinelSyntax

/// Where the files lie that an import may mean.
enum Modules {
    static func language(of path: String) -> Language? {
        let bytes = path.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex,
            bytes[bytes.index(before: dot)] != UInt8(ascii: "/")
        else { return nil }
        return switch path[bytes.index(after: dot)...] {
        case "py", "pyi": .python
        case "js", "mjs", "cjs", "jsx": .javascript
        case "ts", "mts", "cts": .typescript
        case "tsx": .tsx
        case "go": .go
        default: nil
        }
    }

    /// `a.b`, or `.b` and `..b` for what lies beside and above. `folders` is asked where an absolute name may start, by its first part and the
    /// file's folder.
    static func python(
        _ source: String, from path: String, _ root: String, _ folders: (String, String) -> [String]
    ) -> [String] {
        let dots = source.utf8.prefix { $0 == UInt8(ascii: ".") }.count
        let below = String(
            decoding: source.utf8.dropFirst(dots).map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "/") : $0 },
            as: UTF8.self)
        var folder = path.parentFolder
        func files(in folder: String) -> [String] {
            let joined = folder.isEmpty || below.isEmpty ? folder + below : "\(folder)/\(below)"
            let start = joined.isEmpty ? "" : joined + "/"
            return (below.isEmpty ? [] : ["\(joined).py"]) + ["\(start)__init__.py"]
        }
        if dots > 0 {
            for _ in 1..<dots {
                guard !folder.isEmpty else { return [] }
                folder = folder.parentFolder
            }
            return files(in: folder)
        }
        let first = String(below.prefix { $0 != "/" })
        guard !first.isEmpty else { return [] }
        // `a` may be a file beside what starts there, `a.b` may not.
        let found = folders(first == below ? first + ".py" : first, folder).flatMap(files)
        // A package that is scanned by itself: its name is that of the root.
        guard first == root else { return found }
        let rest = below.dropFirst(first.utf8.count + 1)
        return found + (rest.isEmpty ? ["__init__.py"] : ["\(rest).py", "\(rest)/__init__.py"])
    }

    /// Where what `name` begins with may start: a name may start at any folder above the file, since packages lie below `src`, or at the root,
    /// and nobody tells where that is. A name with an ending may be a folder too.
    static func pythonFolders(_ name: String, from start: String, _ mayExist: (String) -> Bool) -> [String] {
        let isFile = name.hasSuffix(".py")
        let first = isFile ? String(name.dropLast(3)) : name
        var found: [String] = []
        func look(in folder: String) {
            let path = folder.isEmpty ? first : "\(folder)/\(first)"
            if mayExist(path) || isFile && mayExist(path + ".py") { found.append(folder) }
        }
        var folder = start
        while true {
            look(in: folder)
            let inner = folder.isEmpty ? "src" : folder + "/src"
            if folder != "src", !folder.hasSuffix("/src"), mayExist(inner) { look(in: inner) }
            guard !folder.isEmpty else { return found }
            folder = folder.parentFolder
        }
    }

    /// `./a`, `../a.js` (which may be `a.ts` in the source), and `@/a` or `~/a` for what lies below the package's `src`, as most
    /// configurations have it.
    static func script(_ source: String, from path: String) -> [String] {
        var folders = path.split(separator: "/").dropLast().map(String.init)
        if source.hasPrefix("@/") || source.hasPrefix("~/") {
            let rest = String(source.dropFirst(2))
            var found: [String] = []
            while true {
                let start = folders.isEmpty ? "" : folders.joined(separator: "/") + "/"
                found += scriptFiles(start + "src/" + rest) + scriptFiles(start + rest)
                guard folders.popLast() != nil else { return found }
            }
        }
        guard source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".." else { return [] }
        return joined(folders.joined(separator: "/"), source).map(scriptFiles) ?? []
    }

    /// `more`, seen from `folder`; nil where it leads out of the root.
    static func joined(_ folder: String, _ more: String) -> String? {
        var parts = folder.split(separator: "/")
        for part in more.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static let endings = [".ts", ".tsx", ".js", ".mjs", ".jsx", ".mts", ".cjs", ".cts"]

    /// The files that a path to a module, with or without its ending, may mean.
    static func scriptFiles(_ path: String) -> [String] {
        var stems = [path]
        // `./a.js` in TypeScript means `a.ts`.
        for ending in [".js", ".mjs", ".cjs", ".jsx"] where path.hasSuffix(ending) {
            stems.append(String(path.dropLast(ending.utf8.count)))
        }
        let direct = language(of: path) == nil ? [] : [path]
        return direct + stems.flatMap { stem in endings.map { stem + $0 } }
            + endings.map { path.isEmpty ? "index" + $0 : "\(path)/index\($0)" }
    }
}
