import SentinelAnalysis
import SentinelSyntax
import Testing

/// How servers are reached, and whether they ask who a client is.
@Suite struct ExposureTests {
    /// A word for each connection, and `asks` where something checks clients.
    private func exposure(_ text: String, _ path: String, _ more: [String: String] = [:]) -> String {
        let sources = Sources(more.merging([path: text]) { $1 })
        let project = Project(sources)
        let content = Array(text.utf8)
        let language: Language = path.hasSuffix(".py") ? .python : path.hasSuffix(".go") ? .go : .typescript
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: path, language) }
        let found = ModelReader(Evaluator(project), file).exposure
        let words = found.connections.map { connection in
            let address =
                connection.host == nil && connection.port == nil
                ? "" : "@\(connection.host?.text ?? ""):\(connection.port ?? 0)"
            return (connection.transport?.rawValue ?? "?") + address
        }
        return (words + (found.authentication == nil ? [] : ["asks"])).joined(separator: " ")
    }

    @Test(arguments: [
        ("mcp = FastMCP('a')\nmcp.run()", "stdio"),
        ("mcp = FastMCP('a', host='0.0.0.0', port=80)\nmcp.run(transport='sse')", "sse@0.0.0.0:80"),
        (
            "HOST = '0.0.0.0'\nmcp = FastMCP('a')\nmcp.settings.host = HOST\nmcp.run('streamable-http')",
            "streamable-http@0.0.0.0:0"
        ),
        ("mcp = FastMCP('a', auth=None)\nmcp.run(transport=args.transport)", "?"),
        ("mcp = FastMCP('a', token_verifier=Own())\nmcp.run(transport='http', port=9)", "streamable-http@:9 asks"),
        (
            "mcp = FastMCP('a')\napp = mcp.sse_app()\napp.add_middleware(BearerAuthMiddleware)\nuvicorn.run(app, host='::', port=1)",
            "sse@:::1 asks"
        ),
        ("worker = Worker()\nworker.run(transport='sse')", ""),
    ])
    func python(text: String, expected: String) {
        #expect(
            exposure("from fastmcp import FastMCP\nimport uvicorn\nfrom work import Worker\n" + text + "\n", "a.py")
                == expected)
    }

    @Test func theServerMayBeMadeElsewhere() {
        let core = ["core.py": "from fastmcp import FastMCP\nmcp = FastMCP('a', port=5)\n"]
        #expect(exposure("from core import mcp\nmcp.run(transport='sse')\n", "main.py", core) == "sse@:5")
    }

    @Test(arguments: [
        ("await server.connect(new StdioServerTransport());", "stdio"),
        ("const t = new SSEServerTransport('/m', res);\napp.listen(3000, '127.0.0.1');", "sse@127.0.0.1:3000"),
        (
            "const t = new StreamableHTTPServerTransport({});\napp.use('/mcp', requireBearerAuth({}), h);\napp.listen(process.env.PORT || 8080);",
            "streamable-http@:8080 asks"
        ),
        ("server.start({ transportType: 'httpStream', httpStream: { port: 7 } });", "streamable-http@:7"),
        ("if (req.headers['authorization'] !== secret) deny();", "asks"),
        ("fetch(url, { headers: { Authorization: `Bearer ${key}` } });", ""),
    ])
    func scripts(text: String, expected: String) {
        #expect(exposure(text, "a.ts") == expected)
    }

    @Test(arguments: [
        ("server.ServeStdio(s)", "stdio"), ("s.Run(ctx, &mcp.StdioTransport{})", "stdio"),
        (
            "h := mcp.NewStreamableHTTPHandler(f, nil)\nhttp.ListenAndServe(\":8080\", h)",
            "streamable-http@0.0.0.0:8080"
        ),
        ("server.NewSSEServer(s).Start(\"localhost:1\")", "sse@localhost:1"),
        ("h := auth.RequireBearerToken(verify, nil)(mcp.NewStreamableHTTPHandler(f, nil))", "streamable-http asks"),
        ("req.SetBasicAuth(a, b)", ""),
    ])
    func go(text: String, expected: String) {
        #expect(exposure("package main\nfunc main() {\n\(text)\n}\n", "main.go") == expected)
    }
}
