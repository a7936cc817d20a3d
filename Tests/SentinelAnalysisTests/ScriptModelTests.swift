import SentinelAnalysis
import SentinelSyntax
import Testing

@Suite struct ScriptModelTests {
    private func items(_ text: String, _ more: [String: String] = [:]) -> [String] {
        Sources(more.merging(["src/index.ts": text]) { $1 }).items("src/index.ts", .typescript)
    }

    @Test func toolsByName() {
        let found = items(
            """
            import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            import { schema, NAME } from "./schema.js";
            const server = new McpServer({ name: "demo", version: "1" }, { instructions: "Be kind." });
            server.tool("add", "Adds.", { a: z.number().describe("One"), b: z.number().optional() }, async ({ a, b }) => ({}));
            server.registerTool(NAME, {
              title: "T", description: `Runs ${"it"}.`, inputSchema: { ...schema, mode: z.enum(["x", "y"]).default("x") },
              annotations: { readOnlyHint: true } }, handle);
            async function handle(args: { command: string }) {}
            server.resource("files", new ResourceTemplate("file:///{path}", { list: undefined }), async (uri) => ({}));
            server.prompt("ask", { topic: z.string() }, ({ topic }) => ({}));
            """,
            [
                "src/schema.ts":
                    "import { z } from 'zod';\nexport const NAME = 'run' as const;\nexport const schema = { command: z.string() };\n"
            ])
        #expect(
            found == [
                "server demo \"Be kind.\"",
                "tool add(a: number 'One', b: number?) \"Adds.\" by ",
                "tool run(command: string, mode: string? [\"x\", \"y\"]) \"Runs it.\" readOnlyHint=true by handle",
                "resource files by ", "prompt ask(topic: string) by ",
            ])
    }

    @Test func listsAndDispatch() {
        let found = items(
            """
            const server = new Server({ name: "low" }, {});
            const TOOLS = [{ name: "read", description: "Reads.", inputSchema: { type: "object",
              properties: { path: { type: "string", description: "Where" } }, required: ["path"] } }];
            server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: TOOLS }));
            server.setRequestHandler(CallToolRequestSchema, async function dispatch(request) {
              switch (request.params.name) { case "read": return {}; }
            });
            """)
        #expect(found == ["server low", "tool read(path: string 'Where') \"Reads.\" by dispatch"])
    }

    @Test func objectsWithTheirOwnFunctions() {
        let found = items(
            """
            import { FastMCP } from "fastmcp";
            const server = new FastMCP({ name: "fast" });
            server.addTool({ name: "fetch", description: "Gets.", parameters: z.object({ url: z.string() }),
              execute: async (args) => get(args.url) });
            """)
        #expect(found == ["server fast", "tool fetch(url: string) \"Gets.\" by "])
    }

    @Test func toolsOfOtherLibrariesAreNone() {
        #expect(items("const bench = { tool() {} };\nbench.tool('hammer');\nother.tool(1, 2);\n") == [])
    }
}
