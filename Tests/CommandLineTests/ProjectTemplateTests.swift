import Testing

@testable import mcp_sentinel

struct ProjectTemplateTests {
    @Test(arguments: ProjectTemplate.Language.allCases)
    func filesAreFilledIn(_ language: ProjectTemplate.Language) {
        let files = ProjectTemplate(language: language, name: "acme-keys", title: nil).files
        #expect(files.count >= 5)
        for file in files where !file.path.hasPrefix("include/") {
            #expect(!file.path.contains("@"), "\(file.path)")
            for placeholder in ["@NAME@", "@ID@", "@TITLE@"] {
                #expect(!file.text.contains(placeholder), "\(file.path)")
            }
        }
        for name in ["Makefile", ".gitignore", "include/mcpsentinel_plugin.h", "include/mcpsentinel_types.h"] {
            #expect(files.contains { $0.path == name }, "\(name)")
        }
        #expect(files.contains { $0.text.contains("ACME-KEYS-UNFINISHED") && $0.text.contains("Acme keys") })
    }

    @Test func whatStandsInATitleIsNotReplaced() {
        let files = ProjectTemplate(language: .c, name: "acme", title: "The @NAME@ of @ID@").files
        #expect(files.contains { $0.text.contains("TEXT(\"The @NAME@ of @ID@\")") })
    }

    @Test(arguments: ["ab", "acme-keys", "a1", "a--", "abcdefghijklmnopqrstuvwxyz012345"])
    func names(_ name: String) { #expect(ProjectTemplate.isName(name)) }

    @Test(arguments: [
        "", "a", "1a", "-a", "aB", "a_b", "a.b", "a/b", "a b", "\u{E4}b", "abcdefghijklmnopqrstuvwxyz0123456",
    ])
    func namesThatAreNone(_ name: String) { #expect(!ProjectTemplate.isName(name)) }

    @Test(arguments: ["a", "Keys of ours, 100%", "it's $(x) {y}", "\u{E4}\u{1F642}", "a? b?"])
    func titles(_ title: String) { #expect(ProjectTemplate.mistake(inTitle: title) == nil) }

    @Test(arguments: ["", "\"", "\\", "a\nb", "a\tb", "\u{7F}", "\u{202E}", "a*/", "/*", "??="])
    func titlesThatAreNone(_ title: String) { #expect(ProjectTemplate.mistake(inTitle: title) != nil) }
}

struct PluginCommandTests {
    @Test(arguments: [
        ["plugins", "new", "acme"], ["plugins", "new", "--language", "c"], ["plugins", "check"], ["plugins", "trust"],
        ["plugins", "verify", "more"], ["plugins", "check", "/nonexistent.so"],
        ["plugins", "verify", "--lock", "/none"],
        ["detectors", "health", "--plugins", "/nonexistent.so"], ["detectors", "list", "--format", "xml"],
    ])
    func wrongUseIsSaid(_ arguments: [String]) throws {
        let run = try mcpSentinel(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty && !run.errors.isEmpty)
    }

    @Test func detectorsWithoutPlugins() throws {
        let list = try mcpSentinel(["detectors", "list", "--no-config"])
        #expect(list.status == 0 && list.outputText.contains("MCP-SECRET"))
        let health = try mcpSentinel(["detectors", "health", "--no-config", "--format", "json"])
        #expect(health.status == 0 && health.outputText == "[]\n")
    }
}
