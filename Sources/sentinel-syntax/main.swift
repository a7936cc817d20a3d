// sentinel-syntax outline LANGUAGE FILE...    functions and calls, a JSON object a file
// sentinel-syntax tree LANGUAGE FILE          all nodes, indented
// sentinel-syntax zones LANGUAGE FILE...      strings and comments, a JSON object a file
// sentinel-syntax zones-alone LANGUAGE FILE...  the same, read without an outline
// sentinel-syntax strings LANGUAGE FILE...    values of strings, a JSON object a file
// sentinel-syntax speed LANGUAGE FILE...      (and zones-speed) megabytes a second, on one thread, from memory
// sentinel-syntax document FORMAT FILE...     all values of a document, a JSON object a file
// sentinel-syntax document-speed FORMAT FILE...
//
// Shows what SentinelSyntax and SentinelDocuments read, for comparison with other parsers and for `make bench`. Not a part of the product.
internal import Glibc
internal import SentinelSyntax

func fail(_ message: String) -> Never {
    let line = Array("sentinel-syntax: \(message)\n".utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
    exit(2)
}

func contents(_ path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "re") else { fail("\(path) cannot be read") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

/// The files named, and those listed, a line each, in a file named after `@`: command lines are short.
func expanded(_ paths: ArraySlice<String>) -> [String] {
    paths.flatMap { path -> [String] in
        guard path.hasPrefix("@") else { return [path] }
        return String(decoding: contents(String(path.dropFirst())), as: UTF8.self).split(separator: "\n").map(
            String.init)
    }
}

let arguments = CommandLine.arguments
if showDocuments(arguments) { exit(0) }
guard arguments.count >= 4, let language = Language.allCases.first(where: { "\($0)" == arguments[2] }) else {
    fail(
        "usage: sentinel-syntax outline|tree|zones|zones-alone|strings|speed|zones-speed LANGUAGE FILE...   (@LIST: files listed in LIST)"
    )
}
let files = expanded(arguments[3...])
let tree = SyntaxTree()

let fileZones = FileZones()

@MainActor func parse(_ bytes: [UInt8]) {
    let (tree, language) = (tree, language)
    unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: language) }
}

/// What is read for the zones alone.
@MainActor func zones(_ bytes: [UInt8]) -> Zones {
    let (zones, language) = (fileZones, language)
    return unsafe bytes.withUnsafeBufferPointer {
        unsafe zones.begin($0, language)
        defer { zones.end() }
        return zones.all()
    }
}

switch arguments[1] {
case "outline":
    for file in files {
        parse(contents(file))
        print(Outline(tree).json(path: file))
    }
case "zones", "zones-alone":
    for file in files {
        let content = contents(file)
        if arguments[1] == "zones" { parse(content) }
        let found = arguments[1] == "zones" ? tree.zones : zones(content)
        let pieces = found.pieces.map { "[\($0.start), \($0.end), \(quoted("\($0.kind)"))]" }
        print("{\"path\": \(quoted(file)), \"zones\": [\(pieces.joined(separator: ", "))]}")
    }
case "tree":
    for file in files {
        parse(contents(file))
        show(tree, tree.root, indent: 0)
    }
case "strings":
    for file in files {
        parse(contents(file))
        print(strings(tree, path: file))
    }
case "speed", "zones-speed":
    let all = files.map(contents)
    let bytes = all.reduce(0) { $0 + $1.count }
    var best = Double.infinity
    for _ in 0..<5 {
        let start = clock()
        for content in all { if arguments[1] == "speed" { parse(content) } else { _ = zones(content) } }
        best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print(
        "{\"files\": \(all.count), \"bytes\": \(bytes), \"seconds\": \(best), \"mb_per_second\": \(Double(bytes) / best / 1e6)}"
    )
default: fail("there is no `\(arguments[1])`")
}
