/// Reads what installers take besides a version: repositories, archives, paths.
enum SourceAddress {
    /// The origin that npm reads in a dependency's value; nil for a version, a range or a tag.
    static func npm(_ text: String) -> Dependency.Origin? {
        let lower = text.lowercased()
        if ["file:", "link:", "workspace:", "portal:", "patch:", "catalog:", "./", "../", "/", "~/"].contains(
            where: lower.hasPrefix)
        {
            return .local
        }
        if isRepository(lower) { return git(text, separator: "#") }
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            return lower.prefix { $0 != "#" }.hasSuffix(".git") ? git(text, separator: "#") : .archive(address: text)
        }
        let shorthands = ["github:", "gitlab:", "bitbucket:", "gist:"]
        if shorthands.contains(where: lower.hasPrefix) { return git(text, separator: "#") }
        // `owner/repository`; a scope begins with `@`, and no range holds a slash.
        let parts = text.prefix { $0 != "#" }.split(separator: "/", omittingEmptySubsequences: false)
        let isShort = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isNamePart) }
        return isShort && !text.hasPrefix("@") ? git(text, separator: "#") : nil
    }

    /// The origin in `name @ address` and in a requirement that is an address.
    static func python(_ text: String) -> Dependency.Origin {
        let lower = text.lowercased()
        if isRepository(lower) {
            let plain = text.prefix { $0 != "#" }
            // An `@` before the host belongs to the address.
            let path = plain.firstRange(of: "://").map { plain[$0.upperBound...] } ?? plain[...]
            guard let slash = path.firstIndex(of: "/"), let mark = path[slash...].lastIndex(of: "@") else {
                return .git(address: String(plain), reference: nil)
            }
            return .git(address: String(plain[..<mark]), reference: named(plain[plain.index(after: mark)...]))
        }
        return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? .archive(address: text) : .local
    }

    private static func git(_ text: String, separator: Character) -> Dependency.Origin {
        guard let mark = text.firstIndex(of: separator) else { return .git(address: text, reference: nil) }
        var reference = text[text.index(after: mark)...]
        if reference.hasPrefix("commit=") { reference = reference.dropFirst(7) }
        return .git(
            address: String(text[..<mark]),
            reference: named(reference.prefix { $0 != "&" && $0 != ":" || reference.hasPrefix("semver:") }))
    }

    static func named(_ text: some StringProtocol) -> String? { text.isEmpty ? nil : String(text) }

    private static func isRepository(_ lower: String) -> Bool {
        ["git+", "git://", "git@", "ssh://", "hg+", "svn+", "bzr+"].contains(where: lower.hasPrefix)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
            || byte == 95
    }

    /// The host of an address in lower case, without user and port; nil where it has none.
    static func host(of address: String) -> String? {
        guard let scheme = address.firstRange(of: "://") else { return nil }
        var host = address[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        let name = host.prefix { $0 != ":" }.lowercased()
        return name.isEmpty ? nil : name
    }
}

extension Dependency.Origin {
    /// True for a reference that can name nothing but one commit: 40 or 64 hexadecimal digits, or 7 of them at least.
    package static func isCommit(_ reference: String) -> Bool {
        (7...64).contains(reference.utf8.count)
            && reference.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 0x20) }
    }
}
