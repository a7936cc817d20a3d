internal import SentinelDocuments

// Whether the name of a package, as launchers take it, says which version is meant.

extension ConfigProperty {
    /// `name`, `@scope/name`, `name@latest`, `name@^1`: not `name@1.2.3`, and no path.
    static func isUnpinnedNPM(_ text: String) -> Bool {
        if let address = repository(text) { return !hasCommit(address) }
        var name = text[...]
        for prefix in ["npm:", "jsr:"] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
        let isScoped = name.hasPrefix("@")
        if isScoped { name = name.dropFirst() }
        let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let package = parts.first,
            isName(package, slashes: isScoped ? 1...1 : 0...0, first: "abcdefghijklmnopqrstuvwxyz0123456789")
        else { return false }
        return parts.count < 2 || !isExact(parts[1])
    }

    /// `name`, `name[extra]`, `name@latest`, `name>=1`, `git+https://...` without a commit: not `name==1.2` and `name@1.2`.
    static func isUnpinnedPython(_ text: String) -> Bool {
        if let address = repository(text) { return !hasCommit(address) }
        let package = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        guard package.count >= 2, let first = package.first, first.isLetter || first.isNumber, !package.hasSuffix(".py")
        else { return false }
        var rest = text[package.endIndex...]
        if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") { rest = rest[rest.index(after: close)...] }
        if rest.isEmpty { return true }
        if rest.hasPrefix("==") { return rest.hasSuffix("*") }
        if rest.hasPrefix("@") { return !isExact(rest.dropFirst()) }
        return rest.hasPrefix(">") || rest.hasPrefix("<") || rest.hasPrefix("~=") || rest.hasPrefix("!=")
    }

    /// `name`, `name:latest`: not `name:1.2`, `name@sha256:...`, and nothing that is filled in.
    static func isUnpinnedImage(_ text: String) -> Bool {
        guard !text.contains("@"), !text.contains("$"), text != "scratch", let last = text.split(separator: "/").last
        else { return false }
        let parts = last.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isImage = text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789._-/:".utf8.contains($0) }
        return isImage && !parts[0].isEmpty && (parts.count == 1 || parts[1] == "latest")
    }

    /// The address of a repository, if `text` is one.
    private static func repository(_ text: String) -> Substring? {
        for prefix in ["git+", "github:", "gitlab:", "bitbucket:", "git://"] where text.hasPrefix(prefix) {
            return text.dropFirst(prefix.count)
        }
        return nil
    }

    /// `...@<commit>` or `...#<commit>`; a tag can be moved, but says what is meant.
    private static func hasCommit(_ address: Substring) -> Bool {
        let path = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address
        guard let slash = path.firstIndex(of: "/"),
            let mark = path[slash...].lastIndex(where: { $0 == "@" || $0 == "#" })
        else { return false }
        let revision = path[path.index(after: mark)...].prefix { $0 != "#" && $0 != "?" }
        return revision.contains(where: \.isNumber) && !revision.hasPrefix("subdirectory=")
    }

    private static func isName(_ text: Substring, slashes: ClosedRange<Int>, first: String) -> Bool {
        guard let start = text.first, first.contains(start), text.utf8.count <= 214 else { return false }
        let known = "abcdefghijklmnopqrstuvwxyz0123456789._-/"
        return text.utf8.allSatisfy { known.utf8.contains($0) }
            && slashes.contains(text.utf8.count { $0 == UInt8(ascii: "/") })
            && ![".js", ".mjs", ".ts"].contains(where: text.hasSuffix)
    }

    /// `1.2.3`, `v1.2.3-beta.1`; two numbers suffice.
    private static func isExact(_ version: some StringProtocol) -> Bool {
        let text = version.hasPrefix("v") || version.hasPrefix("=") ? String(version.dropFirst()) : String(version)
        let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
        let starts = numbers.prefix(2)
        return starts.count == 2 && starts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
            && !text.contains("x") && !text.contains("*") && !text.contains(" ")
    }
}
