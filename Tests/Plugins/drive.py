"""A host in Python for one plugin: fills `mcps_host`, calls `mcps_plugin_entry`, runs examples and hostile texts.

It stands in for the scanner where that is not built: the templates and examples below plugins/ are tried with it. A
plugin may crash, so it is run as a program:  python drive.py FILE.so [name=value ...]  prints one JSON object.
"""

from __future__ import annotations

import ctypes as c
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pcre2
import variants

OK, LIMITED, ERR_ARGUMENT, ERR_RULE, ERR_NOT_FOUND = 0, 2, -1, -6, -7
ANALYZE_FILE, ANALYZE_LISTING, PATTERNS = 1, 2, 4
PADDING = 64
TYPES = {"py": "python", "js": "javascript", "ts": "typescript", "json": "json", "yaml": "yaml", "yml": "yaml",
         "pem": "pem", "env": "dotenv", "go": "go", "java": "java", "c": "c", "h": "c", "txt": "text", "md": "markdown",
         "rs": "rust", "swift": "swift", "toml": "toml", "ini": "ini", "sh": "shell", "pub": "unknown"}


class Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("length", c.c_size_t)]

    @property
    def bytes(self) -> bytes:
        return c.string_at(self.data, self.length) if self.length else b""

    def __str__(self) -> str:
        return self.bytes.decode()


class Finding(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("severity", c.c_int32), ("confidence", c.c_int32),
                ("reserved", c.c_uint32), ("rule_id", Text), ("start", c.c_uint64), ("end", c.c_uint64),
                ("secret_start", c.c_uint64), ("secret_end", c.c_uint64), ("message", Text), ("evidence", Text)]


class Span(c.Structure):
    _fields_ = [("start", c.c_uint64), ("end", c.c_uint64)]


class File(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("reserved", c.c_uint32), ("path", Text), ("content", Text),
                ("types", Text)]


class Match(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("reserved", c.c_uint32), ("rule_id", Text), ("start", c.c_uint64),
                ("end", c.c_uint64)]


class Rule(c.Structure):
    _texts = ("id", "title", "category", "cwe", "message", "why", "fix", "references", "pattern", "keywords",
              "applies_to")
    _fields_ = [("struct_size", c.c_uint32), ("severity", c.c_int32), ("confidence", c.c_int32),
                ("flags", c.c_uint32), *((name, Text) for name in _texts), ("max_length", c.c_uint32), ("reserved", c.c_uint32)]


class Example(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("fires", c.c_int32), ("rule_id", Text), ("file_name", Text),
                ("text", Text)]


class Option(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("type", c.c_int32)] + [
        (name, Text) for name in ("name", "help", "default_value", "value", "origin", "choices")] + [
        ("minimum", c.c_int64), ("maximum", c.c_int64), ("group", Text), ("allowed_when_discovered", c.c_int32),
        ("reserved", c.c_int32)]


class Host(c.Structure):
    pass


HostPointer = c.POINTER(Host)
LOG = c.CFUNCTYPE(None, HostPointer, c.c_int32, c.c_void_p, c.c_size_t)
REPORT = c.CFUNCTYPE(c.c_int32, HostPointer, c.POINTER(Finding))
MATCH = c.CFUNCTYPE(c.c_int32, HostPointer, c.c_void_p, c.c_size_t, c.c_uint32, c.c_void_p, c.c_size_t, c.c_size_t,
                    c.POINTER(Span), c.c_size_t)
OPTION_GET = c.CFUNCTYPE(c.c_int32, HostPointer, c.c_char_p, c.POINTER(Text))
IS_CANCELLED = c.CFUNCTYPE(c.c_int32, HostPointer)
Host._fields_ = [("struct_size", c.c_uint32), ("abi", c.c_uint32), ("context", c.c_void_p), ("log", LOG),
                 ("report", REPORT), ("match", MATCH), ("option_get", OPTION_GET), ("is_cancelled", IS_CANCELLED)]

RULE_AT = c.CFUNCTYPE(c.c_int32, c.c_uint32, c.POINTER(Rule))
OPTION_AT = c.CFUNCTYPE(c.c_int32, c.c_uint32, c.POINTER(Option))
EXAMPLE_AT = c.CFUNCTYPE(c.c_int32, c.c_uint32, c.POINTER(Example))
CREATE = c.CFUNCTYPE(c.c_int32, HostPointer, c.POINTER(c.c_void_p))
DESTROY = c.CFUNCTYPE(None, c.c_void_p)
SESSION_NEW = c.CFUNCTYPE(c.c_int32, HostPointer, c.c_void_p, c.POINTER(c.c_void_p))
SCAN = c.CFUNCTYPE(c.c_int32, c.c_void_p, HostPointer, c.POINTER(File))
ACCEPT = c.CFUNCTYPE(c.c_int32, c.c_void_p, HostPointer, c.POINTER(File), c.POINTER(Match), c.POINTER(c.c_int32))


