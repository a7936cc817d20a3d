// sentinel-bench screen [--kernel NAME] LITERALS DIR
// sentinel-bench stages DIR [RULES.yaml ...]
//
// Measures the engine's stages over the text files of a folder, on one thread, in processor seconds, and prints the figures
// as JSON. For `make bench`; not a part of the product.
internal import Glibc
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

func bytes(of path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { fail("\(path) cannot be read") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

func fail(_ message: String) -> Never {
    let line = Array("sentinel-bench: \(message)\n".utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
    exit(2)
}

func run(_ arguments: [String]) throws -> [(String, Double)] {
    var arguments = arguments
    switch arguments.first {
    case "screen":
        var kernel = Screen.Kernel.automatic
        if arguments.count > 2, arguments[1] == "--kernel" {
            let found = Screen.Kernel.allCases.first { "\($0)" == arguments[2] }
            guard let found, found.isSupported else { fail("this processor has no kernel \(arguments[2])") }
            kernel = found
            arguments.removeSubrange(1...2)
        }
        guard arguments.count == 3 else { break }
        let lines = bytes(of: arguments[1]).split(separator: UInt8(ascii: "\n")).map(Array.init)
        return try benchScreen(literals: lines, kernel: kernel, Corpus(arguments[2]))
    case "stages" where arguments.count >= 2:
        var rules = BuiltInRules.load() ?? []
        for path in arguments.dropFirst(2) {
            rules += try RuleParser(origin: path, isBuiltIn: false).parse(bytes(of: path), file: path)
        }
        return try benchStages(rules: rules, arguments[1])
    default: break
    }
    fail("usage: sentinel-bench screen [--kernel NAME] LITERALS DIR | sentinel-bench stages DIR [RULES.yaml ...]")
}

do {
    let figures = try run(Array(CommandLine.arguments.dropFirst()))
    print("{" + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
} catch {
    fail("\(error)")
}
