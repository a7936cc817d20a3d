"""Reads findings as jsonl from standard input and prints, for each, `path message match` as bytes in hexadecimal."""

import json
import sys
import urllib.parse

for line in sys.stdin.buffer.read().decode().split("\n"):
    if not line:
        continue
    finding = json.loads(line)
    path = finding["path"].encode()
    if "path_uri" in finding:
        path = urllib.parse.unquote_to_bytes(finding["path_uri"])
    texts = [path, finding["message"].encode(), finding["match"]["text"].encode()]
    print(" ".join(text.hex() or "-" for text in texts))
