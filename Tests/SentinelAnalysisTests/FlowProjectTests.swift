import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Flows through what a project defines itself: its own functions, classes, decorators, and lists that are handed on.
@Suite struct FlowProjectTests {
    // MARK: Functions of the project's own

    @Test func whatTheProjectDefinesIsFollowedWhateverItIsCalled() {
        let harmless =
            "class S:\n    def execute(self, q):\n        return len(q)\ndef eval(text):\n    return len(text)\n"
        #expect(FlowSample.python("eval(x)\nS().execute(f'select {x}')", before: harmless).isEmpty)
        let harmful = "class S:\n    def execute(self, q):\n        os.system(q)\n"
        #expect(FlowSample.python("S().execute(f'select {x}')", before: harmful) == ["command"])
    }

    @Test(arguments: [
        "    @property\n    def backend(self) -> N:\n        if self._b is None:\n            self._b = N()\n        return self._b\n",
        "    @functools.cached_property\n    def backend(self):\n        return N()\n",
        "    @property\n    def backend(self) -> Optional[N]:\n        return self._b or other()\n",
    ])
    func propertiesAreWhatTheyReturn(property: String) {
        let before =
            "class N:\n    def run(self, c):\n        os.system(c)\nclass S:\n    def __init__(self):\n        self._b = None\n"
            + property
        #expect(FlowSample.python("S().backend.run(x)", before: before) == ["command"])
    }

    @Test func whatAClassOnlyPromisesItsSubclassesDo() {
        let before = """
            from abc import ABC, abstractmethod
            class Base(ABC):
                @abstractmethod
                def run(self, c): ...
            class Shell(Base):
                def run(self, c):
                    os.system(c)
            def find(name) -> Base | None:
                return HANDLERS.get(name)

            """
        #expect(FlowSample.python("find('a').run(x)", before: before) == ["command"])
    }

    // MARK: Lists

    @Test(arguments: [
        // One of two lists, put behind a program: the program stays what it is.
        ("c = ['tag', '-a', x] if y else ['tag', x]\nsubprocess.run(['git'] + c)", ["options"]),
        ("if y:\n    c = ['tag', '-a', x]\nelse:\n    c = ['tag', x]\nsubprocess.run(['git'] + c)", ["options"]),
        ("a = ['git']\nif y:\n    a += ['-C', y]\na += ['log', x]\nsubprocess.run(a)", ["options"]),
        ("subprocess.run(['git', 'log'] + x.split())", ["options"]),
        ("subprocess.run(['ls'] + x.split())", []), ("subprocess.run(x.split() + ['a'])", ["command"]),
        ("subprocess.run([sys.executable, '-m', 'pip', 'install', x])", ["options"]),
        ("subprocess.run([sys.executable, '-m', 'mine', x])", []),
    ])
    func listsKeepWhatStandsFirst(body: String, found: [String]) {
        #expect(FlowSample.python(body, before: "y = ask()\n") == found, "\(body)")
    }

    @Test func listsKeepItThroughFunctions() {
        let before = "def run(args):\n    full = ['git'] + args\n    return subprocess.run(full)\n"
        #expect(FlowSample.python("return run(['tag', x] if y else ['tag', '-f', x])", before: before) == ["options"])
        #expect(FlowSample.python("return run(['status'])", before: before).isEmpty)
    }

    // MARK: Where texts are put together

    private func lines(_ body: String, before: String) -> [Int] {
        let text =
            "import os\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n" + before
            + "@mcp.tool()\ndef f(x: str):\n"
            + body.split(separator: "\n").map { "    \($0)\n" }.joined()
        return FlowSample.sites(text, .python).flatMap(\.places).map { site in
            text.utf8.prefix(site.place.range.lowerBound).count { $0 == UInt8(ascii: "\n") } + 1
        }.sorted()
    }

