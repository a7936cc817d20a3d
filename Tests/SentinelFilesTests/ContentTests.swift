import SentinelFiles
import SentinelModel
import Testing

@Suite struct ContentTests {
    @Test(arguments: [
        ("main.py", "", ["python"]), ("a.TS", "", ["typescript"]), ("Dockerfile", "", ["dockerfile"]),
        ("Dockerfile.dev", "", ["dockerfile"]), ("dev.dockerfile", "", ["dockerfile"]),
        ("Containerfile", "", ["dockerfile"]),
        ("dockerfiles", "", ["unknown"]), (".env", "", ["dotenv"]), (".env.local", "", ["dotenv"]),
        ("prod.env", "", ["dotenv"]),
        (".envy", "", ["unknown"]), ("docker-compose.yml", "", ["yaml", "compose"]),
        ("docker-compose.prod.yaml", "", ["yaml", "compose"]), ("compose.yaml", "", ["yaml", "compose"]),
        ("compose.txt", "", ["text"]), ("package.json", "", ["json", "package-manifest"]),
        ("pyproject.toml", "", ["toml", "package-manifest"]), ("setup.py", "", ["python", "package-manifest"]),
        ("setup.cfg", "", ["ini", "package-manifest"]), ("go.mod", "", ["package-manifest"]),
        ("Cargo.toml", "", ["toml", "package-manifest"]),
        ("package-lock.json", "", ["json", "lockfile"]), ("poetry.lock", "", ["toml", "lockfile"]),
        ("go.sum", "", ["lockfile"]),
        ("requirements.txt", "", ["text", "requirements"]), ("requirements-dev.txt", "", ["text", "requirements"]),
        ("claude_desktop_config.json", "", ["json"]), (".mcp.json", "", ["json"]), (".npmrc", "", ["npmrc"]),
        ("Makefile", "", ["makefile"]), ("main.tf", "", ["terraform"]), ("a.ipynb", "", ["notebook", "json"]),
        ("a.md", "", ["markdown"]), ("id_rsa", "", ["pem"]), ("a.b.unheard", "", ["unknown"]),
        ("README", "", ["markdown"]),
        ("run", "#!/usr/bin/env python3\n", ["python"]), ("run", "#!/bin/bash -e\n", ["shell"]),
        ("run", "#! /usr/bin/env -S FOO=1 node --flag\r\n", ["javascript"]), ("run", "#!/opt/python3.12\n", ["python"]),
        ("run", "#!\n", ["unknown"]), ("run.x", "#!/bin/sh\n", ["unknown"]), ("run", "plain", ["unknown"]),
        ("a.yaml", "kind: Pod\napiVersion: v1\n", ["yaml", "kubernetes"]),
        ("a.yml", "x:\n  apiVersion: v1\nkind: Pod\n", ["yaml"]),
        ("a.yml", "V: kkk\r  apiVersion: v1\rapiVersion: v1\rkind: Pod", ["yaml", "kubernetes"]),
        ("a.yml", "apiVersion: v1\r\nmankind: Pod\r\nkin", ["yaml"]),
        (String(repeating: "n", count: 90) + ".PY", "", ["python"]),
        (String(repeating: "n", count: 90), "", ["unknown"]), ("d", "", ["unknown"]),
        (".github/workflows/ci.yml", "", ["yaml", "github-workflow"]), ("workflows/ci.yml", "", ["yaml"]),
    ])
    func types(name: String, content: String, expected: [String]) {
        let scan = Scan([.memory(name: RawPath(name), bytes: Array((content.isEmpty ? "x" : content).utf8))])
        #expect(scan.types[name] == FileTypeSet(expected.compactMap { FileType(name: $0) }))
        #expect(scan.files == [name])
    }

    @Test(
        arguments: [
            ([0x61, 0xC3, 0xA4], "a\u{E4}"), ([0xE4, 0x62], "\u{E4}b"), ([0x80, 0x9F], "\u{20AC}\u{178}"),
            ([0xE2, 0x82], "\u{E2}\u{201A}"),
            ([0xF0, 0x9F, 0x98, 0x80, 0xFF], "\u{1F600}\u{FF}"), ([], ""),
        ] as [([UInt8], String)])
    func display(bytes: [UInt8], text: String) {
        #expect(decodeForDisplay(bytes) == text)
    }

    /// Strings of every kind survive the way through each wide encoding.
    @Test(arguments: 0..<20)
    func decoding(seed: UInt64) {
        var numbers = GitIgnoreTests.Numbers(state: seed)
        let scalars = (0..<9_000).compactMap { _ in Unicode.Scalar(UInt32.random(in: 1..<0x11_0000, using: &numbers)) }
        let text = String(String.UnicodeScalarView(scalars))
        for bytes in [
            utf16(text, mark: true), utf16(text, bigEndian: true, mark: true), utf32(text, mark: true),
            utf32(text, bigEndian: true, mark: true),
        ] {
            let scan = Scan([.memory(name: RawPath("a"), bytes: bytes)])
            #expect(scan.texts["a"] == Array(text.utf8) && scan.diagnostics.isEmpty)
        }
    }
}