class Plugin(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("abi", c.c_uint32), ("abi_minimum", c.c_uint32),
                ("capabilities", c.c_uint32), ("id", Text), ("version", Text), ("title", Text), ("file_types", Text),
                ("rule_count", c.c_uint32), ("option_count", c.c_uint32), ("example_count", c.c_uint32),
                ("reserved", c.c_uint32), ("rule_at", RULE_AT), ("option_at", OPTION_AT), ("example_at", EXAMPLE_AT),
                ("create", CREATE), ("destroy", DESTROY), ("session_new", SESSION_NEW), ("session_free", DESTROY),
                ("scan_file", SCAN), ("scan_listing", SCAN), ("accept", ACCEPT)]


@dataclass
class Report:
    """A finding as the plugin reported it."""

    rule: str
    start: int
    end: int
    secret: tuple[int, int]
    severity: int
    confidence: int
    message: str
    evidence: str


@dataclass
class Driver:
    """One plugin, loaded and created, with one session."""

    path: Path
    options: dict[str, str] = field(default_factory=dict)
    logged: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.content_length = 0
        # Memory that is lent: texts for the present call, and values for good.
        self.kept: list[object] = []
        self.kept_options: list[object] = []
        self.host = Host(c.sizeof(Host), 1, None, LOG(self._log), REPORT(self._report), MATCH(self._match),
                         OPTION_GET(self._option_get), IS_CANCELLED(lambda _: 0))
        library = c.CDLL(str(self.path))
        entry = library.mcps_plugin_entry
        entry.argtypes, entry.restype = [HostPointer, c.POINTER(Plugin)], c.c_int32
        self.plugin = Plugin(c.sizeof(Plugin))
        self._check(entry(self.host, self.plugin), "mcps_plugin_entry")
        plugin = self.plugin
        assert plugin.abi_minimum <= 1 <= plugin.abi and plugin.struct_size <= c.sizeof(Plugin)
        assert plugin.id.bytes and str(plugin.id).islower() and str(plugin.version) and str(plugin.title)
        self.rules = [self._get(plugin.rule_at, Rule, index) for index in range(plugin.rule_count)]
        declared = [self._get(plugin.option_at, Option, index) for index in range(plugin.option_count)]
        self.values = {str(one.name): str(one.default_value) for one in declared}
        for name, value in self.options.items():
            assert name in self.values, f"no option {name}"
            self.values[name] = value
        self.examples = [self._get(plugin.example_at, Example, index) for index in range(plugin.example_count)]
        self.rule_ids = {str(rule.id) for rule in self.rules}
        self._check_rules()
        instance, self.session = c.c_void_p(), c.c_void_p()
        if plugin.create:
            self._check(plugin.create(self.host, instance), "create")
        if plugin.session_new:
            self._check(plugin.session_new(self.host, instance, self.session), "session_new")
        self.instance = instance

    def close(self) -> None:
        if self.plugin.session_free:
            self.plugin.session_free(self.session)
        if self.plugin.destroy:
            self.plugin.destroy(self.instance)

    def scan(self, name: str, content: bytes) -> list[Report]:
        """Gives a file to every capability that would see it; returns its findings, sorted."""
        self.reports = []
        self.content_length = len(content)
        # An allocation of its own, so that a checker of memory sees reads beyond the padding.
        memory = c.create_string_buffer(content + bytes(PADDING), len(content) + PADDING)
        types = TYPES.get(name.rpartition(".")[2], "unknown")
        file = File(c.sizeof(File), 0, self._text(name.encode()), Text(c.addressof(memory), len(content)),
                    self._text(types.encode()))
        wanted = str(self.plugin.file_types).split()
        if self.plugin.capabilities & ANALYZE_FILE and (not wanted or set(wanted) & set(types.split())):
            self._check(self.plugin.scan_file(self.session, self.host, file), f"scan_file of {name}")
        if self.plugin.capabilities & ANALYZE_LISTING and name.endswith(".json"):
            self._check(self.plugin.scan_listing(self.session, self.host, file), f"scan_listing of {name}")
        if self.plugin.capabilities & PATTERNS:
            self._patterns(content, file)
        return sorted(self.reports, key=lambda one: (one.start, one.end, one.rule))

    def _patterns(self, content: bytes, file: File) -> None:
        for rule in self.rules:
            if not rule.pattern.length:
                continue
            at = 0
            while spans := pcre2.match(rule.pattern.bytes, pcre2.MULTILINE, content, at):
                start, end = spans[0]
                accepted = c.c_int32(1)
                if self.plugin.accept:
                    match = Match(c.sizeof(Match), 0, rule.id, start, end)
                    accepted = c.c_int32(-77)
                    self._check(self.plugin.accept(self.session, self.host, file, match, accepted), "accept")
                    assert accepted.value in (0, 1), "accept left its answer open"
                if accepted.value:
                    self.reports.append(Report(str(rule.id), start, end, (0, 0), -1, -1, "", ""))
                at = max(end, start + 1)

    def _check_rules(self) -> None:
        assert len(self.rule_ids) == len(self.rules) > 0
        for rule in self.rules:
            name = str(rule.id)
            assert name.startswith(str(self.plugin.id).upper() + "-"), name
            for text in ("title", "category", "message", "why", "fix"):
                assert str(getattr(rule, text)), f"{name} has no {text}"
            assert 0 <= rule.severity <= 4 and 0 <= rule.confidence <= 2
            for fires in (0, 1):
                assert any(str(one.rule_id) == name and one.fires == fires for one in self.examples), (
                    f"{name} has no example with fires = {fires}")

    def _get(self, getter: object, kind: type, index: int) -> object:
        made = kind(c.sizeof(kind))
        if kind is Rule:
            made.severity, made.confidence = 2, 1
        self._check(getter(index, made), f"{kind.__name__} {index}")
        return made

    def _check(self, status: int, what: str) -> None:
        if status < 0:
            self.complaints.append(f"{what} returned {status}")

    def _text(self, value: bytes) -> Text:
        memory = c.create_string_buffer(value)
        self.kept = self.kept[-64:] + [memory]
        return Text(c.addressof(memory), len(value))

    def _log(self, _host: object, _severity: int, text: int, length: int) -> None:
        self.logged.append(c.string_at(text, length).decode(errors="replace"))

    def _report(self, _host: object, finding: object) -> int:
        one = finding.contents
        if str(one.rule_id) not in self.rule_ids:
            self.complaints.append(f"undeclared rule {one.rule_id}")
            return ERR_NOT_FOUND
        if not one.start <= one.end <= self.content_length:
            self.complaints.append(f"{one.start}..{one.end} is outside of {self.content_length}")
            return ERR_ARGUMENT
        if one.secret_start != one.secret_end and not one.start <= one.secret_start < one.secret_end <= one.end:
            self.complaints.append("the secret lies outside of its finding")
        if one.message.length > 1000:
            self.complaints.append("the message is too long")
        self.reports.append(Report(str(one.rule_id), one.start, one.end, (one.secret_start, one.secret_end),
                                   one.severity, one.confidence, str(one.message), str(one.evidence)))
        return OK

    def _match(self, _host: object, pattern: int, pattern_length: int, flags: int, subject: int, length: int,
               start: int, spans: object, count: int) -> int:
        options = sum(option for bit, option in ((1, pcre2.CASELESS), (2, pcre2.MULTILINE), (4, pcre2.DOTALL))
                      if flags & bit)
        try:
            found = pcre2.match(c.string_at(pattern, pattern_length), options, c.string_at(subject, length), start)
        except pcre2.PatternError as error:
            self.complaints.append(str(error))
            return ERR_RULE
        for index, (first, last) in enumerate(found[:count]):
            spans[index].start, spans[index].end = first, last
        return min(count, len(found))

    def _option_get(self, _host: object, name: bytes, value: object) -> int:
        text = self.values.get(name.decode())
        if text is None:
            return ERR_NOT_FOUND
        memory = c.create_string_buffer(text.encode())
        self.kept_options.append(memory)
        value.contents.data, value.contents.length = c.addressof(memory), len(text.encode())
        return OK


