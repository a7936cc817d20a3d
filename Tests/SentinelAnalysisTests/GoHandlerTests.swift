import SentinelAnalysis
import SentinelSyntax
import Testing

/// Which functions of Go are handlers, and what reaches them.
@Suite struct GoHandlerTests {
    private func found(_ text: String, files: [String: String] = [:]) -> [String] {
        let head = """
            package main
            import ("context"; "encoding/json"; "net/http"; "os"; "os/exec"; "sync"
            "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
            type Args struct { Command string `json:"command"` }

            """
        return FlowSample.found(head + text + "\n", .go, files: files)
    }

    private static let run = "exec.Command(\"sh\", \"-c\", c).Run()\nreturn nil, nil\n}\n"
    private static let result = "(*mcp.CallToolResult, error) {\n"
    private static let handle =
        "func handle(ctx context.Context, request mcp.CallToolRequest) \(result)c, _ := request.RequireString(\"c\")\n\(run)"

    @Test(arguments: [
        // A wrapper of the project's own, whose function calls what it is given.
        "func wrap(n string, h server.ToolHandlerFunc) server.ToolHandlerFunc {\nreturn func(ctx context.Context, request mcp.CallToolRequest) \(result)return h(ctx, request)\n}\n}\nfunc main() { s.AddTool(mcp.NewTool(\"t\"), wrap(\"t\", handle)) }\n\(handle)",
        // Wrappers of the library, for what takes decoded arguments.
        "func main() { s.AddTool(mcp.NewTool(\"t\"), mcp.NewTypedToolHandler(typed)) }\nfunc typed(ctx context.Context, request mcp.CallToolRequest, a Args) \(result)c := a.Command\n\(run)",
        "func main() { s.AddTool(mcp.NewTool(\"t\"), mcp.NewStructuredToolHandler(typed)) }\nfunc typed(ctx context.Context, request mcp.CallToolRequest, a Args) (Out, error) {\nc := a.Command\n\(run)",
        // A name, a description and a function.
        "func main() { s.RegisterTool(\"t\", \"Runs.\", func(a Args) (*mcp.ToolResponse, error) {\nc := a.Command\n\(run)) }\n",
        "func MustTool[A any](n, d string, f func(context.Context, A) (string, error)) Tool { return convert(n, d, f) }\nvar Run = MustTool(\"t\", \"Runs.\", typed)\nfunc typed(ctx context.Context, a Args) (string, error) {\nc := a.Command\n\(run)",
        // A table of the project's own.
        "type ServerTool struct { Tool Definition; Handler func(Params) (string, error) }\nvar all = []ServerTool{{Tool: Definition{Name: \"t\"}, Handler: typed}}\nfunc typed(p Params) (string, error) {\nc, _ := p.GetArguments()[\"c\"].(string)\n\(run)",
        // Methods know what they are called on.
        "type Params struct { context.Context; Args map[string]any }\nfunc (p Params) GetArguments() map[string]any { return p.Args }\nvar all = []ServerTool{{Tool: Definition{Name: \"t\"}, Handler: typed}}\nfunc typed(p Params) (string, error) {\nc, _ := p.GetArguments()[\"c\"].(string)\n\(run)",
        // By what it takes and returns, whoever registers it.
        handle,
        "type Shell struct{}\nfunc (s *Shell) Execute(ctx context.Context, args map[string]any) \(result)c, _ := args[\"c\"].(string)\n\(run)",
    ])
    func handlers(text: String) {
        #expect(found(text) == ["command"], "\(text)")
    }

    @Test(arguments: [
        // A part of a handler that checks what it hands on.
        "func Execute(ctx context.Context, args map[string]any) \(result)if args[\"c\"] == \"ls\" { return part(args) }\nreturn nil, nil\n}\nfunc part(args map[string]any) \(result)return nil, nil\n}\n",
        // What belongs to the program.
        "func Execute(ctx context.Context, cache *sync.Map, args map[string]any) \(result)c, _ := cache.Load(\"c\")\n\(run)",
        "func start(ctx context.Context, tool Tool, params *mcp.CallToolParams) \(result)c := tool.Name\n\(run)",
        // No tool.
        "type Command struct { Name string; Handler func(c string) (string, error) }\nvar all = []Command{{Name: \"t\", Handler: typed}}\nfunc typed(c string) (string, error) { return c, nil }\n",
        "func main() { logged(\"t\", \"Runs.\", func(a Args) (*mcp.ToolResponse, error) {\nc := \"ls\"\n\(run)) }\n",
    ])
    func whatIsNone(text: String) {
        #expect(found(text).isEmpty, "\(text)")
    }

    /// What carries a call along brings what was sent, and what is the program's own.
    @Test func whatCarriesACall() {
        let before =
            "type Request interface { GetArguments() map[string]any }\ntype Config interface { Shell() string }\ntype Params struct { context.Context; Request; Config }\nvar all = []ServerTool{{Tool: Definition{Name: \"t\"}, Handler: typed}}\n"
        func handler(_ value: String) -> String { "func typed(p Params) (string, error) {\nc := \(value)\n\(Self.run)" }
        #expect(found(before + handler("p.GetArguments()[\"c\"].(string)")) == ["command"])
        #expect(found(before + handler("p.Shell()")).isEmpty)
    }

    @Test func whatIsRegisteredWithTextsIsDeclared() {
        let text = """
            package main
            type Args struct { Command string `json:"command"` }
            func main() { s.RegisterTool("run", "Runs it.", func(a Args) (*mcp.ToolResponse, error) { return nil, nil }) }
            """
        #expect(Sources(["main.go": text]).items("main.go", .go) == ["tool run(command: string) \"Runs it.\" by "])
    }
}
