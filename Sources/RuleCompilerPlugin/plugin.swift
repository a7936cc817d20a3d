import Foundation
import PackagePlugin

/// Compiles the rule files below a target's `Rules` folder into the target. Adding a rule is adding a file.
@main
struct RuleCompilerPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let rules = target.directoryURL.appending(path: "Rules")
        let found = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        let files = (found ?? []).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInRuleArchive.swift")
        return [
            .buildCommand(
                displayName: "Compiling \(files.count) rules",
                executable: try context.tool(named: "sentinel-rulec").url,
                arguments: [output.path] + files.map(\.path),
                inputFiles: files, outputFiles: [output])
        ]
    }
}
