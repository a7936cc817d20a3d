internal import SentinelDocuments

/// Programs that fetch a package and run it.
enum Launcher {
    /// The package that a command line fetches; nil where it fetches none.
    static func package(_ words: [DocumentNode]) -> Dependency? {
        guard let command = words.first?.filled else { return nil }
        var rest = words.dropFirst()
        // `cmd /c npx ...` is how Windows starts npx.
        var program = name(of: command)
        if program == "cmd", let mark = rest.first?.text.lowercased(), mark == "/c" || mark == "/k" {
            rest = rest.dropFirst()
            guard let inner = rest.popFirst()?.filled else { return nil }
            program = name(of: inner)
        }
        switch program {
        case "npx", "bunx", "pnpx": return spec(rest, named: ["-p", "--package"], .npm)
        case "pnpm", "yarn", "bun", "npm":
            guard let verb = rest.popFirst()?.text, ["dlx", "x", "exec"].contains(verb) else { return nil }
            return spec(rest, named: ["-p", "--package"], .npm)
        case "uvx": return spec(rest, named: ["--from"], .pypi)
        case "uv":
            guard rest.popFirst()?.text == "tool", rest.popFirst()?.text == "run" else { return nil }
            return spec(rest, named: ["--from"], .pypi)
        case "pipx":
            guard rest.popFirst()?.text == "run" else { return nil }
            return spec(rest, named: ["--spec"], .pypi)
        default: return nil
        }
    }

    private static func name(of command: String) -> String {
        var name = command.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last?.lowercased() ?? ""
        for ending in [".exe", ".cmd"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        return name
    }

    /// Options of the launchers that take a value.
    private static let valued: Set<String> = [
        "--with", "--with-editable", "--python", "--index-url", "--extra-index-url", "--index", "--default-index",
        "--registry", "-w", "--workspace", "--refresh-package", "--cache-dir", "--directory", "--project", "--env-file",
    ]

    /// What `named` says, else the first word that is no option.
    private static func spec(
        _ words: ArraySlice<DocumentNode>, named options: [String], _ ecosystem: Ecosystem
    ) -> Dependency? {
        var rest = words
        while let word = rest.popFirst() {
            let text = word.text
            if options.contains(text) { return rest.first.flatMap { dependency($0, $0.text, ecosystem) } }
            if let option = options.first(where: { text.hasPrefix($0 + "=") }) {
                return dependency(word, String(text.dropFirst(option.count + 1)), ecosystem)
            }
            if text.hasPrefix("-") {
                if valued.contains(text) { rest = rest.dropFirst() }
                continue
            }
            return dependency(word, text, ecosystem)
        }
        return nil
    }

    private static func dependency(_ node: DocumentNode, _ text: String, _ ecosystem: Ecosystem) -> Dependency? {
        guard !text.isEmpty, !text.contains("$"), !text.contains("{"), text.allSatisfy({ !$0.isWhitespace }) else {
            return nil
        }
        var found: Dependency
        if ecosystem == .npm {
            if let origin = SourceAddress.npm(text) {
                found = Dependency(.npm, "", at: node.contents, role: .launched)
                found.origin = origin
                return found
            }
            let mark = text.dropFirst().firstIndex(of: "@")
            found = Dependency(.npm, String(mark.map { text[..<$0] } ?? text[...]), at: node.contents, role: .launched)
            found.version = mark.map { String(text[text.index(after: $0)...]) } ?? ""
            if found.version.isEmpty { found.requirement = .any } else { found.take(npm: found.version) }
        } else {
            let origin = SourceAddress.python(text)
            if text.contains("://") || text.hasPrefix(".") || text.hasPrefix("/") {
                found = Dependency(.pypi, "", at: node.contents, role: .launched)
                found.origin = origin
                return found
            }
            // uvx takes `name@version` beside PEP 508.
            if let mark = text.firstIndex(of: "@") {
                found = Dependency(
                    .pypi, String(text[..<mark].prefix { $0 != "[" }), at: node.contents, role: .launched)
                let version = String(text[text.index(after: mark)...])
                found.version = version
                found.requirement =
                    version == "latest"
                    ? .any : PackageVersion(version, of: .pypi).map { VersionRequirement(exactly: $0) }
            } else {
                guard let specified = Dependency(specified: text, of: node, .launched) else { return nil }
                found = specified
            }
        }
        found.nameRange = node.contents
        found.versionRange = node.contents
        return found
    }
}
