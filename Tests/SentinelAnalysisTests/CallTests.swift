import SentinelAnalysis
import SentinelModel
import SentinelSyntax
import Testing

/// Calls that are dangerous by themselves: by name, arguments, and what their result is for.
@Suite struct CallTests {
    private static let rules = [
        CallRule(
            calls: [
                CallForm(.python, calls: ["hashlib.md5"]), CallForm(.javascript, calls: ["Math.random"]),
                CallForm(.go, calls: ["crypto/md5.Sum"]),
            ],
            usedAs: ["password", "session id"], given: ["password"]),
        CallRule(calls: [
            CallForm(
                .python, calls: ["?.set_cookie"],
                conditions: [FlowSink.Condition(argument: "secure", value: "false|absent")]),
            CallForm(
                .javascript, calls: ["?.cookie"], conditions: [FlowSink.Condition(argument: "2.secure", value: "false")]
            ),
            CallForm(
                .go, calls: ["net/http.Cookie"],
                conditions: [FlowSink.Condition(argument: "Secure", value: "false|absent")]),
        ]),
        CallRule(calls: [
            CallForm(
                .python, calls: ["hashlib.new"],
                conditions: [
                    FlowSink.Condition(argument: "0|name", value: "md5|sha1"),
                    FlowSink.Condition(argument: "usedforsecurity", value: "not false"),
                ])
        ]),
        CallRule(calls: [
            CallForm(
                .python, calls: ["re.compile"], conditions: [FlowSink.Condition(argument: "0", value: "exponential")]),
            CallForm(.javascript, calls: ["/"], conditions: [FlowSink.Condition(argument: "0", value: "exponential")]),
        ]),
    ]

    /// What is found, as `rule: text of the call`.
    private func found(_ text: String, _ language: Language = .python) -> [String] {
        let project = Project(Sources([:]))
        project.begin()
        let content = Array(text.utf8)
        let name = language == .python ? "a.py" : language == .go ? "a.go" : "a.js"
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: name, language) }
        let reader = CallReader(CallTable(Self.rules), file, Evaluator(project)) { $0 == "(a+)+b" ? "slow" : nil }
        return reader.find([0, 1, 2, 3]).map {
            "\($0.rule): \(String(decoding: file.tree.text($0.range), as: UTF8.self))"
        }
    }

    @Test(arguments: [
        "import hashlib\ndef f(password):\n    return hashlib.md5(password)",
        "from hashlib import md5\ndef f(x):\n    password_digest = md5(x)",
        "import hashlib as h\ndef hash_password(x):\n    d = h.md5(x)\n    return d.hexdigest()",
        "import hashlib\ndef f(x):\n    d = hashlib.md5()\n    d.update(x.password)\n    return {}",
        "import hashlib\ndef f(x):\n    d = hashlib.md5(x)\n    row['password'] = d",
        "import hashlib\ndef f(x):\n    d = hashlib.md5(x)\n    out = open('/srv/password.txt', 'w')\n    out.write(d)",
    ])
    func roles(_ text: String) { #expect(found(text).count == 1) }

    @Test(arguments: [
        "import hashlib\ndef f(x):\n    return hashlib.md5(x)", "def f(password):\n    return md5(password)",
        "import hashlib\ndef f(x):\n    key = hashlib.md5(x)\n    password = 3",
        "import hashlib\npassword = 3\nkey = hashlib.md5(x)", "class hashlib:\n    md5 = 1\npassword = hashlib.md5(1)",
        "import hashlib\ndef f(x, password):\n    if hashlib.md5(x) == 3:\n        password = 4",
    ])
    func rolesThatAreNone(_ text: String) { #expect(found(text).isEmpty) }

    @Test func argumentsByName() {
        #expect(found("r.set_cookie('a', 'b', secure=False)") == ["1: r.set_cookie('a', 'b', secure=False)"])
        #expect(found("r.set_cookie('a', 'b')").count == 1)
        #expect(found("r.set_cookie('a', 'b', secure=True)").isEmpty)
        #expect(found("r.set_cookie('a', 'b', secure=settings.secure)").isEmpty)
        #expect(found("r.set_cookie('a', **options)").isEmpty)
        #expect(found("import hashlib\nhashlib.new('md5')").count == 1)
        #expect(found("import hashlib\nhashlib.new(name='SHA1')").count == 1)
        #expect(found("import hashlib\nhashlib.new('md5', usedforsecurity=False)").isEmpty)
        #expect(found("import hashlib\nhashlib.new('sha256')").isEmpty)
    }

    @Test func argumentsOfOtherLanguages() {
        #expect(found("res.cookie('a', b, { secure: false })", .javascript).count == 1)
        #expect(found("res.cookie('a', b, { secure: isLive })", .javascript).isEmpty)
        #expect(found("res.cookie('a', b)", .javascript).isEmpty)
        #expect(found("const sessionId = 's' + Math.random()", .javascript).count == 1)
        #expect(found("const newPassword = () => Math.random().toString(36)", .javascript).count == 1)
        #expect(found("const x = 2 * Math.random()", .javascript).isEmpty)
        let head = "package a\nimport (\"crypto/md5\"; \"net/http\")\n"
        #expect(found(head + "func f(password string) { md5.Sum([]byte(password)) }", .go).count == 1)
        #expect(found(head + "var c = http.Cookie{Name: \"a\"}", .go).count == 1)
        #expect(found(head + "var c = http.Cookie{Name: \"a\", Secure: true}", .go).isEmpty)
    }

    @Test func expressions() {
        #expect(found("import re\na = re.compile(r'(a+)+b')").count == 1)
        #expect(found("import re\na = re.compile(r'(a+)b')").isEmpty)
        #expect(found("const a = /(a+)+b/g", .javascript) == ["3: /(a+)+b/g"])
    }
}
