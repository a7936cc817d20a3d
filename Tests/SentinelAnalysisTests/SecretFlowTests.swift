import SentinelModel
import SentinelSyntax
import Testing

@testable import SentinelAnalysis

/// Where secrets go. The sinks are `print`, `console.log`, `log.Println`, errors, and results of tools.
@Suite struct SecretFlowTests {
    private static let rules = [
        FlowRule(
            sources: FlowSource.secrets,
            sinks: [
                FlowSink(.python, calls: ["print"], arguments: ["*"]),
                FlowSink(.javascript, calls: ["console.log"], arguments: ["*"]),
                FlowSink(.go, calls: ["log.Println"], arguments: ["*"]),
                FlowSink(.python, calls: ["!error", "!result"]), FlowSink(.javascript, calls: ["!error", "!result"]),
            ])
    ]

    private func origins(_ text: String, _ language: Language = .python) -> [FlowSource] {
        let name = language == .python ? "main.py" : language == .go ? "main.go" : "main.ts"
        let content = Array(text.utf8)
        let project = Project(Sources([:]))
        project.begin()
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: name, language) }
        let evaluator = Evaluator(project)
        let run = FlowRun(FlowTable(Self.rules), evaluator, file, followsSecrets: true)
        run.followAll(FlowStart(file, ModelReader(evaluator, file).read(), evaluator))
        return run.found.map(\.origin.source)
    }

    private func tool(_ body: String, _ parameters: String = "name: str, password: str") -> String {
        "import os, json, requests, hashlib\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\n"
            + "def f(\(parameters)):\n" + body.split(separator: "\n").map { "    \($0)\n" }.joined()
    }

    @Test(arguments: [
        ("print(os.environ['API_KEY'])", FlowSource.secret),
        ("key = os.getenv('DB_PASSWORD')\nprint(f'using {key}')", .secret),
        ("print(dict(os.environ))", .environment), ("return json.dumps(dict(os.environ))", .environment),
        ("value = os.environ.get(name)\nreturn f'{name}={value}'", .environment),
        ("return '\\n'.join(f'{k}={v}' for k, v in os.environ.items())", .environment),
        ("print('signing in', name, password)", .credential),
        ("raise ValueError(f'bad password {password}')", .credential),
        ("info = load(name)\nreturn f\"key: {info['api_key']}\"", .secret),
        ("return f'Admin token: {cfg.admin_token}'", .secret),
        ("data = open(os.path.expanduser('~/.ssh/id_rsa')).read()\nprint(data)", .privateFile),
    ])
    func secretsAreFollowed(body: String, source: FlowSource) {
        #expect(origins(tool(body)) == [source], "\(body)")
    }

    @Test(arguments: [
        "key = os.environ['API_KEY']\nprint('key is set' if key else 'key is missing')", "print(os.environ['HOME'])",
        "key = os.environ['API_KEY']\nprint(len(key), key[:4])",
        "key = os.environ['API_KEY']\nprint(hashlib.sha256(key.encode()).hexdigest())",
        "key = os.environ['API_KEY']\nprint(mask_secret(key))",
        "key = os.environ['API_KEY']\nreturn requests.get('https://a.b', headers={'Authorization': key}).text",
        "client = Client(api_key=os.environ['API_KEY'])\nreturn client.list()", "print(list(os.environ.keys()))",
        "print('~/.ssh/id_rsa')", "password = ask()\nprint(masked_password)", "print(f'Token count: {token_count}')",
        "return f'password length: {password_length}'", "if password == '':\n    return 'no password'",
    ])
    func whatIsNoSecretIsNot(body: String) {
        #expect(origins(tool(body)).isEmpty, "\(body)")
    }

    @Test func scriptsAndGo() {
        let script = """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            server.tool("a", {}, async () => {
              console.log(process.env.GITHUB_TOKEN);
              console.log(process.env.HOME, Object.keys(process.env));
              return { content: [{ type: "text", text: JSON.stringify(process.env) }] };
            });
            """
        #expect(origins(script, .typescript) == [.secret, .environment])
        let go = """
            package main
            import ("log"; "os")
            func main() {
              key := os.Getenv("API_KEY")
              log.Println("key", key)
              log.Println(os.Getenv("HOME"), len(key))
            }
            """
        #expect(origins(go, .go) == [.secret])
    }

    @Test(arguments: [
        "password", "dbPassword", "OPENAI_API_KEY", "client_secret", "accessToken", "user_password2", "apikey",
        "connection_string",
    ])
    func namesOfSecrets(name: String) { #expect(SecretName.isSecret(name), "\(name)") }

    @Test(arguments: [
        "max_tokens", "token", "token_url", "password_hash", "has_password", "secret_name", "apiKeyId", "public_key",
        "primaryKey", "masked_api_key", "passwordField", "is_secret", "next_page_token", "pwd",
    ])
    func namesOfOtherThings(name: String) { #expect(!SecretName.isSecret(name), "\(name)") }

    @Test func labels() {
        for text in ["API key: ", "Authorization: Bearer ", "DB_PASSWORD=", "\n- Access Token: ", "your password is: "]
        {
            #expect(SecretName.endsInLabel(text), "\(text)")
        }
        for text in ["tokens: ", "Expires: ", "the key ", "password length: ", "Token ", "name="] {
            #expect(!SecretName.endsInLabel(text), "\(text)")
        }
    }

    @Test func ofAnErrorItsTextIsTold() {
        #expect(origins(tool("raise Bad('no such model', api_key=os.environ['API_KEY'])")).isEmpty)
        #expect(origins(tool("raise BadError('no such model', api_key=os.environ['API_KEY'])")).isEmpty)
        #expect(origins(tool("raise BadError(message=f'key {os.environ[\"API_KEY\"]}', code=1)")) == [.secret])
    }

    @Test func anItemOfAListIsNotTheSecretInIt() {
        #expect(origins(tool("a = [name] * 70 + [os.environ['API_KEY']]\nprint(a[0])")).isEmpty)
        #expect(origins(tool("for k, v in os.environ.items():\n    print(v)")) == [.environment])
    }

    @Test func whatACallerMayAskForIsListed() {
        #expect(origins(tool("if name not in ALLOWED:\n    return ''\nreturn os.environ.get(name, '')")).isEmpty)
        #expect(
            origins(tool("value = os.environ.get(name, '')\nif name in ALLOWED:\n    return ''\nreturn value")) == [
                .environment
            ])
    }

    /// Functions that no client calls are followed only where something secret is read and something is done with it; either may lie in another
    /// function of the file.
    @Test(arguments: [
        "def start():\n    print(os.environ['API_KEY'])\n",
        "def key():\n    return os.environ['API_KEY']\ndef start():\n    print(key())\n",
        "def tell(text):\n    print(text)\ndef start():\n    tell(os.environ['API_KEY'])\n",
        "CONFIG = os.environ['API_KEY']\ndef start():\n    print(CONFIG)\n",
        "class S:\n    def __init__(self):\n        self.value = os.environ['API_KEY']\n    def show(self):\n        print(self.value)\n",
        "def start(cfg):\n    print(f'API key: {cfg.key}')\n",
        "def start(cfg):\n    print('Admin token: ' + cfg.token)\n",
        "def start():\n    print(open(os.path.expanduser('~/.ssh/id_rsa')).read())\n",
        "def start(request):\n    print(request.headers)\n",
        "def start(request):\n    print(request.headers.get('Authorization'))\n",
    ])
    func functionsThatNobodyCallsAreFollowedWhereTheyMatter(text: String) {
        #expect(origins("import os\n" + text).count == 1, "\(text)")
    }

    @Test(arguments: [
        "def start(cfg):\n    print(cfg.name)\n", "def start():\n    return os.environ['API_KEY']\n",
        "def start(request):\n    print(request.path)\n",
    ])
    func othersAreNot(text: String) {
        #expect(origins("import os\n" + text).isEmpty, "\(text)")
    }
}
