import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Checks that are enough, and those that are not, in three languages.
@Suite struct FlowGuardTests {
    // MARK: Programs

    @Test(arguments: [
        ("subprocess.run(['git', 'log', x])", ["options"]), ("subprocess.run(['git', 'log', '--', x])", []),
        ("if x.startswith('-'):\n    raise ValueError\nsubprocess.run(['git', 'log', x])", []),
        ("subprocess.run(['ls', x])", []), ("subprocess.run(['sh', '-c', x])", ["command"]),
        ("subprocess.run([x, 'a'])", ["command"]), ("subprocess.run(['git', 'remote', 'add', x])", []),
        ("subprocess.run([sys.executable, '-c', f'import {x}'])", ["code"]),
        ("subprocess.run(['python3', x])", ["code"]), ("subprocess.run(['python3', '-m', 'lint', x])", []),
        ("a = CONFIG.command + ['--fix']\na.append(str(x))\nsubprocess.run(a)", []),
    ])
    func programsOfPython(body: String, found: [String]) {
        #expect(FlowSample.python(body) == found, "\(body)")
    }

    @Test(arguments: [
        ("execFile('git', ['log', x]);", ["options"]), ("execFile('git', ['log', '--', x]);", []),
        ("if (x.startsWith('-')) throw new Error(); execFile('git', ['log', x]);", []),
        ("execFile('bash', ['-c', `ls ${x}`]);", ["command"]), ("execFile(x, []);", ["command"]),
        ("const a = ['log']; a.push('--', x); execFile('git', a);", []),
    ])
    func programsOfScripts(body: String, found: [String]) {
        #expect(FlowSample.script(body) == found, "\(body)")
    }

    /// What may stand in a reference of git holds no sign that a shell or an option's value needs; a class that is turned round holds any.
    @Test(arguments: [
        ("^[a-zA-Z0-9_./~^:-]+$", 0), ("^[^;]+$", 1), ("^[a-zA-Z0-9=-]+$", 1), ("^[a-zA-Z0-9_./~^: -]+$", 1),
    ])
    func classesOfReferences(pattern: String, count: Int) {
        let body =
            "if (!/\(pattern.replacing("/", with: "\\/"))/.test(x)) throw new Error(); execFile('git', ['show', x]);"
        #expect(FlowSample.script(body).count == count, "\(body)")
    }

    @Test(arguments: [
        ("exec.Command(\"git\", \"log\", x)", ["options"]), ("exec.Command(\"git\", \"log\", \"--\", x)", []),
        ("if strings.HasPrefix(x, \"-\") { return nil, nil }\nexec.Command(\"git\", \"log\", x)", []),
        ("exec.Command(\"sh\", \"-c\", x)", ["command"]), ("exec.Command(x)", ["command"]),
    ])
    func programsOfGo(body: String, found: [String]) {
        #expect(FlowSample.go(body) == found, "\(body)")
    }

    private static let isRelative =
        "if os.path.isabs(n):\n        return MISTAKE\n    if '..' in n:\n        return MISTAKE\n"

    /// What is wrong with a name, or nothing: whoever goes on only without a mistake has checked it.
    @Test(arguments: [
        ("\"absolute\"", "None", "if e:"), ("f\"{n} is absolute\"", "None", "if e is not None:"),
        ("'no'", "''", "if e != '':"), ("(False, 'no')", "(True, '')", "if not e[0]:"), ("True", "False", "if e:"),
    ])
    func mistakesThatAreReturned(mistake: String, none: String, test: String) {
        let check =
            "def mistake(n):\n    \(Self.isRelative.replacing("MISTAKE", with: mistake))    return \(none)\n"
        let use = "e = mistake(x)\n\(test)\n    raise ValueError\nopen(os.path.join(ROOT, x))"
        #expect(FlowSample.python(use, before: check).isEmpty, "\(check)\(use)")
        // A mistake that is none keeps nobody from going on.
        let ignored = "e = mistake(x)\nopen(os.path.join(ROOT, x))"
        #expect(FlowSample.python(ignored, before: check) == ["path"])
    }

