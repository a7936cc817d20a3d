internal import Glibc
internal import SentinelDocuments
internal import SentinelModel

/// Answers `document` and `document-speed`; false for everything else.
func showDocuments(_ arguments: [String]) -> Bool {
    guard arguments.count >= 4, arguments[1].hasPrefix("document") else { return false }
    guard let format = DocumentFormat(rawValue: arguments[2]) else {
        let known = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")
        fail("`\(arguments[2])` is no format. Known: \(known)")
    }
    let files = expanded(arguments[3...])
    if arguments[1] == "document-speed" {
        measure(files.map(contents), as: format)
    } else {
        for file in files { print(json(of: DocumentReader.read(contents(file), as: format), path: file)) }
    }
    return true
}

private func measure(_ all: [[UInt8]], as format: DocumentFormat) {
    let bytes = all.reduce(0) { $0 + $1.count }
    var best = Double.infinity
    for _ in 0..<5 {
        let start = clock()
        for content in all { _ = DocumentReader.read(content, as: format) }
        best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print(
        "{\"files\": \(all.count), \"bytes\": \(bytes), \"seconds\": \(best), \"mb_per_second\": \(Double(bytes) / best / 1e6)}"
    )
}

private func json(of tree: DocumentTree, path: String) -> String {
    let mistake = tree.mistake.map { "[\($0.place.line), \($0.place.column), \(quoted($0.message))]" } ?? "null"
    let documents = tree.documents.map(json(of:)).joined(separator: ", ")
    return """
        {"path": \(quoted(path)), "mistake": \(mistake), "partial": \(tree.isPartial), "documents": [\(documents)]}
        """
}

/// A mapping as `{"m": [[key, value]...]}`, numbers as `{"n": "as written"}`, what is plain as `{"p": "text"}`; the rest as itself.
private func json(of node: DocumentNode) -> String {
    switch node.kind {
    case .mapping:
        let entries = node.entries.map { "[\(json(of: $0.key)), \(json(of: $0.value))]" }
        return "{\"m\": [\(entries.joined(separator: ", "))]}"
    case .sequence: return "[\(node.items.map(json(of:)).joined(separator: ", "))]"
    case .string: return quoted(node.text)
    case .number: return "{\"n\": \(quoted(node.text))}"
    case .boolean: return node.text.lowercased()
    case .null: return "null"
    case .plain, .alias: return "{\"p\": \(quoted(node.text))}"
    }
}
