import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// What reaches what. In the samples `bad` is the sink and `tool` makes a handler.
@Suite struct FlowTests {
    private static let rules = [
        FlowRule(
            sources: FlowSource.standard,
            sinks: [
                FlowSink(.python, calls: ["os.system"]), FlowSink(.javascript, calls: ["child_process.exec"]),
                FlowSink(.go, calls: ["os/exec.Command"], arguments: ["0*"], form: .command),
            ], sanitizers: ["shlex.quote"], guards: [.command]),
        FlowRule(
            sources: [.tool], sinks: [FlowSink(.python, calls: ["open"], form: .path)], guards: [.containment]),
        FlowRule(
            sources: [.tool], sinks: [FlowSink(.python, calls: ["requests.get"], form: .host)], guards: [.host]),
        FlowRule(sources: [.tool], sinks: [FlowSink(.python, calls: ["!prefix"])]),
    ]

    private static let head =
        "import os, re, shlex, requests\nfrom pathlib import Path\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"

    /// Lines of the sinks that are reached from a handler, counted from the sample's first line; with the file's name where it is another.
    private func lines(
        _ text: String, _ language: Language = .python, files: [String: String] = [:], head: String = Self.head,
        source: FlowSource = .tool
    ) -> [String] {
        let name = language == .python ? "main.py" : language == .go ? "main.go" : "main.ts"
        let content = Array((head + text).utf8)
        let project = Project(Sources(files))
        project.begin()
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: name, language) }
        let evaluator = Evaluator(project)
        let run = FlowRun(FlowTable(Self.rules), evaluator, file)
        run.followAll(FlowStart(file, ModelReader(evaluator, file).read(), evaluator))
        let before = head.utf8.count { $0 == UInt8(ascii: "\n") }
        return run.found.filter { $0.origin.source == source }.map { site in
            let line = site.place.file.tree.text(0..<site.place.range.lowerBound).count { $0 == UInt8(ascii: "\n") } + 1
            return site.place.file === file ? "\(line - before)" : "\(site.place.file.path):\(line)"
        }.sorted()
    }

    private func tool(_ body: String, _ parameters: String = "x: str") -> String {
        "@mcp.tool()\ndef f(\(parameters)):\n" + body.split(separator: "\n").map { "    \($0)\n" }.joined()
    }

    /// Where no handler is known, functions are found by what they call: under whatever name.
    @Test(arguments: [
        ("import os\ndef f(x):\n    os.system(x)\n", Language.python),
        ("from os import system as run\ndef f(x):\n    run(x)\n", .python),
        ("import os\nrun = os.system\ndef f(x):\n    run(x)\n", .python),
        ("import os\ndef f(x):\n    def g():\n        os.system(x)\n    g()\n", .python),
        ("const { exec } = require('child_process');\nfunction f(x) { exec(x) }\n", .javascript),
        ("import * as cp from 'child_process';\nexport const f = (x) => cp.exec(x);\n", .javascript),
        (
            "import { exec } from 'child_process';\nimport { promisify } from 'util';\nconst run = promisify(exec);\nasync function f(x) { await run(x) }\n",
            .javascript
        ),
    ])
    func functionsThatNobodyCallsAreFound(text: String, language: Language) {
        #expect(lines(text, language, head: "", source: .caller).count == 1, "\(text)")
    }

    @Test(arguments: [
        "import os\ndef f(x):\n    os.remove(x)\n", "def f(x):\n    system(x)\n",
        "import os\ndef f(x):\n    g(x)\ndef g(x):\n    print(x)\nos.system('ls')\n",
    ])
    func othersAreNot(text: String) {
        #expect(lines(text, head: "", source: .caller).isEmpty, "\(text)")
    }

    @Test(arguments: [
        "os.system(x)", "os.system('ls ' + x)", "os.system(f'ls {x}')", "os.system('ls %s' % x)",
        "os.system('ls {}'.format(x))",
        "y = x.strip()\nz = [y]\nos.system(' '.join(z))", "d = {'a': x}\nos.system(d['a'])",
        "a, b = x, 1\nos.system(a)",
        "for y in x.split():\n    os.system(y)", "y = ''\ny += x\nos.system(y)", "def g():\n    os.system(x)\ng()",
        "z = []\nz.append(x)\nos.system(z[0])", "os.system(x if x else 'ls')", "y = (lambda: x)()\nos.system(y)",
        "with open('a') as h:\n    os.system(x)", "try:\n    y = x\nexcept E:\n    y = ''\nos.system(y)",
    ])
    func whatIsGivenReaches(body: String) {
        #expect(lines(tool(body)).count == 1, "\(body)")
    }

    @Test(arguments: [
        "os.system('ls')", "os.system(shlex.quote(x))", "os.system(f'kill {int(x)}')", "os.system(str(len(x)))",
        "if x in ('a', 'b'):\n    os.system(x)", "if x not in NAMES:\n    raise ValueError\nos.system(x)",
        "if not re.fullmatch(r'[a-z]+', x):\n    return\nos.system(x)",
        "if not x.isalnum():\n    return\nos.system('ls ' + x)",
        "y = 'a' if x == '1' else 'b'\nos.system(y)", "os.system(COMMANDS[x])", "os.system(COMMANDS.get(x))",
        "d = {'a': x, 'b': 'ls'}\nos.system(d['b'])", "y = x\ny = 'ls'\nos.system(y)",
        "ok = False\nfor n in NAMES:\n    if n == x:\n        ok = True\nif not ok:\n    return\nos.system(x)",
        "if x == 'a' or x == 'b':\n    os.system(x)", "y = 'ls ' + x\nif x in NAMES:\n    os.system(y)",
    ])
    func whatIsHarmlessDoesNot(body: String) {
        #expect(lines(tool(body)).isEmpty, "\(body)")
    }

    @Test func aCheckOfAPartIsNoneOfTheWhole() {
        #expect(lines(tool("if x.split()[0] in NAMES:\n    os.system(x)")).count == 1)
        #expect(lines(tool("os.system(x)\nif x not in NAMES:\n    return")).count == 1)
        #expect(lines(tool("if x in NAMES:\n    pass\nos.system(x)")).count == 1)
    }

    @Test func functionsThatCheckAreUnderstood() {
        let raising = "def check(y):\n    if y not in NAMES:\n        raise ValueError\n    return y\n"
        #expect(lines(raising + tool("check(x)\nos.system(x)")).isEmpty)
        #expect(lines(raising + tool("os.system(check(x))")).isEmpty)
        let telling = "def check(y):\n    if y in NAMES:\n        return True, ''\n    return False, 'no'\n"
        #expect(lines(telling + tool("ok, why = check(x)\nif not ok:\n    return why\nos.system(x)")).isEmpty)
        #expect(lines(telling + tool("ok, why = check(x)\nos.system(x)")).count == 1)
        let asking = "def check(y):\n    return y in NAMES\n"
        #expect(lines(asking + tool("if not check(x):\n    return\nos.system(x)")).isEmpty)
        #expect(lines(asking + tool("if check(x):\n    return\nos.system(x)")).count == 1)
    }

    @Test func typesThatFrameworksEnforceAreHarmless() {
        #expect(lines(tool("os.system(f'kill {x}')", "x: int")).isEmpty)
        #expect(lines(tool("os.system(x)", "x: Literal['a', 'b']")).isEmpty)
    }

    /// What was found of a function for one handler must not make another's values harmless.
    @Test func whatIsKnownOfAFunctionHoldsForItsArgumentsAlone() {
        let helper = "def show(y):\n    return str(y)\n\ndef connect():\n    yield 1\n"
        let first =
            "@mcp.tool()\ndef g(x: str):\n    connect()\n    if x == 'a':\n        show(x)\n        connect()\n"
        #expect(lines(helper + first + tool("connect()\nos.system(show(x))")).count == 1)
    }

    @Test(arguments: [
        ("p = (Path('/a') / x).resolve()\nif not p.is_relative_to('/a'):\n    raise E\nopen(p)", 0),
        ("p = os.path.realpath(os.path.join(BASE, x))\nif not p.startswith(BASE + os.sep):\n    raise E\nopen(p)", 0),
        ("open(os.path.join(BASE, os.path.basename(x)))", 0),
        ("if '..' in x:\n    raise E\nopen(f'/a/{x}')", 0),
        ("if '..' in x:\n    raise E\nopen(os.path.join('/a', x))", 1),
        ("p = os.path.join(BASE, x)\nif not p.startswith(BASE):\n    raise E\nopen(p)", 1),
        ("open(BASE + x)", 1), ("(Path('/a') / x).resolve().relative_to('/a')\nopen(Path('/a') / x)", 0),
    ])
    func paths(body: String, count: Int) {
        #expect(lines(tool(body)).count == count, "\(body)")
    }

    @Test func aFolderComparedByItsFirstLettersIsTold() {
        let body = "p = os.path.realpath(os.path.join(BASE, x))\nif not p.startswith(BASE):\n    raise E\nopen(p)"
        #expect(lines(tool(body)) == ["4"])
    }

    @Test(arguments: [
        ("requests.get(x)", 1), ("requests.get(f'https://{x}/a')", 1), ("requests.get(f'https://a.example/{x}')", 0),
        ("requests.get(BASE + x)", 0),
        ("from urllib.parse import urlparse\nif urlparse(x).hostname not in HOSTS:\n    raise E\nrequests.get(x)", 0),
    ])
    func hosts(body: String, count: Int) {
        #expect(lines(tool(body)).count == count, "\(body)")
    }

    @Test func flowsGoOverFiles() {
        let helper = "import os\ndef run(command, shell=None):\n    os.system(command)\n"
        let text = "from tools.shell import run\n" + tool("run(command=x)")
        #expect(lines(text, files: ["tools/shell.py": helper, "tools/__init__.py": ""]) == ["tools/shell.py:3"])
        let script =
            "import { run } from './run';\nserver.tool('a', { x: z.string() }, async ({ x }) => { await run(x); });\n"
        let other =
            "import { exec } from 'child_process';\nimport { promisify } from 'util';\nconst go = promisify(exec);\n"
            + "export async function run(command: string) { return go(`ls ${command}`); }\n"
        #expect(lines(script, .typescript, files: ["run.ts": other], head: "") == ["run.ts:4"])
    }

    @Test func scriptsAndGo() {
        let imports = "import { exec } from 'child_process';\n"
        let reached = imports + "server.tool('a', { x: z.string() }, async ({ x }) => {\n  exec(`ls ${x}`);\n});\n"
        #expect(lines(reached, .typescript, head: "") == ["3"])
        let number = imports + "server.tool('a', { x: z.number() }, async ({ x }) => {\n  exec(`ls ${x}`);\n});\n"
        #expect(lines(number, .typescript, head: "").isEmpty)
        let request =
            imports
            + "server.setRequestHandler(CallToolRequestSchema, async (request) => {\n  const { name, arguments: args } = request.params;\n"
            + "  switch (name) {\n  case 'a': exec(args.x);\n  }\n});\n"
        #expect(lines(request, .typescript, head: "") == ["5"])
    }

    @Test func whoeverCallsIsAGuess() {
        #expect(lines("def run(command):\n    os.system(command)\n", source: .caller) == ["2"])
        #expect(lines("def run(command):\n    os.system(command)\n").isEmpty)
        let known = "def run(command):\n    os.system(command)\n" + tool("run(x)")
        #expect(lines(known) == ["2"] && lines(known, source: .caller).isEmpty)
    }

    @Test func whatIsMadeToHurtEnds() {
        let deep =
            "os.system(" + String(repeating: "(", count: 5_000) + "x" + String(repeating: ")", count: 5_000) + ")"
        _ = lines(tool(deep))
        #expect(lines(tool("os.system(" + String(repeating: "'a' + ", count: 5_000) + "x)")).count == 1)
        let nested = (0..<40).map { String(repeating: " ", count: $0) + "for a\($0) in x:\n" }.joined()
        _ = lines(tool(nested + String(repeating: " ", count: 40) + "x = x + a1"))
        let calls = (0..<60).map { "def g\($0)(a, b):\n    g\($0 + 1)(a, b)\n    g\($0 + 1)(b, a)\n    return a\n" }
            .joined()
        _ = lines(calls + tool("g0(x, 'a')"))
    }
}