    @Test(arguments: [
        ("os.path.isabs(x) or '..' in x", []), ("Path(x).is_absolute() or '..' in x", []), ("'..' in x", ["path"]),
        ("os.path.isabs(x)", ["path"]),
    ])
    func relativePaths(test: String, found: [String]) {
        let body = "if \(test):\n    raise ValueError\nopen(os.path.join(ROOT, x))"
        #expect(FlowSample.python(body) == found, "\(body)")
    }

    @Test func schemasThatAreEnforcedMakeHarmless() {
        let head = "import { exec } from 'child_process';\nconst ID = /^[0-9A-Fa-f]{8}$/;\n"
        func found(_ schema: String) -> [String] {
            FlowSample.found(
                head + "server.tool('a', { x: \(schema) }, async ({ x }) => { exec(`ls ${x}`); });\n", .typescript)
        }
        #expect(found("z.string()") == ["command"])
        #expect(found("z.string().regex(ID).optional()").isEmpty && found("z.string().uuid()").isEmpty)
        #expect(found("z.string().regex(/^[a-z; ]+$/)") == ["command"])
    }

    // MARK: Hosts

    @Test(arguments: [
        ("if urlparse(x).hostname not in HOSTS:\n    raise E\nrequests.get(x)", 0),
        ("if 'example.com' in x:\n    requests.get(x)", 1),
        ("if x.startswith('https://example.com'):\n    requests.get(x)", 1),
        ("if x.startswith('https://example.com/'):\n    requests.get(x)", 0),
        ("if urlparse(x).hostname.endswith('example.com'):\n    requests.get(x)", 1),
        ("if urlparse(x).hostname.endswith('.example.com'):\n    requests.get(x)", 0),
        ("if not re.match(r'^https?://docs\\.example\\.com/', x):\n    raise E\nrequests.get(x)", 0),
        ("if not re.match(r'https?://docs.example.com', x):\n    raise E\nrequests.get(x)", 1),
        (
            "import ipaddress, socket\nip = ipaddress.ip_address(socket.gethostbyname(urlparse(x).hostname))\n"
                + "if ip.is_private or ip.is_loopback:\n    raise E\nrequests.get(x)", 0
        ),
        (
            "import ipaddress, socket\nfor i in socket.getaddrinfo(urlparse(x).hostname, 443):\n"
                + "    if ipaddress.ip_address(i[4][0]).is_private:\n        raise E\nrequests.get(x)", 0
        ),
    ])
    func hostsOfPython(body: String, count: Int) {
        #expect(FlowSample.python(body) == Array(repeating: "host", count: count), "\(body)")
    }

