import Foundation
import PackagePlugin

/// Puts the templates of `plugins new`, and the headers that go with them, into the command line tool: an installed one needs no
/// folder of data. Adding a file to a template is adding a file.
@main
struct TemplatePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let package = context.package.directoryURL
        let templates = package.appending(path: "plugins/templates")
        let names = ["include/mcpsentinel_types.h", "include/mcpsentinel_plugin.h"]
        let files =
            names.map { (name: $0, file: package.appending(path: $0)) }
            + Self.files(below: templates).map { (name: $0, file: templates.appending(path: $0)) }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files of templates",
                executable: try context.tool(named: "sentinel-embed").url,
                arguments: [output.path] + files.map { "\($0.name)=\($0.file.path)" },
                inputFiles: files.map(\.file), outputFiles: [output])
        ]
    }

    /// Paths below a folder, hidden files among them; what a build leaves is none.
    private static func files(below folder: URL) -> [String] {
        let manager = FileManager.default
        let found = manager.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return found.filter { path in
            var isFolder: ObjCBool = false
            let exists = manager.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
            let isBuilt = path.split(separator: "/").contains { $0 == "build" || $0 == ".build" || $0 == "target" }
            return exists && !isFolder.boolValue && !isBuilt
        }.sorted()
    }
}
