// sentinel-bench screen [--kernel NAME] --literals FILE FOLDER
// sentinel-bench stages [--rules RULES.yaml] FOLDER
// sentinel-bench metadata [--rules RULES.yaml] TEXTS
//
// Measures the engine's stages over the text files of a folder, on one thread, in processor seconds, and prints the figures
// as JSON. For `make bench`; not a part of the product.
internal import Glibc
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// A small text file, read as the engine reads.
func bytes(of path: String) -> [UInt8] {
    guard let file = Corpus(path).files.first else { fail("\(path) cannot be read") }
    return file.bytes
}

func fail(_ message: String) -> Never {
    let line = Array("sentinel-bench: \(message)\n".utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
    exit(2)
}

/// Takes `name VALUE` out of the arguments.
func option(_ name: String, of arguments: inout [String]) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    defer { arguments.removeSubrange(index...(index + 1)) }
    return arguments[index + 1]
}

func kernel(_ name: String?) -> Screen.Kernel {
    guard let name else { return .automatic }
    guard let found = Screen.Kernel.allCases.first(where: { "\($0)" == name }), found.isSupported else {
        fail("this processor has no kernel \(name)")
    }
    return found
}

func run(_ arguments: [String]) throws -> [(String, Double)] {
    var arguments = arguments
    let literals = option("--literals", of: &arguments)
    let rules = option("--rules", of: &arguments)
    let kernel = kernel(option("--kernel", of: &arguments))
    switch (arguments.first, arguments.count, literals) {
    case ("screen", 2, let literals?):
        let lines = bytes(of: literals).split(separator: UInt8(ascii: "\n")).map(Array.init)
        return try benchScreen(literals: lines, kernel: kernel, Corpus(arguments[1]))
    case ("stages", 2, nil):
        var all = BuiltInRules.load() ?? []
        if let rules { all += try RuleParser(origin: rules, isBuiltIn: false).parse(bytes(of: rules), file: rules) }
        return try benchStages(rules: all, arguments[1])
    case ("metadata", 2, nil):
        guard let rules else { return try benchMetadata(rules: BuiltInRules.load() ?? [], arguments[1]) }
        let parsed = try RuleParser(origin: rules, isBuiltIn: true).parse(bytes(of: rules), file: rules)
        return try benchMetadata(rules: parsed, arguments[1])
    default:
        fail(
            """
            usage: sentinel-bench screen [--kernel NAME] --literals FILE FOLDER
                   sentinel-bench stages [--rules RULES.yaml] FOLDER
                   sentinel-bench metadata [--rules RULES.yaml] TEXTS
            """)
    }
}

do {
    let figures = try run(Array(CommandLine.arguments.dropFirst()))
    print("{" + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
} catch {
    fail("\(error)")
}
