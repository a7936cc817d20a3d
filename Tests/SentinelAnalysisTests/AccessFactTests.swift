import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Who may talk to a server, and what it tells them.
@Suite struct AccessFactTests {
    private func facts(_ text: String, _ path: String = "server.py", _ more: [String: String] = [:]) -> ServerFacts {
        let project = Project(Sources(more))
        let language: Language = path.hasSuffix(".py") ? .python : path.hasSuffix(".go") ? .go : .typescript
        let content = Array(text.utf8)
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: path, language) }
        let evaluator = Evaluator(project)
        let found = FactReader(file, evaluator).facts(of: ModelReader(evaluator, file).read())
        let isLetIn = unsafe content.withUnsafeBufferPointer { bytes in
            unsafe DeclarationGate.mayDeclare(bytes, language) { unsafe project.mayRegister($0, in: bytes, at: path) }
        }
        #expect(found.entries.isEmpty && found.relays.isEmpty || isLetIn, "a scan would not have read this file")
        return found
    }

    /// A word or two for each way in.
    private func entries(_ text: String, _ path: String, _ more: [String: String] = [:]) -> [String] {
        facts(text, path, more).entries.map { entry in
            var words = ["\(entry.kind)", entry.name, "\(entry.host)"]
            if entry.asksWho { words.append("asks") }
            if entry.checksOrigin { words.append("looks") }
            if entry.runsCommands { words.append("commands") }
            return words.joined(separator: " ")
        }
    }

    private static let python = "from fastmcp import FastMCP\nimport os, uvicorn\nmcp = FastMCP('x')\n"

    @Test(arguments: [
        ("mcp.run()", []), ("mcp.run(transport='sse')", ["transport sse loopback looks"]),
        ("mcp.run(transport='http', host='0.0.0.0')", ["transport streamable-http all looks"]),
        ("mcp.run(transport='sse', host=os.getenv('HOST', '0.0.0.0'))", ["transport sse all looks"]),
        ("mcp.run(transport='sse', host=args.host)", ["transport sse unknown looks"]),
        (
            "app = SseServerTransport('/m')\nuvicorn.run(app, host='127.0.0.1')",
            ["transport sse loopback"]
        ),
        (
            "app = SseServerTransport('/m', security_settings=s)\nuvicorn.run(app, host='127.0.0.1')",
            ["transport sse loopback looks"]
        ),
        (
            "@login_required\ndef f(): ...\nmcp.run(transport='sse', host='0.0.0.0')",
            ["transport sse all asks looks"]
        ),
    ])
    func transportsOfPython(text: String, expected: [String]) {
        #expect(entries(Self.python + text + "\n", "server.py") == expected)
    }

    /// The server may be made, and guarded, in another file.
    @Test func whoIsLetInMayBeSaidElsewhere() {
        let core = ["core.py": "from fastmcp import FastMCP\nmcp = FastMCP('a', auth=Verifier())\n"]
        let text = "from core import mcp\nmcp.run(transport='http', host='0.0.0.0')\n"
        #expect(entries(text, "main.py", core) == ["transport streamable-http all asks looks"])
    }

    @Test func handWrittenServersAreEntries() {
        let text = """
            from http.server import BaseHTTPRequestHandler, HTTPServer
            class H(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.wfile.write(b"ok")
                def do_POST(self):
                    self.wfile.write(self.mcp.execute_tool(self.path))
            def serve(host="localhost", port=1):
                HTTPServer((host, port), H).serve_forever()
            """
        #expect(entries(text, "server.py") == ["running do_POST loopback"])
    }

    @Test(arguments: [
        (
            "from starlette.routing import Route\nsse = SseServerTransport('/m')\nasync def come(r):\n"
                + "    async with sse.connect_sse(r) as s:\n        await run(s)\nroutes = [Route('/sse', endpoint=come)]\n"
                + "uvicorn.run(routes, host='0.0.0.0')", ["forwarding /sse all"]
        ),
        (
            "@app.post('/rpc')\ndef rpc(r):\n    if r['method'] == 'tools/call':\n        return TOOLS[r['name']]()",
            ["running POST /rpc unknown"]
        ),
        ("@app.get('/health')\ndef health():\n    return 'ok'", []),
    ])
    func routesOfPython(text: String, expected: [String]) {
        #expect(entries(Self.python + text + "\n", "server.py") == expected)
    }

    @Test(arguments: [
        ("app.get('/health', (req, res) => res.send('ok'));\napp.listen(3000);", []),
        (
            "app.post('/mcp', async (req, res) => { await t.handleRequest(req, res); });\napp.listen(PORT);",
            ["forwarding POST /mcp all"]
        ),
        (
            "app.post('/mcp', async (req, res) => { await t.handleRequest(req, res); });\napp.listen(PORT, 'localhost');",
            ["forwarding POST /mcp loopback"]
        ),
        (
            "app.post('/mcp', requireAuth, async (req, res) => { await t.handleRequest(req, res); });\napp.listen(PORT);",
            ["forwarding POST /mcp all asks"]
        ),
        (
            "app.post('/call', async (req, res) => { res.json(await callTool(req.body)); });\napp.listen(PORT);",
            ["running POST /call all"]
        ),
        (
            """
            import { spawn } from "child_process";
            const start = (req) => spawn(req.query.command);
            app.get('/run', (req, res) => { start(req); });
            app.listen(PORT);
            """, ["running GET /run all commands"]
        ),
    ])
    func routesOfScripts(text: String, expected: [String]) { #expect(entries(text + "\n", "server.ts") == expected) }

    @Test func routesAndTransportsOfGo() {
        let text = """
            package main
            import "net/http"
            func main() {
              http.HandleFunc("/call", func(w http.ResponseWriter, r *http.Request) { callTool(r) })
              h := mcp.NewStreamableHTTPHandler(get, nil)
              http.ListenAndServe(":8080", h)
            }
            """
        #expect(entries(text, "main.go") == ["running /call all", "transport streamable-http all"])
    }

    // MARK: Credentials

    private func credentials(_ body: String) -> [String] {
        facts(Self.python + "@mcp.tool()\ndef work(auth_token: str, page_token: str, x: str):\n" + body + "\n")
            .credentials
            .map { "\($0.check) \($0.name)" }
    }

    @Test(arguments: [
        ("    if auth_token:\n        return x", ["presence auth_token"]),
        ("    if not auth_token:\n        return 'no'\n    return x", ["presence auth_token"]),
        (
            "    if auth_token is None or len(auth_token) < 9:\n        return 'no'\n    return x",
            ["presence auth_token"]
        ),
        ("    if auth_token.startswith('a'):\n        return f'{auth_token} {x}'", ["presence auth_token"]),
        ("    if auth_token == 'abc':\n        return x", ["constant auth_token"]),
        ("    if auth_token == EXPECTED:\n        return x", []),
        ("    if auth_token and known(auth_token):\n        return x", []),
        ("    if auth_token:\n        headers['A'] = auth_token\n    return x", []),
        ("    if auth_token in TOKENS:\n        return x", []),
        ("    if page_token:\n        return x", []),
        ("    return x", []),
    ])
    func credentialsOfTools(body: String, expected: [String]) { #expect(credentials(body) == expected) }

    @Test(arguments: [
        ("const h = req.headers.authorization;\nif (!h) return res.status(401);\nnext();", ["presence h"]),
        ("const h = req.headers['authorization'];\nif (!h || h !== want) return res.status(401);\nnext();", []),
        ("const h = req.headers.authorization;\nif (!h) return no();\nverify(h.slice(7));", []),
        ("const h = res.headers.authorization;\nif (!h) return no();", []),
    ])
    func credentialsOfHeaders(body: String, expected: [String]) {
        let text = "app.use((req, res, next) => {\n\(body)\n});\napp.listen(PORT);\n"
        #expect(facts(text, "a.ts").credentials.map { "\($0.check) \($0.name)" } == expected)
    }

    @Test(arguments: [
        ("def verify_token(token):\n    return True", ["nothing verify_token"]),
        ("def verify_token(token):\n    if token != want:\n        return False\n    return True", []),
        ("def check_access(user):\n    require_login(user)\n    return True", []),
        ("def is_enabled(user):\n    return True", []),
        ("@mcp.tool()\ndef read(role: str):\n    if role == 'admin':\n        return 1", ["claim role"]),
        ("@mcp.tool()\ndef say(role: str):\n    if role == 'assistant':\n        return 1", []),
        ("@mcp.tool()\ndef drop(is_admin: bool):\n    if not is_admin:\n        return 1", ["claim is_admin"]),
    ])
    func checksAndRoles(text: String, expected: [String]) {
        #expect(facts(Self.python + text + "\n").credentials.map { "\($0.check) \($0.name)" } == expected)
    }

    // MARK: Answers

    private func leaks(_ body: String) -> [String] {
        facts(Self.python + "@mcp.tool()\ndef show(name: str, token: str, items: list):\n" + body + "\n").leaks
            .map { "\($0.kind) \($0.name)".trimmed }
    }

    @Test(arguments: [
        ("    return dict(os.environ)", ["environment"]),
        ("    text = '\\n'.join(f'{k}={v}' for k, v in sorted(os.environ.items()))\n    return text", ["environment"]),
        ("    return os.environ.get(name)", ["variable name"]),
        ("    value = os.getenv(name)\n    return f'{name}: {value}'", ["variable name"]),
        ("    if name not in ALLOWED:\n        return ''\n    return os.getenv(name)", []),
        ("    return f'key {config.api_key}'", ["secret api_key"]),
        ("    return {'key': settings['access_token']}", ["secret access_token"]),
        ("    return f'{os.environ[\"DB_PASSWORD\"]}'", ["secret DB_PASSWORD"]),
        ("    return os.environ['HOME']", []),
        ("    return f'{token}'", []),
        ("    return bool(config.api_key)", []),
        ("    return f'{config.api_key[:4]}'", []),
        ("    return run(env=dict(os.environ))", []),
        ("    return f'{page.next_page_token} {usage.max_tokens} {user.password_hash}'", []),
    ])
    func answers(body: String, expected: [String]) { #expect(leaks(body) == expected) }

    // MARK: What is handed on

    @Test(arguments: [
        ("fetch(u, { headers: { Authorization: req.headers.authorization } });", ["credentials"]),
        ("const t = req.headers['authorization'];\nheaders['Authorization'] = t;", ["credentials"]),
        ("res.setHeader('Authorization', req.headers.authorization);", []),
        ("const c = verify(req.headers.authorization);\nfetch(u, { headers: { Authorization: c.token } });", []),
    ])
    func handedOn(body: String, expected: [String]) {
        let text = "app.post('/mcp', (req, res) => {\n\(body)\nt.handleRequest(req, res);\n});\n"
        #expect(facts(text, "a.ts").relays.map { "\($0.kind)" } == expected)
    }

    @Test(arguments: [
        ("await open(authorizationUrl.toString());", ["address"]),
        ("await open(authorizationUrl.href);", []),
        ("if (authorizationUrl.protocol !== 'https:') throw 1;\nawait open(authorizationUrl.toString());", []),
        ("await open(sanitizeUrl(authorizationUrl.toString()));", []),
        ("await open('https://example.com');", []),
    ])
    func opened(body: String, expected: [String]) {
        let text = """
            import open from "open";
            class P { async redirectToAuthorization(authorizationUrl: URL) { \(body) } }
            """
        #expect(facts(text, "a.ts").relays.map { "\($0.kind)" } == expected)
    }

    @Test func commandsInGivenFoldersAreKnown() {
        let found = facts(
            Self.python + """
                import subprocess
                @mcp.tool()
                def status(path: str):
                    return git(["git", "status"], path)
                def git(words, folder):
                    subprocess.run(["git", "-c", "a=b", "status"], cwd=folder)
                    subprocess.run(["git", "-C", folder, "log"])
                    subprocess.run(["git", "log"], cwd="/srv")
                """)
        let commands = found.items.last?.calls.map(\.folderCommand) ?? []
        #expect(commands == ["git -c a=b status", "git -C ? log", ""])
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
