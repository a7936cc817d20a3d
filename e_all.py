import os
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("x")
ROOT = "/srv/files"

def check(file_path):
    if os.path.isabs(file_path) or (len(file_path) > 1 and file_path[1] == ':'):
        return "absolute"
    norm = os.path.normpath(file_path)
    if "..\\" in norm or "../" in norm or norm.startswith(".."):
        return "dots"
    full = os.path.realpath(os.path.join(ROOT, norm))
    if not full.startswith(os.path.realpath(ROOT)):
        return "outside"

    return None

@mcp.tool()
def read(file_path: str) -> str:
    error = check(file_path)
    if error:
        raise ValueError(error)
    with open(os.path.join(ROOT, file_path)) as f:
        return f.read()
