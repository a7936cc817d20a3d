import SentinelAnalysis
import SentinelSyntax
import Testing

/// What imports of JavaScript and TypeScript mean by what the build says.
@Suite struct ScriptPackageTests {
    /// The name of the one tool of a file that imports `NAME` from `source`.
    private func name(_ source: String, _ files: [String: String], at path: String = "app/src/index.ts") -> String? {
        let text = "import { NAME } from '\(source)';\nserver.registerTool(NAME, { description: 'x' }, () => {});\n"
        return Sources(files.merging([path: text]) { $1 }).servers(path, .typescript).first?.name?.text
    }

    private static let named = "export const NAME = 'found';\n"

    @Test func aliasesOfTheCompiler() {
        let config = """
            {
              // where names begin
              "compilerOptions": { "baseUrl": "./src", "paths": { "#lib/*": ["./lib/*"], "names": ["./other/names.ts"], }, },
            }
            """
        #expect(name("#lib/a.js", ["app/tsconfig.json": config, "app/src/lib/a.ts": Self.named]) == "found")
        #expect(name("names", ["app/tsconfig.json": config, "app/src/other/names.ts": Self.named]) == "found")
        #expect(
            name("deep/names", ["app/tsconfig.json": config, "app/src/deep/names/index.ts": Self.named]) == "found")
        #expect(name("other", ["app/tsconfig.json": config, "app/src/other/names.ts": Self.named]) == nil)
    }

    @Test func aliasesThatAreExtended() {
        let base = #"{"compilerOptions": {"paths": {"~lib/*": ["./shared/*"]}}}"#
        let files = [
            "base.json": base, "app/tsconfig.json": #"{"extends": "../base", "compilerOptions": {"strict": true}}"#,
            "shared/a.ts": Self.named,
        ]
        #expect(name("~lib/a", files) == "found")
        let circle = ["app/tsconfig.json": #"{"extends": "./tsconfig.json"}"#, "shared/a.ts": Self.named]
        #expect(name("~lib/a", circle) == nil)
    }

    @Test func importsOfThePackage() {
        let manifest =
            ##"{"name": "me", "imports": {"#db/*": {"types": "./dist/db/*.d.ts", "default": "./dist/db/*.js"}}}"##
        #expect(name("#db/main", ["app/package.json": manifest, "app/src/db/main.ts": Self.named]) == "found")
        #expect(name("me/names", ["app/package.json": manifest, "app/src/names.ts": Self.named]) == "found")
    }

    @Test(arguments: [
        ["package.json": #"{"workspaces": ["packages/*"]}"#],
        ["package.json": #"{"workspaces": {"packages": ["packages/**"]}}"#],
        ["pnpm-workspace.yaml": "# all\npackages:\n  - 'packages/*'\n  - \"!packages/old\"\n"],
    ])
    func workspaces(root: [String: String]) {
        let files = root.merging([
            "packages/core/package.json":
                #"{"name": "@us/core", "main": "dist/main.js", "exports": {".": {"import": "./dist/main.js"}, "./part": "./dist/part.js"}}"#,
            "packages/core/src/main.ts": "export * from './names.js';\n", "packages/core/src/names.ts": Self.named,
            "packages/core/src/part.ts": "export { NAME } from './names';\n",
        ]) { $1 }
        #expect(name("@us/core", files, at: "packages/app/index.ts") == "found")
        #expect(name("@us/core/part", files, at: "packages/app/index.ts") == "found")
        #expect(name("@us/other", files, at: "packages/app/index.ts") == nil)
    }

    @Test func whatLeadsOutOfTheRootIsNotRead() {
        let sources = Sources([
            "tsconfig.json": #"{"compilerOptions": {"paths": {"x/*": ["../../etc/*"]}}}"#,
            "a.ts": "import { NAME } from 'x/passwd';\nserver.registerTool(NAME, {}, () => {});\n",
        ])
        #expect(sources.servers("a.ts", .typescript).isEmpty)
        #expect(!sources.asked.contains { $0.contains("etc") })
    }
}
