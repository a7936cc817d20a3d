import Foundation
import SentinelFiles
import SentinelModel
import Testing

/// git itself is the oracle: random trees, random ignore files, and every file's fate.
@Suite struct GitIgnoreTests {
    static let git: String? = ["/usr/bin/git", "/usr/local/bin/git", "/bin/git"].first { (path: String) in
        unsafe access(path, X_OK) == 0
    }

    /// Numbers that are the same in every run (SplitMix64).
    struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let names = [
        "a", "b", "ab", "abc", "a.b", "b.a", ".a", "a b", "foo", "bar", "a]b", "[x]", "a*", "x-y", "B", "1", "#a", "!a",
        "a\\b", "foo.bar.b",
    ]
    private static let pieces = [
        "a", "b", "ab", "foo", "bar", "*", "*", "?", "**", "**/", "/**", "/", "/", ".", "*.b", "*.a", "[ab]", "[!a]",
        "[^b]",
        "[a-c]", "[[:alpha:]]", "[[:digit:][:upper:]]", "[]x]", "[a\\]]", "\\*", "\\", "[", "]", "!", "#", " ", "\\ ",
        "-",
        "[[:bad:]]", "[a-", "[z-a]", "[[:space:]]", "***", "a**", "**b", "x-y", "1", "[!]]", "[\\\\]", "?**/",
        "[ab]**/",
        "foo.bar.b",
    ]

    private static func pattern(_ numbers: inout Numbers) -> String {
        let simple = Bool.random(using: &numbers)
        var text = Int.random(in: 0..<5, using: &numbers) == 0 ? "!" : ""
        if Int.random(in: 0..<4, using: &numbers) == 0 { text += "/" }
        for _ in 0..<Int.random(in: 1...(simple ? 2 : 5), using: &numbers) {
            text += (simple && Bool.random(using: &numbers) ? names : pieces).randomElement(using: &numbers) ?? "a"
        }
        if Int.random(in: 0..<5, using: &numbers) == 0 { text += "/" }
        if Int.random(in: 0..<8, using: &numbers) == 0 {
            text += [" ", "  ", "\t", "\r"].randomElement(using: &numbers) ?? ""
        }
        return text
    }

    private static func build(_ tree: TemporaryTree, _ numbers: inout Numbers) throws {
        var folders = [""]
        for _ in 0..<10 {
            let parent = folders.randomElement(using: &numbers) ?? ""
            let name = names.randomElement(using: &numbers) ?? "a"
            if unsafe access(tree.full(parent + name), F_OK) == 0 { continue }
            try tree.folder(parent + name)
            folders.append(parent + name + "/")
        }
        for folder in folders {
            for name in names
            where unsafe Int.random(in: 0..<3, using: &numbers) > 0 && access(tree.full(folder + name), F_OK) != 0 {
                try tree.file(folder + name)
            }
        }
        for folder in [""] + folders where folder.isEmpty || Int.random(in: 0..<3, using: &numbers) == 0 {
            let lines = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in pattern(&numbers) }
            try tree.file(
                folder + ".gitignore", lines.joined(separator: "\n") + (Bool.random(using: &numbers) ? "\n" : ""))
        }
    }

    @Test(.enabled(if: git != nil), arguments: 0..<160)
    func agrees(seed: UInt64) throws {
        let git = try #require(Self.git)
        var numbers = Numbers(state: seed)
        let tree = try TemporaryTree()
        try Self.build(tree, &numbers)
        try tree.folder(".git/info")
        if seed % 3 == 0 { try tree.file(".git/info/exclude", Self.pattern(&numbers) + "\n") }
        try tree.folder(".git/objects")
        try tree.folder(".git/refs")
        try tree.file(".git/HEAD", "ref: refs/heads/main\n")
        let output = try Command.run(
            git, ["-c", "core.excludesFile=/dev/null", "ls-files", "-z", "-o", "--exclude-standard"], in: tree.path)
        try #require(output.status == 0)
        let wanted = output.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        let seen = Scan.names([.path(RawPath(tree.path))])
        let rules = try Command.run(
            "/usr/bin/env", ["sh", "-c", "find . -name .gitignore -print -exec cat -A {} +; cat -A .git/info/exclude"],
            in: tree.path)
        #expect(
            Set(seen) == Set(wanted),
            "\(Set(wanted).symmetricDifference(seen).sorted())\n\(String(decoding: rules.output, as: UTF8.self))"
        )
    }
}
