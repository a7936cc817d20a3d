internal import SentinelModel

/// Tells by the text of a project's Python modules which of its functions may register tools: those that have something to do with a module
/// in which `.tool(` or `.add_tool(` stands. Decorators are everywhere, and following each to what it does would take parsing what it is
/// imported from.
struct Registrars {
    /// By path, whether such calls stand in a module, and what it imports.
    fileprivate var registering: [String: Bool] = [:]
    fileprivate var imports: [String: [ImportLine]] = [:]

    var count: Int { registering.count + imports.count }

    /// Modules that are looked at for one name.
    fileprivate static let most = 200
}

extension Project {
    /// False if what the Python file at `path` calls `name` is none of the project's, or does not register.
    package func mayRegister(_ name: String, in bytes: UnsafeBufferPointer<UInt8>, at path: String) -> Bool {
        let lines = unsafe ImportLine.all(in: bytes)
        let binding = lines.filter { $0.binds(name) }
        // What the file makes itself may be made by what it imports.
        guard !binding.isEmpty else { return importsRegistrar(lines, at: path) }
        var waiting = binding.flatMap { modules(of: $0, at: path) }
        var seen = Set(waiting)
        var index = 0
        while index < waiting.count {
            guard index < Registrars.most else { return true }
            let module = waiting[index]
            index += 1
            if registers(module) { return true }
            let lines = imports(of: module)
            let handed = lines.filter { $0.binds(name) }
            // What a package hands on is looked for where it comes from; what a module makes may be made by what it imports.
            if handed.isEmpty, importsRegistrar(lines, at: module) { return true }
            waiting += handed.flatMap { modules(of: $0, at: module) }.filter { seen.insert($0).inserted }
        }
        return false
    }

    /// True if something registers in the modules that are imported, or in those that a package among them hands on.
    private func importsRegistrar(_ lines: [ImportLine], at path: String) -> Bool {
        lines.contains { line in
            modules(of: line, at: path).contains { module in
                registers(module)
                    || module.hasSuffix("__init__.py")
                        && imports(of: module).contains { modules(of: $0, at: module).contains(where: registers) }
            }
        }
    }

    /// The files that a statement may mean.
    private func modules(of line: ImportLine, at path: String) -> [String] {
        guard let module = pythonModule(line.module, importedAt: path) else { return [] }
        // Parts of what is no package are none of its modules.
        guard module.hasSuffix("/__init__.py") || module == "__init__.py" else { return [module] }
        let start = line.module.hasSuffix(".") ? line.module : line.module + "."
        return [module] + line.parts.compactMap { pythonModule(start + $0, importedAt: path) }
    }

    private func registers(_ path: String) -> Bool {
        if let known = registrars.registering[path] { return known }
        let content = text(at: path)
        let found = content.map { $0.holds(".tool(") || $0.holds(".add_tool(") } ?? false
        registrars.registering[path] = found
        return found
    }

    private func imports(of path: String) -> [ImportLine] {
        if let known = registrars.imports[path] { return known }
        let content = text(at: path) ?? []
        let found = unsafe content.withUnsafeBufferPointer { unsafe ImportLine.all(in: $0) }
        registrars.imports[path] = found
        return found
    }
}

extension ImportLine {
    fileprivate func binds(_ name: String) -> Bool { names.contains(name) || names.contains("*") }
}
