internal import SentinelModel

/// Tells by the text of a project's Python modules which of its functions may register tools: those that have something to do with a module
/// in which `.tool(` or `.add_tool` stands. Decorators are everywhere, and following each to what it does would take parsing what it is
/// imported from.
struct Registrars {
    /// By path, whether such calls stand in a module, and what it imports.
    fileprivate private(set) var registering: [String: Bool] = [:]
    fileprivate private(set) var imports: [String: [ImportLine]] = [:]
    /// What packages import.
    fileprivate private(set) var parts: [String: [String]] = [:]

    /// Of what is kept.
    private(set) var count = 0

    /// Modules that are looked at for one name.
    fileprivate static let most = 24

    fileprivate mutating func keep(_ path: String, registers: Bool) {
        registering[path] = registers
        count += 1
    }

    fileprivate mutating func keep(_ path: String, imports lines: [ImportLine]) {
        imports[path] = lines
        count += 1 + lines.reduce(0) { $0 + max($1.names.count, 1) }
    }

    fileprivate mutating func keep(_ package: String, parts modules: [String]) {
        parts[package] = modules
        count += 1 + modules.count
    }
}

extension Project {
    /// False if what the Python file at `path` calls `name` is none of the project's, or does not register. An empty name stands for what has
    /// none.
    package func mayRegister(_ name: String, in bytes: UnsafeBufferPointer<UInt8>, at path: String) -> Bool {
        trim()
        let lines = unsafe ImportLine.all(in: bytes)
        guard lines.count < ImportLine.most else { return true }
        // What the file makes itself may be made by what it imports.
        let isMade = unsafe !lines.contains { $0.names.contains(name) } || bytes.holds(Array("\(name) = ".utf8))
        if isMade, importsRegistrar(lines, at: path) { return true }
        var waiting = hops(to: name, lines, at: path)
        var seen = Set(waiting)
        var index = 0
        while index < waiting.count {
            guard index < Registrars.most else { return true }
            let hop = waiting[index]
            index += 1
            // Of a package as a whole nobody says which of its parts is meant.
            if registers(hop.module) || hop.name == nil && isPackage(hop.module) { return true }
            let lines = imports(of: hop.module)
            let handed = hop.name.map { hops(to: $0, lines, at: hop.module) } ?? []
            // What a package hands on is looked for where it comes from; what a module makes may be made by what it uses of its imports.
            if !lines.contains(where: { line in hop.name.map(line.names.contains) ?? false }) {
                let used = hop.name.flatMap { words(definingName: $0, at: hop.module) }
                let lines =
                    used.map { used in lines.filter { $0.names.contains { used.contains($0) || $0 == "*" } } } ?? lines
                if importsRegistrar(lines, at: hop.module) { return true }
            }
            waiting += handed.filter { seen.insert($0).inserted }
        }
        return false
    }

    /// Where what `lines` bind to `name` comes from.
    private func hops(to name: String, _ lines: [ImportLine], at path: String) -> [Hop] {
        lines.filter { $0.binds(name) }.flatMap { line in
            modules(of: line, at: path).map { Hop(module: $0, name: line.source(of: name)) }
        }
    }

    private struct Hop: Hashable {
        var module: String
        /// What it is called there; nil for the module itself.
        var name: String?
    }

    /// True if something registers in the modules that are imported, or in those that a package among them hands on.
    private func importsRegistrar(_ lines: [ImportLine], at path: String) -> Bool {
        modules(of: lines, at: path).contains { module in
            registers(module) || isPackage(module) && handedOn(by: module).contains(where: registers)
        }
    }

    /// The modules that a package imports.
    private func handedOn(by package: String) -> [String] {
        if let known = registrars.parts[package] { return known }
        let found = modules(of: imports(of: package), at: package)
        registrars.keep(package, parts: found)
        return found
    }

    private func isPackage(_ module: String) -> Bool { module == "__init__.py" || module.hasSuffix("/__init__.py") }

    /// The files that statements may mean, each once.
    private func modules(of lines: [ImportLine], at path: String) -> [String] {
        var seen: Set<String> = []
        return lines.flatMap { modules(of: $0, at: path) }.filter { seen.insert($0).inserted }
    }

