import Foundation
import PackagePlugin

/// Compiles the rule files below a target's `Rules` folder into the target, and what is known of packages below `Data`. Adding a rule
/// is adding a file.
@main
struct RuleCompilerPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let rules = target.directoryURL.appending(path: "Rules")
        let found = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        let files = (found ?? []).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInRuleArchive.swift")
        let known = ["advisories.yaml", "packages.yaml"].map { target.directoryURL.appending(path: "Data/\($0)") }
        let packages = context.pluginWorkDirectoryURL.appending(path: "BuiltInPackages.swift")
        return [
            .buildCommand(
                displayName: "Compiling \(files.count) rules",
                executable: try context.tool(named: "sentinel-rulec").url,
                arguments: [output.path] + files.map(\.path),
                inputFiles: files, outputFiles: [output]),
            .buildCommand(
                displayName: "Compiling what is known of packages",
                executable: try context.tool(named: "sentinel-rulec").url,
                arguments: ["packages", packages.path] + known.map(\.path),
                inputFiles: known, outputFiles: [packages]),
        ]
    }
}
