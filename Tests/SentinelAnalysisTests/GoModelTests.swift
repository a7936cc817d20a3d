import SentinelAnalysis
import SentinelSyntax
import Testing

@Suite struct GoModelTests {
    private func items(_ text: String) -> [String] {
        Sources(["main.go": text]).items("main.go", .go)
    }

    @Test func optionsAndHandlers() {
        let found = items(
            """
            package main
            import "github.com/mark3labs/mcp-go/mcp"
            func main() {
                s := server.NewMCPServer("demo", "1")
                tool := mcp.NewTool("run", mcp.WithDescription("Runs."),
                    mcp.WithString("command", mcp.Required(), mcp.Description("What")),
                    mcp.WithNumber("times"), mcp.WithReadOnlyHintAnnotation(false))
                s.AddTool(tool, handle)
            }
            func handle(ctx context.Context, r mcp.CallToolRequest) {}
            """)
        #expect(
            found == [
                "server demo",
                "tool run(command: string 'What', times: number?) \"Runs.\" readOnlyHint=false by handle",
            ])
    }

    @Test func literals() {
        let found = items(
            """
            package main
            func add(s *mcp.Server) {
                mcp.AddTool[In, Out](s, &mcp.Tool{Name: "one", Description: t("KEY", "First.")}, x.work)
                NewTool(mcp.Tool{Name: "two"}, func() {})
            }
            func (x *X) work() {}
            """)
        #expect(found == ["tool one \"First.\" by work", "tool two by "])
    }
}
