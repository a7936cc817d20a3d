import Foundation
import SentinelFiles
import SentinelModel

extension Evil {
    /// Names, orders and ignore files.
    static let names: [Evil] = [
        Evil("a newline in a name", files: ["a\\x0Ab"]) { try $0.file("a\nb") },
        Evil("terminal escapes in a name", files: ["\\x1B[31m"]) { try $0.file("\u{1B}[31m") },
        Evil("a name that is not UTF-8", files: ["\u{FFFD}x"]) {
            try $0.raw(Array("\($0.path)/".utf8) + [0xFF, 0x78], [0x61])
        },
        Evil("a name of 255 bytes", files: [String(repeating: "n", count: 255)]) {
            try $0.file(String(repeating: "n", count: 255))
        },
        Evil("order by raw bytes", files: ["B", "a/x", "a-b", "a.b", "aa", "b", "\u{E4}", "\u{1F600}"]) {
            for name in ["b", "aa", "a-b", "B", "\u{1F600}", "\u{E4}"] { try $0.file(name) }
            try $0.file("a.b")
            try $0.file("a/x")
        },
        Evil("long common beginnings", files: ["prefix-a", "prefix-aa", "prefix-ab", "prefix-b"]) {
            for name in ["prefix-b", "prefix-ab", "prefix-aa", "prefix-a"] { try $0.file(name) }
        },
        Evil(
            "a huge ignore file", files: ["a.log"], diagnostics: ["ignore-file-invalid .ignore"],
            options: {
                $0.exclude = [".ignore"]
            }
        ) {
            try $0.file(".ignore", Array(repeating: UInt8(ascii: "\n"), count: 1 << 20) + Array("*.log\n".utf8))
            try $0.file("a.log")
        },
        Evil(
            "an ignore file that is a link", files: ["a.log"],
            diagnostics: ["ignore-file-invalid .gitignore", "symlink-outside-root .gitignore"]
        ) {
            try $0.link(".gitignore", to: "/etc/hostname")
            try $0.file("a.log")
        },
        Evil("an ignore file that is a FIFO", files: ["a.log"], diagnostics: ["special-file .gitignore"]) {
            try $0.fifo(".gitignore")
            try $0.file("a.log")
        },
        Evil("an ignore file that is a folder", files: [".gitignore/x", "a.log"]) {
            try $0.file(".gitignore/x")
            try $0.file("a.log")
        },
        Evil(
            "the order of ignore files",
            files: [".gitignore", ".ignore", ".mcpsentinelignore", "d/.gitignore", "d/c.log", "keep.log"]
        ) {
            try $0.file(".gitignore", "*.log\n")
            try $0.file(".ignore", "!b.log\n!keep.log\n")
            try $0.file(".mcpsentinelignore", "b.log\n")
            try $0.file("a.log")
            try $0.file("b.log")
            try $0.file("keep.log")
            try $0.file("d/.gitignore", "!c.log\n")
            try $0.file("d/c.log")
            try $0.file("d/d.log")
        },
        Evil("an exclude file of git", files: ["b"]) {
            try $0.file(".git/info/exclude", "a\nb\n")
            try $0.file(".gitignore", "!b\n.gitignore\n")
            try $0.file("a")
            try $0.file("b")
        },
        Evil(
            "an untrusted tree", files: [".gitignore", "a.log", "d/.ignore", "d/b"],
            diagnostics: ["disregarded .gitignore", "disregarded .ignore"], options: { $0.untrusted = true }
        ) {
            try $0.file(".gitignore", "*.log\nd/\n")
            try $0.file("a.log")
            try $0.file("d/.ignore", "b")
            try $0.file("d/b")
        },
        Evil(
            "ignore files that are not wanted", files: [".gitignore", "a.log"], options: { $0.useIgnoreFiles = false }
        ) {
            try $0.file(".gitignore", "*.log\n")
            try $0.file("a.log")
        },
        Evil("include globs", files: ["a.py", "d/b.py", "src/c.txt"], options: { $0.include = ["*.py", "/src"] }) {
            for name in ["a.py", "a.txt", "d/b.py", "d/src/x.txt", "src/c.txt"] { try $0.file(name) }
        },
        Evil("exclude globs", files: ["d/b.py"], options: { $0.exclude = ["/*.py", "*.txt"] }) {
            for name in ["a.py", "a.txt", "d/b.py", "d/c.txt"] { try $0.file(name) }
        },
        Evil("an exclude glob that brings back", files: ["a.log"], options: { $0.exclude = ["!a.log", ".ignore"] }) {
            try $0.file(".ignore", "*.log")
            try $0.file("a.log")
            try $0.file("b.log")
        },
        Evil("selected types", files: ["a.py", "run"], options: { $0.types = FileTypeSet(.python) }) {
            try $0.file("a.py")
            try $0.file("b.js")
            try $0.file("run", "#!/usr/bin/env python3\n")
            try $0.file("walk", "#!/bin/sh\n")
        },
        Evil("byte order mark and CRLF in an ignore file", files: ["keep"], options: { $0.exclude = [".gitignore"] }) {
            try $0.file(".gitignore", [0xEF, 0xBB, 0xBF] + Array("a.log\r\nb.log\r\n\r\n#c\r\nspace\\ \r\n".utf8))
            for name in ["a.log", "b.log", "keep", "space "] { try $0.file(name) }
        },
    ]
}
