import SentinelAnalysis
import SentinelSyntax
import Testing

/// Names of Go that lie in other files of a package, and in other packages of a module.
@Suite struct GoPackageTests {
    private func items(_ text: String, _ more: [String: String]) -> [String] {
        Sources(more.merging(["srv/main.go": text]) { $1 }).items("srv/main.go", .go)
    }

    private static let module = ["srv/go.mod": "module example.com/srv // ours\n\ngo 1.24\n"]

    @Test func handlersConstantsAndTypesOfOtherFiles() {
        let found = items(
            """
            package main
            import "github.com/mark3labs/mcp-go/server"
            func main() {
                server := server.NewMCPServer(serverName, "1")
                s := newHandler()
                tool := mcp.NewTool(toolName, mcp.WithDescription(about))
                server.AddTool(tool, s.run)
                server.AddTool(mcp.NewTool("two"), two)
            }
            """,
            Self.module.merging([
                "srv/names.go":
                    "package main\nconst (\n\ttoolName = \"one\"\n\tabout = \"The \" + toolName\n)\nvar serverName = \"demo\"\n",
                "srv/handler.go": """
                package main
                type handler struct{}
                type other struct{}
                func newHandler() *handler { return &handler{} }
                func (o *other) run(ctx context.Context) {}
                func (h *handler) run(ctx context.Context, r Request) {}
                func two() {}
                """,
                "srv/two_test.go": "package main\nconst toolName = \"wrong\"\nfunc two() {}\n",
                "srv/gen.go": "package generator\nconst toolName = \"wrong\"\n",
            ]) { $1 })
        #expect(found == ["server demo", "tool one \"The one\" by run", "tool two by two"])
    }

    @Test func theMethodIsThatOfItsType() throws {
        let sources = Sources([
            "main.go": "package main\nfunc main() { s.AddTool(mcp.NewTool(\"one\"), newHandler().run) }\n",
            "handler.go":
                "package main\nfunc newHandler() (*handler, error) { return &handler{}, nil }\ntype handler struct{}\ntype other struct{}\nfunc (o other) run() {}\nfunc (h *handler) run() {}\n",
        ])
        let handler = try #require(sources.servers("main.go", .go).first?.handler)
        #expect(handler.file.tree.string(handler.range) == "func (h *handler) run() {}")
    }

    @Test func packagesOfTheModule() {
        let found = items(
            """
            package main
            import (
                "example.com/srv/internal/tools"
                texts "example.com/srv/internal/go-texts"
                "example.com/elsewhere/names"
            )
            func add(s *mcp.Server) {
                mcp.AddTool(s, &mcp.Tool{Name: tools.Name, Description: texts.About}, tools.Run)
                mcp.AddTool(s, &mcp.Tool{Name: names.Lost}, tools.Run)
            }
            """,
            Self.module.merging([
                "srv/internal/tools/a.go": "package tools\nconst Name = prefix + \"run\"\n",
                "srv/internal/tools/b.go":
                    "package tools\nconst prefix = \"x_\"\ntype In struct {\n\tPath string `json:\"path\" jsonschema:\"Where, and \\\"what\\\"\"`\n\tMode *int `json:\"mode,omitempty\"`\n\thidden bool\n\tbase\n}\ntype base struct { All []string `json:\"all\"` }\nfunc Run(ctx context.Context, r *mcp.CallToolRequest, in In) {}\n",
                "srv/internal/go-texts/t.go": "package texts\nconst About = \"Runs.\"\n",
            ]) { $1 })
        #expect(
            found == ["tool x_run(all: array, path: string 'Where, and \"what\"', mode: integer?) \"Runs.\" by Run"])
    }

    @Test func schemasOfLiterals() {
        let found = items(
            """
            package main
            func list() Entry {
                return NewTool(mcp.Tool{Name: "list", Annotations: &mcp.ToolAnnotations{Title: t("K", "List"), ReadOnlyHint: true},
                    InputSchema: paged(&jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{
                        "user": {Type: "string", Description: "Who", Enum: []any{"me", "you"}}, "page": {Type: "number"},
                    }, Required: []string{"user"}})}, func(ctx context.Context) {})
            }
            """, [:])
        #expect(found == ["tool list(user: string [\"me\", \"you\"] 'Who', page: number?) readOnlyHint=true by "])
    }

    /// A folder with more files than are read for one.
    @Test func largePackagesAreCut() {
        var files = ["a.go": "package p\nvar x = missing\n"]
        for number in 0..<300 { files["f\(number).go"] = "package p\nvar v\(number) = \(number)\n" }
        let project = Project(Sources(files))
        let content = Array("package p\nfunc f() { s.AddTool(mcp.NewTool(missing), missing) }\n".utf8)
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: "z.go", .go) }
        let reader = ModelReader(Evaluator(project), file)
        #expect(reader.read().isEmpty && reader.isCut)
    }
}
