import Foundation
import SentinelFiles
import SentinelModel

extension Evil {
    /// What lies in folders without being a file.
    static let entries: [Evil] = [
        Evil("a FIFO", files: ["a.txt", "z.txt"], diagnostics: ["special-file pipe"]) {
            try $0.file("a.txt")
            try $0.fifo("pipe")
            try $0.file("z.txt")
        },
        Evil("a socket", diagnostics: ["special-file sock"]) { try $0.socket("sock") },
        Evil("a device", diagnostics: ["special-file null"]) { try $0.device("null") },
        Evil("a link to itself", diagnostics: ["symlink-loop self"]) { try $0.link("self", to: "self") },
        Evil("two links to each other", diagnostics: ["symlink-loop a", "symlink-loop b"]) {
            try $0.link("a", to: "b")
            try $0.link("b", to: "a")
        },
        Evil("a link to the folder it lies in", files: ["d/f"], diagnostics: ["symlink-loop loop"]) {
            try $0.file("d/f")
            try $0.link("d/loop", to: ".")
        },
        Evil("a link to a folder above", files: ["d/e/f"], diagnostics: ["symlink-loop up"]) {
            try $0.file("d/e/f")
            try $0.link("d/e/up", to: "../..")
        },
        Evil("a link to a file of the tree", files: ["real"]) {
            try $0.file("real")
            try $0.link("alias", to: "real")
        },
        Evil("a link to a folder of the tree", files: ["d/f"]) {
            try $0.file("d/f")
            try $0.link("alias", to: "d")
        },
        Evil("a link out of the tree", diagnostics: ["symlink-outside-root passwd"]) {
            try $0.link("passwd", to: "/etc/passwd")
        },
        Evil("a link to a folder out of the tree", diagnostics: ["symlink-outside-root etc"]) {
            try $0.link("etc", to: "/etc")
        },
        Evil("a link to the folder around the root", diagnostics: ["symlink-outside-root up"]) {
            try $0.link("up", to: "..")
        },
        Evil("a link whose target starts with the root's name", diagnostics: ["symlink-outside-root near"]) {
            try FileManager.default.createDirectory(atPath: $0.path + "-near", withIntermediateDirectories: false)
            try $0.link("near", to: $0.path + "-near")
            // It goes as soon as it has been looked at: an empty folder in the temporary folder.
            Evil.leftovers.add($0.path + "-near")
        },
        Evil("a link to a device", diagnostics: ["symlink-outside-root tty"]) { try $0.link("tty", to: "/dev/null") },
        Evil("a broken link", diagnostics: ["symlink-broken gone"]) { try $0.link("gone", to: "nowhere/at/all") },
        Evil("hard links", files: ["a", "b"]) {
            try $0.file("a", "same\n")
            try $0.hardLink("b", to: "a")
        },
        Evil(
            "an unreadable file", files: ["ok"], diagnostics: ["file-unreadable no"], isIncomplete: true, asNobody: true
        ) {
            try $0.mode("", 0o755)
            try $0.file("no")
            try $0.file("ok")
            try $0.mode("no", 0)
        },
        Evil(
            "an unreadable folder", files: ["z"], diagnostics: ["folder-unreadable no"], isIncomplete: true,
            asNobody: true
        ) {
            try $0.mode("", 0o755)
            try $0.file("no/f")
            try $0.file("z")
            try $0.mode("no", 0)
        },
        Evil(
            "a folder that can be listed but not searched", files: ["z"], diagnostics: ["file-unreadable f"],
            isIncomplete: true, asNobody: true
        ) {
            try $0.mode("", 0o755)
            try $0.file("no/f")
            try $0.file("z")
            try $0.mode("no", 0o444)
        },
        Evil(
            "an unreadable ignore file", files: ["a.log"],
            diagnostics: ["ignore-file-invalid .gitignore", "file-unreadable .gitignore"], isIncomplete: true,
            asNobody: true
        ) {
            try $0.mode("", 0o755)
            try $0.file(".gitignore", "*.log\n")
            try $0.file("a.log")
            try $0.mode(".gitignore", 0)
        },
        Evil("a .git folder", files: ["a"]) {
            try $0.file(".git/config", "secret")
            try $0.file("a")
        },
        Evil("a .git link", files: ["a"]) {
            try $0.link(".git", to: "/etc")
            try $0.file("a")
        },
        Evil("hidden files", files: [".env", ".x/f"]) {
            try $0.file(".env")
            try $0.file(".x/f")
        },
        Evil("hidden files that are not wanted", files: ["a"], options: { $0.includeHidden = false }) {
            try $0.file(".env")
            try $0.file(".x/f")
            try $0.file("a")
        },
        Evil(
            "too deep", files: ["d/d/f", "d/f", "f"], diagnostics: ["folder-too-deep d"], isIncomplete: true,
            options: { $0.maxDepth = 2 }
        ) {
            try $0.file("d/d/d/f")
            try $0.file("d/d/f")
            try $0.file("d/f")
            try $0.file("f")
        },
        Evil(
            "skipped things are told when asked", files: ["b.txt"],
            diagnostics: ["file-skipped a.bin", "file-skipped alias", "file-skipped c.log", "file-skipped .ignore"]
                .sorted(),
            options: {
                $0.reportSkipped = true
                $0.exclude = [".ignore"]
            }
        ) {
            try $0.file(".ignore", "*.log\n")
            try $0.file("a.bin", [0, 1, 2, 0xFF, 0])
            try $0.link("alias", to: "b.txt")
            try $0.file("b.txt")
            try $0.file("c.log")
        },
    ]

    /// Folders beside trees, removed at the end of the process.
    final class Leftovers: @unchecked Sendable {
        private let lock = NSLock()
        private var paths: [String] = []
        func add(_ path: String) {
            lock.lock()
            defer { lock.unlock() }
            if paths.isEmpty { atexit { Evil.leftovers.remove() } }
            paths.append(path)
        }
        func remove() { paths.forEach { unsafe rmdir($0) } }
    }
    static let leftovers = Leftovers()
}
