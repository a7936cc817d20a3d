import os
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("x")
ROOT = "/srv/files"

def check(file_path):
    if not file_path:
        return "empty"
    if os.path.isabs(file_path):
        return "absolute"
    if ".." in file_path:
        return "dots"

    return None

@mcp.tool()
def read(file_path: str) -> str:
    error = check(file_path)
    if error:
        raise ValueError(error)
    with open(os.path.join(ROOT, file_path)) as f:
        return f.read()