    @Test func helpersThatRunAnythingAreToldWhereTextsArePutTogether() {
        let helper = "def run(q):\n    return db.execute(q)\n"
        // One: where it is run.
        #expect(lines("run(f'select * from {x}')", before: helper) == [5])
        // Several: where each is put together, by its own way.
        #expect(lines("run(f'select * from {x}')\nq = 'delete from ' + x\nrun(q)", before: helper) == [8, 9])
        // What is run as it comes is told where it is run.
        let shell = "def run(c):\n    return os.system(c)\n"
        #expect(lines("run(x)\nrun(f'ls {x}')\nrun('cat ' + x)", before: shell) == [5, 9, 10])
        // Two rules about one call, of which one reads argument lists, are no second way.
        let both = "import subprocess\ndef run(c):\n    return subprocess.run(c)\n"
        #expect(lines("run(f'ls {x}')", before: both) == [6])
        #expect(lines("run(f'ls {x}')\nrun('cat ' + x)", before: both) == [9, 10])
        // A text that is cleaned before is none of these.
        #expect(lines("run(f'select {int(x)}')\nrun(f'select * from {x}')", before: helper) == [5])
    }

    @Test func severalWaysAreToldEachByItsOwn() {
        let text =
            "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\ndef run(q):\n    db.execute(q)\n"
            + "@mcp.tool()\ndef f(one: str):\n    run(f'select {one}')\n@mcp.tool()\ndef g(two: str):\n    run(f'drop {two}')\n"
        let sites = FlowSample.sites(text, .python).flatMap(\.places)
        #expect(sites.map(\.origin.name) == ["one", "two"])
        #expect(sites.allSatisfy { $0.way.count > 2 })
    }

    // MARK: Decorators

    private static let check = """
        BASE = Path('/srv').resolve()
        def check(p):
            full = (BASE / p).resolve()
            if not full.is_relative_to(BASE):
                raise ValueError(p)
            return full

        """

    private func decorated(_ decorator: String, _ definition: String) -> [String] {
        FlowSample.found(
            "from pathlib import Path\nimport functools\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
                + Self.check + definition + "@mcp.tool()\n\(decorator)\ndef f(x: str):\n    return open(x)\n", .python)
    }

    @Test(arguments: [
        ("@safe", "def safe(fn):\n    def w(x):\n        return fn(check(x))\n    return w\n"),
        (
            "@safe",
            "def safe(fn):\n    @functools.wraps(fn)\n    def w(*args, **kwargs):\n        kwargs['x'] = check(kwargs['x'])\n"
                + "        return fn(*args, **kwargs)\n    return w\n"
        ),
        (
            "@safe('x', 'y')",
            "def safe(*names):\n    def deco(fn):\n        def w(*args, **kwargs):\n            for n in names:\n"
                + "                kwargs[n] = check(kwargs[n])\n            return fn(*args, **kwargs)\n"
                + "        return w\n    return deco\n"
        ),
    ])
    func decoratorsThatCheckAreUnderstood(decorator: String, definition: String) {
        #expect(decorated(decorator, definition).isEmpty, "\(definition)")
    }

    @Test(arguments: [
        ("@logged", "def logged(fn):\n    def w(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return w\n"),
        ("@logged", "def logged(fn):\n    REGISTRY.append(fn)\n    return fn\n"),
        ("@logged", "def logged(fn):\n    def w(*args, **kwargs):\n        return queue(fn, kwargs)\n    return w\n"),
        (
            "@safe('z')",
            "def safe(*names):\n    def deco(fn):\n        def w(*args, **kwargs):\n            for n in names:\n"
                + "                kwargs[n] = check(kwargs[n])\n            return fn(*args, **kwargs)\n"
                + "        return w\n    return deco\n"
        ),
    ])
    func otherDecoratorsHideNothing(decorator: String, definition: String) {
        #expect(decorated(decorator, definition) == ["path"], "\(definition)")
    }

    // MARK: Loops, checks, files

