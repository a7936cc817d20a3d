import SentinelDocuments
import Testing

@testable import SentinelRules

/// Which word of a command line a program takes as an operand, and which packages say what version is meant.
@Suite struct CommandLineTests {
    /// The words that are the first operand of npx (`-p` takes a value) or of `docker run`.
    @Test(arguments: [
        (#"{"command": "npx", "args": ["-y", "a", "b"]}"#, ["a"]),
        (#"{"args": ["-p", "x", "a"], "command": "/usr/bin/npx"}"#, ["a"]),
        (#"{"command": "C:\\n\\npx.CMD", "args": ["a"]}"#, ["a"]),
        (#"{"command": "cmd", "args": ["/c", "npx", "-y", "a"]}"#, ["a"]),
        (#"{"command": "env", "args": ["A=b", "npx", "a"]}"#, ["a"]),
        (#"{"command": "npx -y", "args": ["a"]}"#, ["a"]),
        (#"{"command": ["npx", "-y", "--", "-a"]}"#, ["-a"]),
        (#"{"command": "docker", "args": ["run", "-i", "a"]}"#, ["a"]),
        (#"{"command": "docker", "args": ["exec", "-i", "a"]}"#, []),
        (#"{"command": "node", "args": ["npx", "a"]}"#, []),
        (#"{"command": "npx", "other": ["a"]}"#, []),
        (#"{"args": []}"#, []),
    ])
    func operands(document: String, expected: [String]) throws {
        let root = try #require(DocumentReader.read(Array(document.utf8), as: .json).root)
        let test = ArgumentTest(of: [], number: 1, options: ["-p"])
        let programs = [["npx"], ["docker", "run"]]
        let words = try DocumentPath("*[*]").matches(in: root).filter {
            CommandLine($0.trail, PathBudget(1_000))?.isArgument(of: programs, test) ?? false
        }
        #expect(words.map(\.node.text) == expected)
    }

    @Test(arguments: [
        ("server", true), ("@a/server", true), ("server@latest", true), ("server@^1.2.3", true), ("server@1", true),
        ("npm:server", true), ("github:a/b", true), ("server@1.2.3", false), ("@a/server@1.2.3-beta.1", false),
        ("./server", false), ("/srv/server", false), ("server.js", false), ("-y", false), ("${PACKAGE}", false),
        ("", false),
        ("github:a/b#0123456", false), ("Server Name", false),
    ])
    func npm(text: String, isUnpinned: Bool) { #expect(ConfigProperty.isUnpinnedNPM(text) == isUnpinned) }

    @Test(arguments: [
        ("server", true), ("server[cli]", true), ("server@latest", true), ("server>=1", true), ("server==1.*", true),
        ("git+https://a.example/b", true), ("git+ssh://git@a.example/b", true), ("server==1.2", false),
        ("server@1.2", false), ("git+https://a.example/b@v1.2", false), ("server.py", false), ("./server", false),
        ("--from", false), ("a", false),
    ])
    func python(text: String, isUnpinned: Bool) { #expect(ConfigProperty.isUnpinnedPython(text) == isUnpinned) }

    @Test(arguments: [
        ("a", true), ("a/b:latest", true), ("host:5000/a/b", true), ("a:1", false), ("a@sha256:00", false),
        ("${A}", false), ("scratch", false), ("", false),
    ])
    func image(text: String, isUnpinned: Bool) { #expect(ConfigProperty.isUnpinnedImage(text) == isUnpinned) }
}
