import SentinelAnalysis
import SentinelSyntax
import Testing

/// That every file which declares something passes is checked wherever the models are tested (`Sources.servers`).
@Suite struct DeclarationGateTests {
    private func mayDeclare(_ text: String, _ language: Language, registering own: Set<String> = []) -> Bool {
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe DeclarationGate.mayDeclare($0, language) { own.contains($0) }
        }
    }

    @Test(arguments: [
        "@mcp.tool\ndef a(): ...", "@mcp.tool()\ndef a(): ...", "@ app . prompt ('x')\ndef a(): ...",
        "app.add_tool(a)", "t = Tool . from_function(a)", "x = types.Tool(name='a')", "FastMCP ('x')",
        "from mcp.server import Server as S", "from m import MCPServer as F", "{\"inputSchema\": {}}",
        "{'inputSchema' : 1}",
        "@register\ndef a(): ...", "  @ours.register(1)\n  def a(): ...", "@(x)\ndef a(): ...",
        "register('a')(run)", "register('a) b) c')(  # text\n  run)", "register(\n  name='a',\n)(\n  self.run)",
        "m.run(transport='sse')", "m.run(host=h,  # any\n  transport=t)",
        "transport = 'sse'\nm.run(transport)", "(m.\n add_tool(f))",
    ])
    func pythonThatDeclares(text: String) {
        #expect(mayDeclare(text, .python, registering: ["register", "ours", ""]))
    }

    @Test(arguments: [
        "# MCP, inputSchema\nimport mcp.types", "from mcp.types import Tool", "tools: list[Tool] = []",
        "class Server(Base): ...\ndef prompt(x): ...", "x = self.tool\ny = tool(1)",
        "name_mapping={'a': \"inputSchema\"}",
        "import mcp.types as types", "@property\ndef a(self): ...\n@a.setter\ndef a(self, x): ...",
        "import jsii\n@jsii.member(jsii_name='x')\ndef a(self): ...", "text = 'a@b'",
        "x = re.compile(r'(a)(b)')\ny = f(1)(2)(\"z\")", "# Says what to do. prompt (text)",
        "from m import MCPError as E\nimport mcp_types as types", "transport = make()\nif transport == 'sse': ...",
        "# As tools/call has it\nfrom ours/tools/x import y",
    ])
    func pythonThatDeclaresNothing(text: String) { #expect(!mayDeclare(text, .python)) }

    @Test(arguments: ["@register\ndef a(): ...", "@ours.register\ndef a(): ...", "ours.register('a')(run)"])
    func decoratorsThatRegisterNothing(text: String) { #expect(!mayDeclare(text, .python)) }

    /// What is asked of the project's modules is told by their text.
    @Test(arguments: [
        ("from kit import register\n@register\ndef a(): ...", true),
        ("from kit import other\n@other\ndef a(): ...", true),
        ("try: from kit import register\nexcept ImportError: ...\n@register\ndef a(): ...", true),
        ("import os; from kit import register\n@register\ndef a(): ...", true),
        ("from . import loose\n@loose.register\ndef a(): ...", true),
        ("from folder import tools\n@tools.register\ndef a(): ...", true),
        ("from typing import *\nimport kit\nreg = kit.register\n@reg\ndef a(): ...", true),
        ("from plain import register\n@register\ndef a(): ...", false),
        ("from functools import cache\n@cache\ndef a(): ...", false),
        ("import kit.tools as t\n@t.register\ndef a(): ...", true),
        ("from package import (\n    one,  # first\n    register as r,\n)\n@r\ndef a(): ...", true),
        ("import package as p\n@p.register\ndef a(): ...", true),
        ("import functools as f\n@f.cache\ndef a(): ...", false),
        ("from renamed import r as s\n@s\ndef a(): ...", true),
        ("from deep import register\n@register\ndef a(): ...", true),
        ("from plain import x\ndef mine(f): return f\n@mine\ndef a(): ...", false),
        ("from kit import x\ndef mine(f): return x(f)\n@mine\ndef a(): ...", true),
    ])
    func modulesThatRegister(text: String, isLetIn: Bool) {
        let project = Project(
            Sources([
                "kit/__init__.py": "from .tools import register\nfrom . import tools as other\n",
                "loose.py": "from app import mcp\ntool = mcp.tool\ndef register(f): return tool()(f)\n",
                "folder/tools.py": "from app import mcp\ndef register(f):\n    return mcp.tool (name='a')(f)\n",
                "folder/__init__.py": "\u{FEFF}from .tools import register\n", "folder/plain/x.py": "",
                "kit/tools.py": "from app import mcp\ndef register(f):\n    return mcp.tool()(f)\n",
                "plain.py": "import os\ndef register(f): return f\ndef x(): ...\n",
                "package/__init__.py": "from .sub import *\none = 1\n",
                "package/sub.py": "from kit.tools import register\n",
                "renamed/__init__.py": "from .one import q as r\n", "renamed/one.py": "from .two import p as q\n",
                "renamed/two.py": "from kit.tools import register as p\n",
                "deep.py": "from plain import *\nfrom kit import tools\ndef register(f): return tools.register(f)\n",
            ]))
        let isIn = unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
            unsafe DeclarationGate.mayDeclare(bytes, .python) { unsafe project.mayRegister($0, in: bytes, at: "a.py") }
        }
        #expect(isIn == isLetIn)
    }

    @Test(arguments: [
        "server.tool('a', f)", "server?.tool?.('a', f)", "s.registerTool<X>('a', {}, f)", "server\n  .addTool({})",
        "s.setRequestHandler(X, f)",
        "new McpServer({ name: 'a' })", "{ name, inputSchema }", "{ 'inputSchema': {} }", "new a.Server ({})",
    ])
    func scriptsThatDeclare(text: String) { #expect(mayDeclare(text, .typescript)) }

    @Test(arguments: [
        "// MCP servers, by registerTool", "import { McpServer } from '@modelcontextprotocol/sdk'", "tool('a')",
        "show(tool.inputSchema)", "const a = kit.tool;", "e.prompt?.trim()", "class McpServer extends Base {}",
    ])
    func scriptsThatDeclareNothing(text: String) { #expect(!mayDeclare(text, .typescript)) }

    /// Rules look at these beside what is declared.
    @Test(arguments: [
        ("await ctx.session.create_message(x)", Language.python),
        ("session.send_request({'method': 'elicitation/create'})", .python),
        ("server._tools['a'].description = x", .python), ("setInterval(() => s.sendToolListChanged(), 9)", .typescript),
        ("send({ method: 'notifications/tools/list_changed' })", .typescript),
        ("c.request({ method: `sampling/createMessage` })", .typescript),
        ("const t = new StreamableHTTPServerTransport({})", .typescript),
    ])
    func whatServersAskAndTell(text: String, language: Language) { #expect(mayDeclare(text, language)) }

    /// Of minified code only what declares is read.
    @Test func minifiedScripts() {
        let long = String(repeating: "var a=1;", count: 2_500)
        #expect(mayDeclare("e.createMessage(t)" + long.replacing(";", with: ";\n"), .javascript))
        #expect(!mayDeclare("e.createMessage(t);" + long, .javascript))
        #expect(mayDeclare("e.registerTool('a',{},t);" + long, .javascript))
        let picture = "\nconst a = \"data:\(String(repeating: "QUJD", count: 8_000))\";\n"
        #expect(mayDeclare("e.createMessage(t);" + picture, .javascript))
    }

    @Test(arguments: [
        ("t := mcp.NewTool(name)", true), ("func (t T) Execute(a map[string]any) (*api.CallToolResult, error) {", true),
        ("s.RegisterTool(\"a\", \"b\", run)", true), ("http.HandleFunc(\"/\", handle)", false),
    ])
    func wordsOfGo(text: String, isLetIn: Bool) {
        #expect(mayDeclare(text, .go) == isLetIn)
    }

    @Test func otherLanguagesAreNotJudged() { #expect(mayDeclare("", .ruby)) }
}