    /// The files that a statement may mean.
    private func modules(of line: ImportLine, at path: String) -> [String] {
        let module = pythonModule(line.module, importedAt: path)
        // Parts of what is no package are none of its modules; a folder may be one without a file of its own.
        if let module, !isPackage(module) { return [module] }
        let start = line.module.hasSuffix(".") ? line.module : line.module + "."
        return [module].compactMap(\.self) + line.parts.compactMap { pythonModule(start + $0, importedAt: path) }
    }

    private func registers(_ path: String) -> Bool {
        if let known = registrars.registering[path] { return known }
        let content = text(at: path)
        let found = unsafe content?.withUnsafeBufferPointer { unsafe RegisteringWords.stand(in: $0) } ?? false
        registrars.keep(path, registers: found)
        return found
    }

    /// The words of the function or class that a module defines by a name; nil where it seems to define none.
    private func words(definingName name: String, at path: String) -> Set<String>? {
        guard let content = text(at: path) else { return nil }
        let bytes = content.span
        let starts = ["def \(name)(", "class \(name)", "async def \(name)("].map { Array($0.utf8) }
        var at = 0
        while at < bytes.count {
            let line = at
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            at += 1
            if starts.contains(where: { stands($0, at: line, in: bytes) }) {
                return words(ofDefinitionAt: line, in: bytes)
            }
        }
        return nil
    }

    private func stands(_ word: [UInt8], at start: Int, in bytes: Span<UInt8>) -> Bool {
        start + word.count <= bytes.count && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
    }

    /// Up to the first line that begins with a name or a decorator.
    private func words(ofDefinitionAt start: Int, in bytes: Span<UInt8>) -> Set<String> {
        var words: Set<String> = []
        var at = start
        while at < bytes.count {
            let isNext = at > start && bytes[at - 1] == UInt8(ascii: "\n")
            if isNext, bytes[at].isNamePart || bytes[at] == UInt8(ascii: "@") { break }
            let first = at
            while at < bytes.count, bytes[at].isNamePart { at += 1 }
            if at > first {
                words.insert(String(decoding: (first..<at).map { bytes[$0] }, as: UTF8.self))
            } else {
                at += 1
            }
        }
        return words
    }

    private func imports(of path: String) -> [ImportLine] {
        if let known = registrars.imports[path] { return known }
        let content = text(at: path) ?? []
        let found = unsafe content.withUnsafeBufferPointer { unsafe ImportLine.all(in: $0) }
        registrars.keep(path, imports: found)
        return found
    }
}

extension ImportLine {
    fileprivate func binds(_ name: String) -> Bool { names.contains(name) || names.contains("*") }

    /// What a name is called where it comes from; nil for a module.
    fileprivate func source(of name: String) -> String? {
        if parts.isEmpty { return names.contains("*") ? name : nil }
        return names.firstIndex(of: name).map { $0 < parts.count ? parts[$0] : name } ?? name
    }
}

/// What stands where the model of Python sees something registered: `mcp.tool(...)`, `server.add_tool`.
private enum RegisteringWords {
    private static let word: StaticString = ".tool"

    static func stand(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe bytes.holds(".add_tool") || bytes.holds(word) && toolStands(in: bytes)
    }

    /// Called, or of what is named after a server.
    private static func toolStands(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = word.utf8CodeUnitCount
        guard bytes.count > length else { return false }
        for start in 0..<(bytes.count - length) where unsafe bytes[start] == UInt8(ascii: ".") {
            guard (1..<length).allSatisfy({ unsafe bytes[start + $0] == word.utf8Start[$0] }) else { continue }
            var end = start + length
            if unsafe bytes[end].isNamePart { continue }
            while end < bytes.count, unsafe bytes[end] == UInt8(ascii: " ") { end += 1 }
            if end < bytes.count, unsafe bytes[end] == UInt8(ascii: "(") { return true }
            if unsafe isOfServer(bytes, start) { return true }
        }
        return false
    }

    private static func isOfServer(_ bytes: UnsafeBufferPointer<UInt8>, _ dot: Int) -> Bool {
        var start = dot
        while start > 0, dot - start < 64, unsafe bytes[start - 1].isNamePart { start -= 1 }
        let name = unsafe String(decoding: bytes[start..<dot], as: UTF8.self).lowercased()
        return name == "app" || name.hasPart("mcp") || name.hasPart("server")
    }
}
