import SentinelAnalysis
import SentinelSyntax
import Testing

@Suite struct PythonModelTests {
    private func items(_ text: String, _ more: [String: String] = [:]) -> [String] {
        Sources(more.merging(["app/server.py": text]) { $1 }).items("app/server.py", .python)
    }

    @Test func decoratorsInAllSpellings() {
        let found = items(
            """
            from mcp.server.fastmcp import FastMCP as F, Context
            from pydantic import Field
            from typing import Annotated, Literal, Optional
            app = F("demo", instructions="Be kind.")
            NAME = "second"

            @app.tool()
            async def first(path: str, times: int = 1, ctx: Context = None) -> str:
                \"\"\"Reads a file.

                Twice.
                \"\"\"

            @app.tool(name=NAME, description="Writes " + "a file.", annotations={"readOnlyHint": False})
            def other(mode: Literal["a", "b"], text: Annotated[Optional[str], Field(description="What to write")] = None): ...

            @app.tool
            def third(): "Does nothing."

            @app.resource("file:///{path}")
            def files(path: str): ...

            @app.prompt()
            def ask(topic: str = Field(description="About what")): ...
            """)
        #expect(
            found == [
                "server demo \"Be kind.\"",
                "tool first(path: string, times: integer?) \"Reads a file.\n\nTwice.\" by first",
                "tool second(mode: string [\"a\", \"b\"], text: string? 'What to write') \"Writes a file.\" readOnlyHint=false by other",
                "tool third \"Does nothing.\" by third",
                "resource files(path: string) by files",
                "prompt ask(topic: string 'About what') by ask",
            ])
    }

    @Test func serversFromOtherFilesFactoriesAndRegistrations() {
        let found = items(
            """
            from .core import mcp, build
            from .work import convert
            import core2 as c

            @mcp.tool()
            def one(): ...

            server = build()
            server.add_tool(convert, name="two")

            def register(mcp: "FastMCP"):
                mcp.tool(description="Three.")(convert)

            @c.registered("four")
            def four(x): ...

            @c.titled("Five times")
            def five(): ...
            """,
            [
                "app/core.py": """
                from fastmcp import FastMCP
                mcp = FastMCP("a")
                def build():
                    made = FastMCP("b")
                    return made
                """,
                "app/work.py": "def convert(amount: float):\n    'Converts.'\n",
                "app/core2.py": """
                from core import mcp
                def registered(name):
                    def decorate(function):
                        mcp.add_tool(function, name=name)
                        return function
                    return decorate
                def titled(title):
                    def decorate(function):
                        mcp.tool(title=title)(function)
                        return function
                    return decorate
                """,
            ])
        #expect(
            found == [
                "tool one by one", "tool two(amount: number) \"Converts.\" by convert",
                "tool convert(amount: number) \"Three.\" by convert", "tool four(x: ) by four", "tool five by five",
            ])
    }

    /// A class for each tool; what it is called may be set where its base is.
    @Test func classesThatDescribeATool() {
        let found = items(
            """
            from mcp.types import Tool
            from .base import Base
            class ListFiles(Base):
                def __init__(self):
                    super().__init__("list_files")
                def describe(self):
                    return Tool(name=self.name, description="Lists.", inputSchema={"type": "object", "properties": {}})
            def made(name):
                return Tool(name=name, description="Does.", inputSchema={"type": "object"})
            """,
            ["app/base.py": "class Base:\n    def __init__(self, name: str):\n        self.name = name\n"])
        #expect(found == ["tool list_files \"Lists.\"", "tool - \"Does.\""])
    }

    @Test func theLowLevelServer() {
        let found = items(
            """
            from mcp.server import Server
            import mcp.types as types
            from enum import Enum
            from pydantic import BaseModel, Field
            server = Server("low")
            class Names(str, Enum):
                READ = "read_it"
            class Arguments(BaseModel):
                url: str = Field(description="Where")
                limit: int = 5

            @server.list_tools()
            async def list_tools():
                return [
                    types.Tool(name=Names.READ.value, description="Reads.", inputSchema=Arguments.model_json_schema()),
                    types.Tool(name="write", description=f"Writes {'it'}.", inputSchema={"type": "object",
                        "properties": {"a": {"type": "string", "enum": ["x"]}}, "required": ["a"]}),
                ]

            @server.call_tool()
            async def call(name, arguments): ...
            """)
        #expect(
            found == [
                "server low", "tool read_it(url: string 'Where', limit: integer?) \"Reads.\" by call",
                "tool write(a: string [\"x\"]) \"Writes it.\" by call",
            ])
    }

    @Test func whatIsNoServerDeclaresNothing() {
        #expect(
            items(
                """
                import mcp
                from flask import Flask
                app = Flask("x")
                class Bench:
                    def tool(self): ...
                bench = Bench()
                @app.route("/")
                def index(): ...
                @bench.tool
                def hammer(): ...
                text = "tool"
                @text.tool
                def saw(): ...
                """) == [])
    }

    /// Names that refer to themselves, and to each other over files.
    @Test func circlesEnd() {
        let found = items(
            "from .b import mcp\nx = y\ny = x\n@x.tool\n@mcp.tool\ndef t(): ...\n",
            ["app/b.py": "from .server import mcp\nfrom .b import mcp\n"])
        #expect(found == ["tool t by t"])
    }

    @Test func typesOfParameters() {
        let found = items(
            """
            from fastmcp import FastMCP
            from .types import Where, Mode, Filter
            import enum
            mcp = FastMCP("a")
            class Level(enum.IntEnum):
                LOW = 1
            @mcp.tool
            def one(a: str | None, b: None | list[int], c: Where, d: Mode = Mode.FAST, e: Filter | None = None,
                f: "int" = 1, g: AnyUrl = "x", h: Level = 1, i: Optional[Dict[str, int]] = None): ...
            """,
            [
                "app/types.py": """
                from typing import Annotated
                from enum import Enum
                Where = Annotated[str, Field(description="Where")]
                class Mode(str, Enum):
                    FAST = "fast"
                class Filter(BaseModel):
                    x: int
                """
            ])
        #expect(
            found == [
                "server a",
                "tool one(a: string, b: array, c: string 'Where', d: string? [\"fast\"], e: object?, f: integer?, g: string?, h: integer?, i: object?) by one",
            ])
    }

    @Test func whatIsMadeOfFunctions() {
        let found = items(
            """
            from fastmcp import FastMCP
            mcp = FastMCP("a")
            def work(x: int): "Works."
            mcp.add_tool(Tool.from_function(work, name="one"))
            mcp.add_prompt(prompts.Prompt.from_function(work, name="two", description="Asks."))
            """)
        #expect(
            found == [
                "server a", "tool one(x: integer) \"Works.\" by work", "prompt two(x: integer) \"Asks.\" by work",
            ])
    }

    @Test func aPackageThatIsScannedByItself() {
        let sources = Sources(
            [
                "server.py":
                    "from tool_kit.names import NAME\nfrom fastmcp import FastMCP\nmcp = FastMCP('s')\n@mcp.tool(name=NAME)\ndef a(): ...\n",
                "names.py": "NAME = 'known'\n",
            ], root: "tool_kit")
        #expect(sources.items("server.py", .python) == ["server s", "tool known by a"])
    }

    /// `from x import *`, packages that hand on what modules have, folders without a file of their own, and a name of a package's module.
    @Test func waysOfImporting() {
        let found = items(
            """
            from .names import *
            from shared import mcp
            import space.part as part
            import app
            @mcp.tool(name=NAME)
            def one(): ...
            @mcp.tool(name=part.NAME)
            def two(): ...
            @mcp.tool(name=app.names.NAME)
            def three(): ...
            @mcp.tool(name=f"{0x10}_{12_000}")
            def four(): ...
            """,
            [
                "app/__init__.py": "", "app/names.py": "NAME = 'a'\n",
                "src/shared/__init__.py": "from .server import mcp\n",
                "src/shared/server.py": "from fastmcp import FastMCP\nmcp = FastMCP('s')\n",
                "space/part.py": "NAME = 'b'\n",
            ])
        #expect(found == ["tool a by one", "tool b by two", "tool a by three", "tool 16_12000 by four"])
    }
}
