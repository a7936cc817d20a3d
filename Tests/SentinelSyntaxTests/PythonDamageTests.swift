import Foundation
import TestSupport
import Testing

@testable import SentinelSyntax

/// Python that is broken, hostile or endless: any tree will do that holds together.
@Suite struct PythonDamageTests {
    private static let text = """
        # é
        import os.path as p, sys
        from ..a import (b as c, d,)
        @server.tool(name="x", description=f"{a!r:>{w}} {{}} {b[0]}")
        async def f(a, /, b: Annotated[str, Field("d")] = 1, *args: int, k=2, **kw) -> None:
            '''doc'''
            x = y = await g(a)(b=1, *c, **d)[1:2, ::3].z if not e else lambda q, *r: (yield)
            with (open(a) as b, open(c)): pass
            match x:
                case A(b, c=1) | [1, *_] as z if z > 1: return rb'q' "r" \\
                    't\\x41'
            try: print "a" % x, `y`
            except A, e: raise B from c
            finally: del a, b
            for i, *j in {k: v for k, v in m.items() if v}: global n; n += 1
            else: type X[T: int] = list[T]
        class C(A, metaclass=B):
        \tx: int = 0x_FF

        """

    /// What does not hold together: ranges beyond the source, zones out of order, nodes that are reached twice.
    private func flaw(_ bytes: [UInt8]) -> String? {
        let tree = PythonSketch.parse(bytes)
        var at = 0
        for zone in tree.zones.pieces {
            if zone.range.lowerBound < at || zone.range.isEmpty { return "zone \(zone.range) behind \(at)" }
            at = zone.range.upperBound
        }
        if at > bytes.count { return "the last zone ends at \(at)" }
        let interpolation = tree.zones.interpolations.first { $0.upperBound > bytes.count }
        if let interpolation { return "interpolation \(interpolation)" }
        var (seen, found): (Set<NodeID>, String?) = ([], nil)
        tree.walk(tree.root) { node in
            let known = tree[node]
            if !seen.insert(node).inserted { found = "\(known.kind) \(known.range) twice" }
            if known.start > known.end || known.end > bytes.count {
                found = "\(known.kind) \(known.start) \(known.end)"
            }
            if known.kind == .string { _ = tree.stringValue(of: node) }
            return found == nil
        }
        return found.map { "\($0) in \(String(decoding: bytes, as: UTF8.self))" }
    }

    @Test func theTextIsWhole() {
        #expect(!PythonSketch.parse(Array(Self.text.utf8)).isPartial)
        #expect(flaw(Array(Self.text.utf8)) == nil)
    }

    @Test func cut() {
        let bytes = Array(Self.text.utf8)
        for length in 0...bytes.count {
            #expect(flaw(Array(bytes[..<length])) == nil, "first \(length) bytes")
            #expect(flaw(Array(bytes[length...])) == nil, "from byte \(length)")
        }
    }

    @Test func flipped() {
        var random = SeededRandom(5)
        let letters = Array("()[]{}\"'\\\n:,=#f@ \0".utf8)
        for round in 0..<2_000 {
            var bytes = Array(Self.text.utf8)
            for _ in 0...random.below(12) {
                let at = random.below(bytes.count)
                bytes[at] = random.chance(50) ? random.pick(letters) : bytes[at] ^ UInt8(1 << random.below(8))
            }
            #expect(flaw(bytes) == nil, "round \(round)")
        }
    }

    @Test func soup() {
        var random = SeededRandom(6)
        let words = """
            ( ) [ ] { } " ' \"\"\" f" f''' { } : , = := . ... * ** @ -> not in is if else for async await lambda yield
            def class with match case type print exec except try elif return import from a 1 + - ~ ` \\ # ; ! %
            """.split { $0 == " " || $0 == "\n" }.map(String.init)
        for round in 0..<2_000 {
            let text = (0..<random.below(60)).map { _ in
                random.pick(words) + random.pick([" ", "", "\n", "\n ", "\n  "])
            }
            #expect(flaw(Array(text.joined().utf8)) == nil, "round \(round)")
        }
    }

    /// Each is repeated up to 200,000 bytes: nested too deep, or without an end. A parser that is not linear does not come back.
    private static let endless = [
        "(", "[", "{", "f(", "a[", "{a:", "lambda x:", "lambda x=", "not ", "-", "a**", "await ", "a if b else ",
        "(yield ",
        "*", "f\"{", "f'{f\"{", "f\"{a:{", "f'''{\n", "f\"{(\n", "if a:", "def f(a,/,", "with (", "with (a as b,\n",
        "match (", "match (\n", "match (a);", "`", "\\\n", "\"", "'\n", "elif a:\n", "(a:=", "a=", "a.",
        "from a import (b,\n",
        "class A(", "def f(a=", "type X[", "[a for b in ", "f(a for b in c if ", "a or b and not c<d|e^f&g<<h+i*-j**(",
        "a<", "\n", ")]}", "\"\\N{", "f\"\\N{", "x(\nreturn ", "f\"{a(\nreturn ", "@", "a[:", "\0",
    ]

    @Test(arguments: endless)
    func isBounded(_ opening: String) async {
        let bytes = Array(String(repeating: opening, count: 200_000 / opening.utf8.count).utf8)
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let thread = Thread {
                for prefix in ["", "match x:\n case ", "class A:\n def f(a, b): "] {
                    _ = PythonSketch.parse(Array(prefix.utf8) + bytes)
                }
                done.resume()
            }
            // That of a worker.
            thread.stackSize = 2 << 20
            thread.start()
        }
    }

    @Test func deepBlocks() {
        let lines = (0..<600).map { String(repeating: " ", count: $0) + "if a:\n" }
        #expect(PythonSketch.parse(Array((lines.joined() + "def f(): pass").utf8)).isPartial)
    }

    @Test func longChains() {
        let branches = "if a: b\n" + String(repeating: "elif c: d\n", count: 5_000)
        #expect(!PythonSketch.parse(Array(branches.utf8)).isPartial)
        for link in [".b", "[1]", "(c)", " + a", " < a", ", a", " = a"] {
            let chain = "a" + String(repeating: link, count: 50_000)
            #expect(!PythonSketch.parse(Array(chain.utf8)).isPartial)
        }
    }
}
