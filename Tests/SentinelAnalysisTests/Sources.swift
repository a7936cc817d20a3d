import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Files in memory, as a project has them.
final class Sources: SourceProvider {
    private let files: [String: String]
    private(set) var asked: [String] = []
    let rootName: RawPath

    init(_ files: [String: String], root: String = "root") {
        self.files = files
        rootName = RawPath(root)
    }

    func source(at path: RawPath, limit: Int) -> [UInt8]? {
        let path = String(decoding: path.bytes, as: UTF8.self)
        asked.append(path)
        return files[path].map { Array($0.utf8) }
    }

    func mayExist(_ path: RawPath) -> Bool {
        let path = String(decoding: path.bytes, as: UTF8.self)
        return files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") }
    }

    func entries(of folder: RawPath, limit: Int) -> [SourceEntry]? {
        let start = folder.bytes.isEmpty ? "" : String(decoding: folder.bytes, as: UTF8.self) + "/"
        var found: [String: Bool] = [:]
        for path in files.keys where path.hasPrefix(start) {
            let rest = path.dropFirst(start.count)
            found[String(rest.prefix { $0 != "/" })] = rest.contains("/")
        }
        guard !found.isEmpty, found.count <= limit else { return nil }
        return found.sorted { $0.key < $1.key }.map { SourceEntry(name: RawPath($0.key), isFolder: $0.value) }
    }

    /// What the file at `path` declares, a line for each item.
    func items(_ path: String, _ language: Language) -> [String] { servers(path, language).map(described) }

    func servers(_ path: String, _ language: Language) -> [ServerItem] {
        let project = Project(self)
        let content = Array((files[path] ?? "").utf8)
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: path, language) }
        let items = ModelReader(Evaluator(project), file).read()
        let isLetIn = unsafe content.withUnsafeBufferPointer { bytes in
            unsafe DeclarationGate.mayDeclare(bytes, language) { unsafe project.mayRegister($0, in: bytes, at: path) }
        }
        #expect(items.isEmpty || isLetIn, "a scan would not have read this file")
        return items
    }

    /// `tool run(command: string, times: integer?) "Runs a command." by run`.
    private func described(_ item: ServerItem) -> String {
        let parameters = item.parameters.map { parameter in
            let choices = parameter.choices.isEmpty ? "" : " \(parameter.choices.map(\.text))"
            let text = parameter.description.map { " '\($0.text)'" } ?? ""
            return "\(parameter.name): \(parameter.type)\(parameter.isRequired ? "" : "?")\(choices)\(text)"
        }
        var line = "\(item.kind.rawValue) \(item.name?.text ?? item.uri?.text ?? "-")"
        if !parameters.isEmpty { line += "(\(parameters.joined(separator: ", ")))" }
        if let text = item.description { line += " \"\(text.text)\"" }
        for hint in item.annotations { line += " \(hint.name)=\(hint.value)" }
        if let handler = item.handler { line += " by \(handler.file.tree.name(of: handler.node))" }
        return line
    }
}