    @Test func hostsOfOthers() {
        #expect(
            FlowSample.script("const u = new URL(x); if (!HOSTS.has(u.hostname)) throw new Error(); fetch(x);").isEmpty)
        #expect(
            FlowSample.script(
                "const u = new URL(x); if (!u.hostname.endsWith('example.com')) throw new Error(); fetch(x);")
                == ["host"])
        #expect(FlowSample.script("if (!x.includes('example.com')) throw new Error(); fetch(x);") == ["host"])
        let block = "function isPrivateHost(h: string) { return /^10\\./.test(h) || h.startsWith('192.168.'); }\n"
        #expect(
            FlowSample.script(
                "const u = new URL(x); if (isPrivateHost(u.hostname)) throw new Error(); fetch(x);", before: block
            ).isEmpty)
        #expect(FlowSample.go("if strings.Contains(x, \"example.com\") { http.Get(x) }") == ["host"])
        #expect(FlowSample.go("if strings.HasPrefix(x, \"https://example.com/\") { http.Get(x) }").isEmpty)
    }

    @Test func aWeakCheckSaysWhy() {
        let head =
            "import requests\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef f(x: str):\n"
        let sites = FlowSample.sites(head + "    if 'example.com' in x:\n        requests.get(x)\n", .python)
        #expect(sites.count == 1 && sites[0].weakness.contains("somewhere"))
    }

    // MARK: Folders

    @Test(arguments: [
        ("p = os.path.realpath(os.path.join(B, x))\nif not p.startswith(B + os.sep):\n    raise E\nopen(p)", []),
        ("p = os.path.realpath(os.path.join(B, x))\nif not p.startswith(B):\n    raise E\nopen(p)", ["prefix"]),
        ("p = os.path.join(B, x)\nif not p.startswith(B + os.sep):\n    raise E\nopen(p)", ["path"]),
        ("p = os.path.realpath(os.path.join(B, x))\nopen(p)\nif not p.startswith(B + os.sep):\n    raise E", ["path"]),
        (
            "if '..' in x or x.startswith('/'):\n    raise E\nfrom urllib.parse import unquote\nopen(os.path.join('/a', unquote(x)))",
            ["path"]
        ),
        (
            "p = (Path('./files') / x).resolve()\nif not str(p).startswith(str(Path('./files'))):\n    raise E\nopen(p)",
            []
        ),
    ])
    func foldersOfPython(body: String, found: [String]) {
        #expect(FlowSample.python(body) == found, "\(body)")
    }

    @Test(arguments: [
        ("const p = path.resolve(B, x); if (!p.startsWith(B + path.sep)) throw new Error(); fs.readFile(p);", []),
        ("const p = path.resolve(B, x); if (!p.startsWith(B)) throw new Error(); fs.readFile(p);", ["prefix"]),
        ("const p = path.resolve(B, x); fs.readFile(p); if (!p.startsWith(B + path.sep)) throw new Error();", ["path"]),
        (
            "if (x.includes('..') || x.startsWith('/')) throw new Error(); fs.readFile(path.join('/a', decodeURIComponent(x)));",
            ["path"]
        ),
    ])
    func foldersOfScripts(body: String, found: [String]) {
        #expect(FlowSample.script(body) == found, "\(body)")
    }

    @Test(arguments: [
        (
            "p, err := filepath.Abs(x)\nif err != nil { return nil, err }\n"
                + "if !strings.HasPrefix(p, B+string(filepath.Separator)) { return nil, nil }\nos.ReadFile(p)", []
        ),
        (
            "p, err := filepath.Abs(x)\nif err != nil { return nil, err }\nif !strings.HasPrefix(p, B) { return nil, nil }\nos.ReadFile(p)",
            ["prefix"]
        ),
        ("p := filepath.Join(B, x)\nos.ReadFile(p)", ["path"]),
        ("p, err := check(x)\nif err != nil { return nil, err }\nos.ReadFile(p)", []),
    ])
    func foldersOfGo(body: String, found: [String]) {
        let check = """
            func inside(p string) bool {
            abs, err := filepath.Abs(p)
            if err != nil { return false }
            return strings.HasPrefix(abs, B+string(filepath.Separator))
            }
            func check(p string) (string, error) {
            abs, err := filepath.Abs(p)
            if err != nil { return "", err }
            if !inside(abs) { return "", errors.New("outside") }
            return abs, nil
            }

            """
        #expect(FlowSample.go(body, before: check) == found, "\(body)")
    }

    // MARK: Doubts

    @Test func whatIsNotSeenLeavesDoubt() {
        let head =
            "import requests\nfrom others import validate_url\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
            + "@mcp.tool()\ndef f(x: str):\n"
        let thrown = FlowSample.sites(head + "    validate_url(x)\n    requests.get(x)\n", .python)
        #expect(thrown.count == 1 && thrown[0].isDoubted)
        #expect(FlowSample.sites(head + "    if validate_url(x):\n        requests.get(x)\n", .python).isEmpty)
        #expect(FlowSample.sites(head + "    requests.get(validate_url(x))\n", .python).isEmpty)
        let plain = FlowSample.sites(head + "    requests.get(x)\n", .python)
        #expect(plain.count == 1 && !plain[0].isDoubted)
    }

    @Test func aSwitchIsNoCheck() {
        let off = "ALLOWED = None\n"
        let on = "ALLOWED = ['ls']\n"
        let body = "if ALLOWED and x not in ALLOWED:\n    raise ValueError\nos.system(x)"
        #expect(FlowSample.python(body, before: off) == ["command"])
        #expect(FlowSample.python(body, before: on).isEmpty)
        let check = "def validate_name(n):\n    if ROOT is None:\n        return n\n    return n\n"
        #expect(FlowSample.python("os.system(validate_name(x))", before: "ROOT = None\n" + check) == ["command"])
    }

    // MARK: Texts

    @Test func quotesThatCannotEndAreEnough() {
        let query = "db.execute(f\"SELECT a FROM b WHERE c = '{x}'\")"
        #expect(FlowSample.python(query) == ["query"])
        #expect(FlowSample.python("if \"'\" in x:\n    return\n" + query).isEmpty)
        #expect(FlowSample.python("x = x.replace(\"'\", \"''\")\n" + query).isEmpty)
        #expect(
            FlowSample.python("if \"'\" in x:\n    return\ndb.execute(f'SELECT a FROM b WHERE c = {x}')") == ["query"])
        let literal = "if not x.startswith(\"'\") or not x.endswith(\"'\") or \"'\" in x[1:-1]:\n    return\neval(x)"
        #expect(FlowSample.python(literal).isEmpty)
        #expect(FlowSample.python("if not x.startswith(\"'\"):\n    return\neval(x)") == ["code"])
    }

    // MARK: Texts of known signs

    @Test(arguments: [
        ("const n = x.replace(/[^a-z0-9-]/g, '_'); exec('ls ' + n);", 0),
        ("const n = x.replace(/[^a-z0-9-]+/gi, ''); exec('ls ' + n);", 0),
        ("const n = x.replace(/[^a-z0-9-]/, '_'); exec('ls ' + n);", 1),
        ("const n = x.replace(/[^a-z0-9;-]/g, '_'); exec('ls ' + n);", 1),
        ("const n = x.replace(/[^a-z]/g, ';'); exec('ls ' + n);", 1),
        ("const n = x.replace(/[a-z]/g, '_'); exec('ls ' + n);", 1),
        ("if (typeof x !== 'number') throw new Error(); exec('ls ' + x);", 0),
        ("if (typeof x !== 'string') throw new Error(); exec('ls ' + x);", 1),
        ("const q = x.replace(/'/g, \"'\\\\''\"); exec(`ls '${q}'`);", 0),
        ("const q = x.replace(/'/g, \"'\\\\''\"); exec(`ls ${q}`);", 1),
        ("const q = x.replace(/'/g, \"\\\\'\"); exec(`ls '${q}'`);", 1),
        ("const q = x.replace(/'/g, \"'\\\\''\"); exec(`ls \"${q}\"`);", 1),
    ])
    func textsOfScriptsThatWereCleaned(body: String, count: Int) {
        #expect(FlowSample.script(body).count == count, "\(body)")
    }

    private static let patterns = """
        NAME = re.compile(r'^[a-z0-9]+$')
        PART = re.compile(r'[a-z0-9]+')
        def is_name(s): return bool(NAME.match(s))
        def name_of(s):
            if not is_name(s):
                return None
            return s

        """

    @Test(arguments: [
        ("if not NAME.match(x):\n    return 'no'\nopen(f'/s/{x}.md')", 0),
        ("if PART.fullmatch(x) is None:\n    raise ValueError\nopen(f'/s/{x}.md')", 0),
        ("if not PART.match(x):\n    raise ValueError\nopen(f'/s/{x}.md')", 1),
        ("m = PART.fullmatch(x)\nif not m:\n    raise ValueError\nopen(f'/s/{x}.md')", 0),
        ("if not is_name(x):\n    raise ValueError\nopen(f'/s/{x}.md')", 0),
        ("n = name_of(x)\nif n is None:\n    return 'no'\nopen(f'/s/{n}.md')", 0),
        ("if not re.fullmatch(r'\\d{4}\\.\\d+|[a-z-]+(/[a-z]+)?/\\d{7}', x):\n    raise E\nopen(f'/s/{x}')", 0),
        ("if not re.fullmatch(r'[a-z.]+(/[a-z]+)?', x):\n    raise E\nopen(f'/s/{x}')", 1),
        ("if not re.fullmatch(r'[a-z]*/[a-z]+', x):\n    raise E\nopen(os.path.join('/s', x))", 1),
        ("if not re.fullmatch(r'(\\.[a-z]*)+/x', x):\n    raise E\nopen(f'/s/{x}')", 1),
        ("if not re.fullmatch(r'[a-z]+\\.\\./x', x):\n    raise E\nopen(f'/s/{x}')", 1),
        ("n = re.sub(r'[^a-z0-9]', '_', x)\nopen(f'/s/{n}.md')", 0),
        ("n = re.sub(r'[^a-z0-9/.]', '_', x)\nopen(f'/s/{n}.md')", 1),
    ])
    func patternsThatAreCompiled(body: String, count: Int) {
        #expect(FlowSample.python(body, before: Self.patterns).count == count, "\(body)")
    }

    /// What is written into a file does not choose its name.
    @Test func namesOfTemporaryFiles() {
        let write =
            "import tempfile\nwith tempfile.NamedTemporaryFile(delete=False) as t:\n    t.write(x)\n    n = t.name\n"
        #expect(FlowSample.python(write + "open(n)") == [])
        #expect(FlowSample.python(write + "subprocess.run(['git', 'log', n])") == [])
        #expect(FlowSample.python(write + "subprocess.run(['python3', n])") == ["code"])
    }

    @Test(arguments: [
        ("if (x.origin !== 'ui') return null; fetch(x.url);", 1),
        ("if (x.hostname !== 'a.example') return null; fetch(x);", 0),
        ("const o = { hostname: 'a.example', headers: { length: x } }; fetch(o);", 0),
        ("const o = { hostname: x, headers: { length: 1 } }; fetch(o);", 1),
    ])
    func whereRequestsGo(body: String, count: Int) {
        #expect(FlowSample.script(body).count == count, "\(body)")
    }

    // MARK: What a check says nothing of

    /// What is compared is one argument, and not what it came with.
    @Test(arguments: [
        (
            "y, _ := request.RequireString(\"y\")\nif y != \"a\" && y != \"b\" { return nil, nil }\nexec.Command(\"sh\", \"-c\", x)",
            ["command"]
        ),
        ("y := request.GetString(\"y\", \"\")\nswitch y {\ncase \"a\": os.ReadFile(x)\n}", ["path"]),
        ("if x != \"a\" && x != \"b\" { return nil, nil }\nexec.Command(\"sh\", \"-c\", x)", []),
    ])
    func argumentsThatAreComparedInGo(body: String, found: [String]) {
        #expect(FlowSample.go(body) == found, "\(body)")
    }

    /// What is nothing does no harm; an early return of it leaves the rest checked.
    @Test func nothingIsHarmless() {
        let before = """
            const ROOT = '/srv';
            function normal(p) { if (!p) return p; return path.resolve(p); }
            function allowed(p) { const n = normal(p); if (n === ROOT || n.startsWith(ROOT + path.sep)) return true; return false; }
            function checked(p) { const n = normal(p); if (!allowed(n)) throw new Error('no'); return n; }

            """
        #expect(FlowSample.script("fs.readFile(checked(x));", before: before) == [])
        #expect(FlowSample.script("if (!x) fs.readFile(y); fs.readFile(x);", before: before) == ["path"])
    }

    /// A setting that switches a check off leaves doubt, and no certainty.
    @Test func checksThatMayBeOff() {
        let sites = FlowSample.sites(
            FlowSample.pythonText("if not config.allow_all and x not in config.allowed:\n    raise E\nos.system(x)"),
            .python)
        #expect(sites.map(\.isDoubted) == [true])
    }

    /// `super().__init__(x)` of an error is no constructor of another class.
    @Test func constructorsAreOfTheirClasses() {
        let before = """
            class Failed(RuntimeError):
                def __init__(self, message):
                    super().__init__(message)
            class Box:
                def __init__(self, program):
                    os.system(program)

            """
        func origins(_ body: String) -> [FlowSource] {
            FlowSample.sites(FlowSample.pythonText(body, before: before), .python).map(\.origin.source)
        }
        #expect(origins("raise Failed(x)") == [.caller])
        #expect(origins("Box(x)") == [.tool])
    }

    /// What a page is handed runs in the browser.
    @Test func functionsForPages() {
        func origins(_ called: String) -> [FlowSource] {
            let head = "import { exec } from 'child_process';\n"
            let text =
                "server.tool('a', { x: z.string() }, async ({ x }) => { await \(called)((c) => exec(c), x); });\n"
            return FlowSample.sites(head + text, .typescript).map(\.origin.source)
        }
        #expect(origins("page.evaluate") == [.caller])
        #expect(origins("later") == [.tool])
    }
}
