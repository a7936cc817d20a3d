"""Well-known MCP servers that run on standard input and output and list their tools without a network."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Server:
    """A server as PyPI has it."""

    # What pip installs: the server, pinned, and what it must be held to.
    requirements: tuple[str, ...]
    # The program, and what it is given.
    command: tuple[str, ...]
    # The folder of its source below site-packages.
    source: str
    # Files below it that belong to another server of the same package.
    without: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.requirements[0].split("==")[0]

    def folder(self, cache: Path) -> Path:
        return cache / self.requirements[0].replace("==", "-")


SERVERS = [
    Server(("mcp-server-time==2026.10.19",), ("mcp-server-time",), "mcp_server_time"),
    Server(("mcp-server-git==2026.10.19",), ("mcp-server-git",), "mcp_server_git"),
    Server(("mcp-server-fetch==2026.10.24",), ("mcp-server-fetch",), "mcp_server_fetch"),
    Server(("markitdown-mcp==0.0.1a7",), ("markitdown-mcp",), "markitdown_mcp"),
    Server(
        ("awslabs.aws-documentation-mcp-server==1.2.3",), ("awslabs.aws-documentation-mcp-server",),
        "awslabs/aws_documentation_mcp_server", without=("server_aws_cn.py",)),
    # The tools that only clients with a view of their own are shown, too.
    Server(
        ("mcp-for-blender==2.2.4",), ("mcp-for-blender",), "blender_mcp", environment={"BLENDER_MCP_APPS": "1"}),
    Server(("duckduckgo-mcp-server==0.7.0",), ("duckduckgo-mcp-server",), "duckduckgo_mcp_server"),
    Server(("arxiv-mcp-server==0.8.2",), ("arxiv-mcp-server",), "arxiv_mcp_server"),
    Server(("mcp-server-calculator==0.2.1",), ("mcp-server-calculator",), "mcp_server_calculator"),
    Server(("mcp-text-editor==1.0.2", "mcp<2"), ("mcp-text-editor",), "mcp_text_editor"),
    Server(
        ("mcp-server-sqlite==2025.4.25", "mcp<2"), ("mcp-server-sqlite", "--db-path", "{scratch}/a.db"),
        "mcp_server_sqlite"),
]