def marked(text: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The text without its marks, and the marked places."""
    plain, places, starts = b"", [], []
    for character in text:
        if character == "\u27e6":
            starts.append(len(plain))
        elif character == "\u27e7":
            places.append((starts.pop(), len(plain)))
        else:
            plain += character.encode()
    assert not starts
    return plain, sorted(places)


def run_examples(driver: Driver) -> list[str]:
    """What is wrong with the plugin's examples, one sentence each."""
    wrong = []
    for example in driver.examples:
        rule, name = str(example.rule_id), str(example.file_name)
        content, expected = marked(str(example.text))
        found = [(one.start, one.end) for one in driver.scan(name, content) if one.rule == rule]
        if bool(expected) != bool(example.fires) or rule not in driver.rule_ids:
            wrong.append(f"{rule}: {content!r} is marked wrongly")
        elif found != expected:
            wrong.append(f"{rule}: {content!r} gave {found}, not {expected}")
    return wrong


def scan_variants(driver: Driver) -> int:
    """Scans hostile variants of the examples. Only a crash, a hang or a report that is refused is wrong with one."""
    count = 0
    for example in driver.examples:
        content, _ = marked(str(example.text))
        for one in variants.of(content):
            driver.scan(str(example.file_name), one)
            bad = [complaint for complaint in driver.complaints if "returned" not in complaint]
            assert not bad, f"{bad} on {one[:200]!r}"
            driver.complaints = []
            count += 1
    return count


def main(arguments: list[str]) -> None:
    driver = Driver(Path(arguments[0]).resolve(), dict(one.split("=", 1) for one in arguments[1:]))
    wrong = run_examples(driver)
    trouble = list(driver.complaints)
    driver.complaints = []
    scans = scan_variants(driver)
    driver.close()
    print(json.dumps({
        "id": str(driver.plugin.id), "capabilities": driver.plugin.capabilities, "rules": sorted(driver.rule_ids),
        "options": driver.values, "examples": len(driver.examples), "wrong": wrong, "complaints": trouble,
        "scans": scans, "logged": driver.logged}))


if __name__ == "__main__":
    main(sys.argv[1:])
