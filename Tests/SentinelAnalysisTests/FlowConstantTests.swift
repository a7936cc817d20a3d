import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Conditions and containers that are known decide what reaches what.
@Suite struct FlowConstantTests {
    @Test(arguments: [
        ("n = 106\ny = 'a' if 7 * 18 + n > 200 else x\nos.system(y)", 0),
        ("n = 106\ny = 'a' if 7 * 18 + n > 300 else x\nos.system(y)", 1),
        ("n = 1\nif n + 2 + 3 == 6:\n    os.system(x)", 1), ("n = 1\nif n + 2 + 3 == 123:\n    os.system(x)", 0),
        ("n = 86\nif 7 * 42 - n > 200:\n    y = 'a'\nelse:\n    y = x\nos.system(y)", 0),
        ("y = 'always'\nif 'ways' in y:\n    y = x\nos.system(y)", 1),
        ("y = 'always'\nif 'ways' not in y:\n    y = x\nos.system(y)", 0),
        (
            "g = 'ABC'[1]\nmatch g:\n    case 'A':\n        y = x\n    case 'B':\n        y = 'b'\n    case 'C' | 'D':\n        y = x\n    case _:\n        y = 'n'\nos.system(y)",
            0
        ),
        (
            "g = 'ABC'[2]\nmatch g:\n    case 'A':\n        y = 'a'\n    case 'C' | 'D':\n        y = x\n    case _:\n        y = 'n'\nos.system(y)",
            1
        ),
        ("l = []\nl.append('a')\nl.append(x)\nl.append('b')\nl.pop(0)\nos.system(l[0])", 1),
        ("l = []\nl.append('a')\nl.append(x)\nl.append('b')\nl.pop(0)\nos.system(l[1])", 0),
        ("l = ['a', x, 'b']\nos.system(l[-1])", 0), ("l = ['a', x, 'b']\nos.system(l[-2])", 1),
        ("l = ['a', x]\nl.remove('a')\nos.system(l[0])", 1), ("l = ['a', x, 'b'][2:]\nos.system(l[0])", 0),
        ("d = {}\nd['a'] = 'x'\nd['b'] = x\nos.system(d['a'])", 0),
        ("d = {}\nd['a'] = x\nd['a'] = 'x'\nos.system(d['a'])", 0),
        (
            "c = configparser.ConfigParser()\nc.add_section('s')\nc.set('s', 'a', 'v')\nc.set('s', 'b', x)\nos.system(c.get('s', 'a'))",
            0
        ),
        (
            "c = configparser.ConfigParser()\nc.add_section('s')\nc.set('s', 'a', 'v')\nc.set('s', 'b', x)\nos.system(c.get('s', 'b'))",
            1
        ),
        ("i = 0\nwhile i < 3:\n    if i == 1:\n        os.system(x)\n    i += 1", 1),
        ("y = 'a'\nfor n in NAMES:\n    if y == 'b':\n        os.system(x)\n    y = 'b'", 1),
        (
            "a = []\nif WINDOWS:\n    a.append('cmd.exe')\n    a.append('/c')\nelse:\n    a.append('sh')\n    a.append('-c')\na.append('echo ' + x)\nsubprocess.run(a)",
            1
        ),
        ("a = ['echo']\na.append(x)\nsubprocess.run(a)", 0),
        ("s = 'help'\ns += x\ns += 'me'\nos.system(s[4:-2])", 1),
    ])
    func python(body: String, count: Int) {
        #expect(FlowSample.python(body).count == count, "\(body)")
    }

