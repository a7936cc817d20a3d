import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Lists of arguments that grow, functions out of tables, and handlers that other functions make.
@Suite struct FlowDataTests {
    private static let imports = "import { exec, execFile } from 'child_process';\nimport fs from 'fs';\n"

    private func found(_ text: String, files: [String: String] = [:]) -> [String] {
        FlowSample.found(Self.imports + text, .typescript, files: files)
    }

    // MARK: Lists

    @Test(arguments: [
        ("const a = []; if (y) a.push('-x'); a.push('-c', x); execFile('bash', a);", ["command"]),
        ("const a = []; for (const one of y) a.push(one); a.push('-c', x); execFile('bash', a);", ["command"]),
        ("const a = []; if (y) { a.push('-c', x); } else { a.push(y); } execFile('bash', a);", ["command"]),
        ("const a = ['-l']; if (y) a.push('-x'); execFile('bash', [...a, '-c', x]);", ["command"]),
        ("const a = []; if (y) a.push('-c', 'ls'); a.push(y); execFile('bash', a);", []),
        // Where it stands depends on the way that was taken.
        ("const a = ['log']; if (y) a.push('--all'); a.push(x); execFile('git', a);", []),
        ("const a = ['log']; a.push(x); execFile('git', a);", ["options"]),
    ])
    func listsThatMayBeLonger(body: String, expected: [String]) {
        #expect(FlowSample.script(body) == expected, "\(body)")
    }

    @Test(arguments: [
        ("execFile(process.env.SHELL || '/bin/sh', ['-c', x]);", ["command"]),
        ("const sh = settings.shell || '/bin/sh'; execFile(sh, ['-c', x]);", ["command"]),
        ("execFile(process.env.PROGRAM || '/bin/ls', ['-c', x]);", []),
    ])
    func programsThatMayBeSet(body: String, expected: [String]) {
        #expect(FlowSample.script(body) == expected, "\(body)")
    }

    // MARK: Functions by data

    @Test(arguments: [
        "const tools = { run: (a) => exec(a.c) };\nHANDLE { return tools[r.params.name](r.params.arguments); }",
        "const tools = { run: { call: (a) => exec(a.c) } };\nHANDLE { const t = tools[r.params.name]; return t.call(r.params.arguments); }",
        "const tools = [{ name: 'run', call: (a) => exec(a.c) }];\nHANDLE { return tools.find((t) => t.name === r.params.name).call(r.params.arguments); }",
        "const tools = [{ name: 'run', call: (a) => exec(a.c) }];\nHANDLE { for (const t of tools) await t.call(r.params.arguments); }",
        "const tools = new Map([['run', (a) => exec(a.c)]]);\nHANDLE { return tools.get(r.params.name)(r.params.arguments); }",
    ])
    func functionsOutOfTables(text: String) {
        let text =
            text.replacing("HANDLE", with: "server.setRequestHandler(CallToolRequestSchema, async (r) =>") + ");\n"
        #expect(found(text) == ["command"], "\(text)")
    }

    @Test(arguments: [
        ("class T { async execute(a) { exec(a.c); } }\nlet t: T;\nfunction init() { t = new T(); }\n", 1),
        ("class T { async execute(a) { exec(a.c); } }\nlet t: T;\n", 1),
        ("class T { async execute(a) { exec('ls'); } }\nlet t: T;\n", 0),
        // A name that is its own type means nothing.
        ("let t: t;\n", 0), ("let t: u;\nlet u: t;\n", 0),
    ])
    func methodsOfDeclaredTypes(before: String, count: Int) {
        let text = before + "server.tool('a', { c: z.string() }, async (a) => { t.execute(a); });\n"
        #expect(found(text).count == count, "\(before)")
    }

    // MARK: Handlers

    private static let handler =
        "server.setRequestHandler(CallToolRequestSchema, WRAP(async (r) => { exec(r.params.arguments.c); }));\n"

    private static let checking = """
        function WRAP(h) {
          return async (r) => {
            if (!/^[a-z]+$/.test(r.params.arguments.c)) throw new Error('no');
            return await h(r);
          };
        }

        """

    @Test(arguments: [
        ("function WRAP(h) { return h; }\n", 1),
        ("function WRAP(h) { return async (r) => { console.error('x'); return await h(r); }; }\n", 1),
        ("import { WRAP } from './wrap';\n", 1),
        ("import { WRAP } from 'somewhere';\n", 1),
        (Self.checking, 0),
    ])
    func handlersThatAreWrapped(before: String, count: Int) {
        let other =
            "export function WRAP(h) { return async (r) => { try { return await h(r); } catch { return null; } }; }\n"
        #expect(found(before + Self.handler, files: ["wrap.ts": other]).count == count, "\(before)")
    }

    @Test func handlersOfServersThatAreHandedOver() {
        let text = "export function setup(server: Server) {\n" + Self.handler.replacing("WRAP", with: "") + "}\n"
        #expect(found(text) == ["command"])
        let bound =
            "class H { handle(r) { exec(r.params.arguments.c); }\nsetup(server) { server.setRequestHandler(CallToolRequestSchema, this.handle.bind(this)); } }\n"
        #expect(found(bound) == ["command"])
        let named =
            "const run = logged(handle);\nfunction handle(a) { exec(a.c); }\n"
            + "server.setRequestHandler(CallToolRequestSchema, async (r) => run(r.params.arguments));\n"
        #expect(found(named) == ["command"])
    }

    /// What a decorator hands on in a way that is not known is handed on all the same.
    @Test func decoratorsThatPassThingsOn() {
        let before = """
            def queued(f):
                def wrapper(*args, **kwargs):
                    return later(functools.partial(f, *args, **kwargs))
                return wrapper

            """
        let text = FlowSample.pythonText("os.system(x)", before: before)
            .replacing("@mcp.tool()\n", with: "@mcp.tool()\n@queued\n")
        #expect(FlowSample.found(text, .python) == ["command"])
    }

    // MARK: Callers

    @Test(arguments: [
        ("function run(c) { exec(`ls ${c}`); }\nrun('a');\n", 0),
        ("function run(c) { exec(`ls ${c}`); }\nexport function all(d) { run(d); }\n", 1),
        ("function run(c) { exec(`ls ${c}`); }\nexport function all(d) { run('a'); }\n", 0),
        ("export function run(c) { exec(`ls ${c}`); }\nrun('a');\n", 1),
        ("function run(c) { exec(`ls ${c}`); }\nmodule.exports = { run };\nrun('a');\n", 1),
        ("function run(c) { exec(`ls ${c}`); }\nregister(run);\nrun('a');\n", 1),
        ("function run(c) { exec(`ls ${c}`); }\n", 1),
    ])
    func callersThatAreAllThere(text: String, count: Int) { #expect(found(text).count == count, "\(text)") }
}