    @Test func aLoopOverAKnownListIsEntered() {
        let body = "a = {'p': x}\nfor n in ['p']:\n    a[n] = check(a[n])\nopen(a['p'])"
        #expect(FlowSample.python(body, before: Self.check).isEmpty)
        #expect(FlowSample.python(body.replacing("['p']:", with: "NAMES:"), before: Self.check) == ["path"])
    }

    @Test func aCheckOfOneAnswerIsNoneOfAnother() {
        let body = "r = ask(f't {x}')\nif r.strip() == 'true':\n    s = ask(f'u {x}')\n    os.system(s)"
        #expect(FlowSample.python(body) == ["command"])
    }

    @Test func whatIsWrittenLaterLiesUnderANameThatWasTakenBefore() {
        let body =
            "import tempfile\nwith tempfile.NamedTemporaryFile(delete=False) as t:\n    p = t.name\n    t.write(x.encode())\n"
            + "subprocess.run([sys.executable, p])"
        #expect(FlowSample.python(body) == ["code"])
    }

    @Test func theSmallerOfANumberIsOne() {
        #expect(FlowSample.python("n = min(x, 20)\ndb.execute(f'select 1 limit {n}')").isEmpty)
        #expect(FlowSample.python("n = min(x, y)\ndb.execute(f'select 1 limit {n}')") == ["query"])
    }

    @Test func whoBuildsAScriptOfWhatACallerHandsOnIsGuessed() {
        let text =
            "import subprocess, sys\ndef check(name):\n    subprocess.run([sys.executable, '-c', f'import {name}'])\n"
            + "def run(args):\n    subprocess.run(args)\n"
        #expect(FlowSample.found(text, .python) == ["code"])
    }

    // MARK: Where flows begin

    private static let dispatcher = """
        import os
        from mcp.server import Server
        from mcp.types import Tool
        server = Server("x")
        @server.list_tools()
        async def tools():
            return [
                Tool(name="a", inputSchema={"properties": {"x": {"type": "string", "enum": ["p", "q"]}}}),
                Tool(name="b", inputSchema={"properties": {"x": {"type": "string"}}}),
            ]
        @server.call_tool()
        async def call(name, arguments):
            os.system("ls " + arguments["x"])

        """

    /// All tools go to one function: what one of them takes from a list another takes as it comes.
    @Test func aHandlerOfSeveralToolsIsFollowedOnceForAll() {
        let sites = FlowSample.sites(Self.dispatcher, .python)
        #expect(sites.count == 1 && sites[0].origin.owner == "handler `call`" && sites[0].others.isEmpty)
        let narrow = Self.dispatcher.replacing(#""x": {"type": "string"}"#, with: #""x": {"enum": ["r"]}"#)
        #expect(FlowSample.sites(narrow, .python).isEmpty)
    }

    /// A helper that is followed twice with arguments of one kind tells of the places where texts are put together, and of itself only if it
    /// was handed one that was put together nowhere.
    @Test func aHelperIsNoPlaceByBeingFollowedAgain() {
        let before = """
            def run(c):
                os.system(c)
            def one(a):
                run("ls " + a)
            def two(a):
                run("rm " + a)

            """
        let text = FlowSample.pythonText("one(x)\ntwo(x)\none(x + 'a')", before: before)
        #expect(FlowSample.sites(text, .python).flatMap(\.places).count == 2)
    }

    /// What only mentions MCP is no server: what its functions are given is not guessed to come from outside.
    @Test(arguments: [("from mcp import ClientSession", true), ("transport = 'mcp'", false)])
    func guessesNeedAServer(line: String, isOfServer: Bool) throws {
        let text = "\(line)\ndef f(a):\n    return a\n"
        let project = Project(Sources([:]))
        project.begin()
        let file = unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe project.add($0, at: "a.py", .python) }
        #expect(FlowStart(file, [], Evaluator(project)).isOfServer == isOfServer)
        #expect(!FlowStart(file, nil, Evaluator(project)).isOfServer)
    }
}
