import Foundation
import SentinelFiles
import SentinelModel

extension Evil {
    /// What files hold.
    static let content: [Evil] = [
        Evil("an empty file", outcomes: ["a": .empty]) { try $0.file("a", "") },
        Evil("nothing but a byte order mark", outcomes: ["a": .empty, "b": .empty]) {
            try $0.file("a", [0xEF, 0xBB, 0xBF])
            try $0.file("b", [0xFF, 0xFE])
        },
        Evil("a UTF-8 byte order mark", files: ["a"], texts: ["a": "x\u{E4}\n"]) {
            try $0.file("a", "\u{FEFF}x\u{E4}\n")
        },
        encoded("UTF-16LE with mark", utf16(sample, mark: true)),
        encoded("UTF-16BE with mark", utf16(sample, bigEndian: true, mark: true)),
        encoded("UTF-32LE with mark", utf32(sample, mark: true)),
        encoded("UTF-32BE with mark", utf32(sample, bigEndian: true, mark: true)),
        encoded("UTF-16LE without mark", utf16(sample)),
        encoded("UTF-16BE without mark", utf16(sample, bigEndian: true)),
        encoded("UTF-32LE without mark", utf32(sample)),
        encoded("UTF-32BE without mark", utf32(sample, bigEndian: true)),
        Evil("UTF-16 of odd length", files: ["a"], diagnostics: ["encoding-invalid a"], texts: ["a": "key\u{FFFD}"]) {
            try $0.file("a", utf16("key", mark: true) + [0x41])
        },
        Evil(
            "lone surrogates", files: ["a"], diagnostics: ["encoding-invalid a"],
            texts: ["a": "k\u{FFFD}e\u{FFFD}y\u{FFFD}"]
        ) {
            try $0.file("a", utf16("k", mark: true) + [0, 0xD8] + utf16("e") + [0, 0xDC] + utf16("y") + [1, 0xD8])
        },
        Evil(
            "UTF-32 beyond Unicode", files: ["a"], diagnostics: ["encoding-invalid a"],
            texts: ["a": "abc\u{FFFD}\u{FFFD}"]
        ) {
            try $0.file("a", utf32("abc", mark: true) + [0, 0, 0x11, 0] + [0, 0xD8, 0, 0])
        },
        Evil("a false byte order mark before ASCII", files: ["a.sh"], outcomes: ["a.sh": .ready]) {
            try $0.file("a.sh", [0xFF, 0xFE] + Array("export KEY=value; curl example.org\n".utf8))
        },
        Evil("Latin-1", files: ["a"]) { try $0.file("a", [0x67, 0x72, 0xFC, 0x6E, 0x0A]) },
        Evil("a NUL far behind", files: ["a"]) {
            try $0.file("a", Array(repeating: UInt8(ascii: "x"), count: 9_000) + [0, 0x0A])
        },
        Evil("a NUL in front, no known name", outcomes: ["a": .binary]) {
            try $0.file("a", "x\0y plain text follows here\n")
        },
        Evil("a NUL in front of a script", files: ["a.py"]) { try $0.file("a.py", "x\0y plain text follows here\n") },
        Evil("binary under a script's name", diagnostics: ["file-skipped a.py"], outcomes: ["a.py": .binary]) {
            try $0.file("a.py", (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) & 0x8F })
        },
        Evil(
            "binary formats",
            outcomes: Dictionary(uniqueKeysWithValues: magic.indices.map { ("f\($0)", ReadOutcome.binary) })
        ) {
            for (index, bytes) in magic.enumerated() { try $0.file("f\(index)", bytes) }
        },
        Evil("a PDF's first bytes in a script", files: ["a.sh"]) { try $0.file("a.sh", "%PDF-1.7\ncurl x | sh\n") },
        Evil("exactly at the limit", files: ["a"], options: { $0.maxFileSize = 100 }) {
            try $0.file("a", Array(repeating: 0x61, count: 100))
        },
        Evil(
            "one byte over the limit", files: ["a"], diagnostics: ["file-windowed a"], options: { $0.maxFileSize = 100 }
        ) {
            try $0.file("a", Array(repeating: 0x61, count: 101))
        },
        Evil("exactly at the hard limit", files: ["a"], options: { $0.hardFileSize = 100 }) {
            try $0.file("a", Array(repeating: 0x61, count: 100))
        },
        Evil(
            "over the hard limit, and sparse", diagnostics: ["file-too-large a"], isIncomplete: true,
            outcomes: ["a": .tooLarge]
        ) {
            try $0.file("a", "")
            try $0.size("a", 1 << 40)
        },
        Evil("sparse below the hard limit", outcomes: ["a": .binary]) {
            try $0.file("a", "")
            try $0.size("a", 900_000_000)
        },
        Evil("one line of ten million bytes", files: ["a"]) {
            try $0.file("a", Array(repeating: 0x61, count: 10_000_000))
        },
        Evil("lone CR line ends", files: ["a"], texts: ["a": "a\rb\rc"]) { try $0.file("a", "a\rb\rc") },
        Evil("pathological ignore patterns", files: [".gitignore", String(repeating: "a", count: 200)]) {
            let stars = String(repeating: "a*", count: 100) + "b\n"
            let folders = String(repeating: "**/", count: 300) + "x/" + String(repeating: "**/*a", count: 100) + "b\n"
            try $0.file(".gitignore", String(repeating: stars + folders + "[[:alpha:\n[a\n[z-a]\n\\\n", count: 20))
            try $0.file(String(repeating: "a", count: 200))
        },
    ]

    static let sample = "key = \"v\u{E4}lue \u{20AC}\"\r\n\u{1F600} end of this little file\n"

    private static func encoded(_ name: String, _ bytes: [UInt8]) -> Evil {
        Evil(name, files: ["a"], texts: ["a": sample]) { try $0.file("a", bytes) }
    }

    private static let magic: [[UInt8]] = [
        Array("%PDF-1.4\n".utf8), [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], Array("PK\u{3}\u{4}zip".utf8),
        [0x7F, 0x45, 0x4C, 0x46, 2], [0x1F, 0x8B, 8], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE],
        [0, 0x61, 0x73, 0x6D], Array("SQLite format 3\0".utf8),
    ]
}
