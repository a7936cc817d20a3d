"""Functions and calls of JavaScript and TypeScript as tree-sitter sees them, in the form of `sentinel-syntax outline`."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import tree_sitter
import tree_sitter_javascript
import tree_sitter_typescript

LANGUAGES = {
    "javascript": tree_sitter.Language(tree_sitter_javascript.language()),
    "typescript": tree_sitter.Language(tree_sitter_typescript.language_typescript()),
    "tsx": tree_sitter.Language(tree_sitter_typescript.language_tsx()),
}
SUFFIXES = {
    ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".jsx": "javascript",
    ".ts": "typescript", ".mts": "typescript", ".cts": "typescript", ".tsx": "tsx",
}
FUNCTIONS = ["function_declaration", "generator_function_declaration", "function_expression", "generator_function",
             "arrow_function", "method_definition"]
SIGNATURES = ["function_signature", "method_signature", "abstract_method_signature"]
# What the outline looks through for a dotted name.
TRANSPARENT = {"parenthesized_expression", "await_expression", "non_null_expression", "as_expression",
               "satisfies_expression", "type_assertion", "instantiation_expression"}


@lru_cache
def query(language: str) -> tree_sitter.Query:
    kinds = FUNCTIONS + (SIGNATURES if language != "javascript" else [])
    patterns = " ".join(f"({kind}) @function" for kind in kinds)
    return tree_sitter.Query(LANGUAGES[language], patterns + " (call_expression) @call (new_expression) @call")


def text(node: tree_sitter.Node) -> str:
    return node.text.decode(errors="replace")


def inner(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """The expression in a node that is looked through."""
    named = [child for child in node.named_children if child.type != "comment"]
    if not named:
        return None
    return named[-1] if node.type == "type_assertion" else named[0]


def dotted(node: tree_sitter.Node | None) -> str:
    parts: list[str] = []
    while node is not None and len(parts) < 32:
        if node.type in TRANSPARENT:
            node = inner(node)
        elif node.type == "member_expression":
            parts.append(text(node.child_by_field_name("property")))
            node = node.child_by_field_name("object")
        elif node.type in ("identifier", "this", "super", "import", "undefined", "null", "true", "false"):
            return ".".join(reversed([*parts, text(node)]))
        elif node.type == "meta_property":
            return ".".join(reversed([*parts, text(node)]))
        else:
            return ""
    return ""


def start(node: tree_sitter.Node) -> int:
    """The first line, decorators left out."""
    for child in node.children:
        if child.type not in ("decorator", "comment"):
            return child.start_point.row + 1
    return node.start_point.row + 1


def function(node: tree_sitter.Node) -> tuple:
    name = node.child_by_field_name("name")
    called = "" if name is None else text(name)
    if name is not None and name.type == "computed_property_name":
        called = called[1:-1].strip()
    parameters = node.child_by_field_name("parameters")
    count = 1 if node.child_by_field_name("parameter") is not None else 0
    if parameters is not None:
        count = sum(child.type not in ("comment", "ERROR") for child in parameters.named_children)
    return called, start(node), node.end_point.row + 1, count


def is_type(node: tree_sitter.Node | None) -> bool:
    """True for what stands in a type."""
    while node is not None and not node.type.endswith(("statement", "declaration", "program")):
        if node.type.startswith(("type_", "generic_type")):
            return True
        node = node.parent
    return node is not None and node.type == "type_alias_declaration"


def call(node: tree_sitter.Node) -> tuple | None:
    callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    arguments = node.child_by_field_name("arguments")
    if arguments is not None and arguments.type == "template_string":
        return None
    # `await (a, b)` waits for `b`; tree-sitter calls a function.
    if callee is not None and callee.type == "identifier" and callee.text == b"await":
        return None
    # `import("a").B` as a type.
    if callee is not None and callee.type == "import" and is_type(node):
        return None
    count = 0
    if arguments is not None:
        count = sum(child.type != "comment" for child in arguments.named_children)
    return dotted(callee), count, node.start_point.row + 1


def outline(path: Path) -> tuple[Counter, Counter] | None:
    """Functions and calls; None where tree-sitter does not understand the file."""
    language = SUFFIXES[path.suffix]
    tree = tree_sitter.Parser(LANGUAGES[language]).parse(path.read_bytes())
    if tree.root_node.has_error:
        return None
    captures = tree_sitter.QueryCursor(query(language)).captures(tree.root_node)
    functions = Counter(function(node) for node in captures.get("function", [])
                        if node.parent is None or node.parent.type not in ("interface_body", "object_type"))
    calls = Counter(found for node in captures.get("call", []) if (found := call(node)) is not None)
    return functions, calls