    @Test(arguments: [
        ("const n = 106; const y = 7 * 18 + n > 200 ? 'a' : x; exec(y);", 0),
        ("const n = 106; const y = 7 * 18 + n > 300 ? 'a' : x; exec(y);", 1),
        (
            "let y = 'a'; switch ('ABC'[1]) { case 'A': y = x; break; case 'B': y = 'b'; break; default: y = x; } exec(y);",
            0
        ),
        ("const l = []; l.push('a'); l.push(x); l.shift(); exec(l[0]);", 1),
        ("const l = []; l.push('a'); l.push(x); l.push('b'); l.shift(); exec(l[1]);", 0),
        ("const m = new Map(); m.set('a', 'v'); m.set('b', x); exec(m.get('a'));", 0),
        ("const m = new Map(); m.set('a', 'v'); m.set('b', x); exec(m.get('b'));", 1),
        ("const o: any = {}; o.a = x; o.b = 'v'; exec(o.b);", 0),
        ("let ok; if (SOME) { ok = 'a'; } if (ok === 'a') { exec('ls'); } else { exec(x); }", 1),
        ("let done = false; const go = () => { if (done) { exec(x); } }; done = true; go();", 1),
    ])
    func scripts(body: String, count: Int) {
        #expect(FlowSample.script(body).count == count, "\(body)")
    }

    @Test(arguments: [
        ("y := x\nif 7*18 > 100 { y = \"ls\" }\nexec.Command(\"sh\", \"-c\", y)", 0),
        ("args := []string{\"-c\"}\nargs = append(args, x)\nexec.Command(\"sh\", args...)", 1),
        ("args := []string{\"-n\"}\nargs = append(args, x)\nexec.Command(\"echo\", args...)", 0),
        ("m := map[string]string{}\nm[\"a\"] = \"ls\"\nm[\"b\"] = x\nexec.Command(\"sh\", \"-c\", m[\"a\"])", 0),
    ])
    func go(body: String, count: Int) {
        #expect(FlowSample.go(body).count == count, "\(body)")
    }

    @Test func constantsGoThroughFunctionsAndClasses() {
        let pick = "def pick(kind, value):\n    if kind == 'safe':\n        return 'ls'\n    return value\n"
        #expect(FlowSample.python("os.system(pick('safe', x))", before: pick).isEmpty)
        #expect(FlowSample.python("os.system(pick('other', x))", before: pick).count == 1)
        #expect(FlowSample.python("pick('safe', x)\nos.system(pick('other', x))", before: pick).count == 1)
        let box =
            "class Box:\n    def __init__(self, v):\n        self.v = v\n    def safe(self):\n        return 'ls'\n"
            + "    def all(self):\n        return self.v\n"
        #expect(FlowSample.python("os.system(Box(x).safe())", before: box).isEmpty)
        #expect(FlowSample.python("b = Box(x)\nos.system(b.all())", before: box).count == 1)
    }

    /// What whoever runs the server may change decides nothing.
    @Test func switchesOfModulesAreNoConstants() {
        let body = "if MODE == 'safe':\n    return\nos.system(x)"
        #expect(FlowSample.python(body, before: "MODE = 'safe'\n").count == 1)
    }

    @Test func requestsAreSources() {
        let head = "import os, flask\nfrom flask import request\napp = flask.Flask('a')\n"
        let wrapper =
            "class Wrapped:\n    def __init__(self, request):\n        self.request = request\n"
            + "    def form(self, name):\n        return self.request.form.get(name)\n    def fixed(self, name):\n        return 'a'\n"
        func route(_ body: String, _ path: String = "/a") -> Int {
            FlowSample.found(head + wrapper + "@app.route('\(path)')\ndef f():\n    \(body)\n", .python).count
        }
        #expect(route("os.system(request.args.get('a'))") == 1)
        #expect(route("os.system(request.headers.getlist('a')[0])") == 1)
        #expect(route("os.system(flask.request.get_json()['a'])") == 1)
        #expect(route("os.system(Wrapped(request).form('a'))") == 1)
        #expect(route("os.system(Wrapped(request).fixed('a'))") == 0)
        #expect(route("os.system(request.method)") == 0)
        // The path of a route without variables is that route.
        #expect(route("os.system(request.path.split('/')[1])") == 0)
        #expect(route("os.system(request.path.split('/')[1])", "/a/<name>") == 1)
    }

    @Test func aFolderWithoutAFileOfItsOwnIsAPackage() {
        let text = "import helpers.tools\nhelpers.tools.run(x)\n"
        let helper = "import os\ndef run(y):\n    os.system(y)\n"
        #expect(FlowSample.python(text, files: ["helpers/tools.py": helper]).count == 1)
    }
}
