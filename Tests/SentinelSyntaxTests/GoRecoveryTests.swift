import Foundation
import Testing

@testable import SentinelSyntax

/// What is left of Go that is broken.
@Suite struct GoRecoveryTests {
    /// Names of functions, and callees, in the order of the file.
    private func outline(_ source: String) -> String {
        let tree = GoSketch.parse(source)
        var found: [String] = []
        tree.walk(tree.root) { node in
            if tree.kind(node) == .function { found.append("func " + tree.name(of: node)) }
            if tree.kind(node) == .call { found.append(tree.dottedName(tree.child(of: node, .callee)) ?? "") }
            return true
        }
        return (found + (tree.isPartial ? ["partial"] : [])).joined(separator: ", ")
    }

    @Test(arguments: [
        ("func a() {\nb(c, \n}\nfunc d() { e() }", "func a, b, func d, e, partial"),
        ("func a() {\nif b {\nc()\n\nfunc d() { e() }", "func a, c, func d, e, partial"),
        ("func a() {\nx := [\n\nfunc (t T) d() { e() }", "func a, func d, e, partial"),
        ("func a() {\nx := )\nb()\n}", "func a, b, partial"),
        ("func a() {\nx := \"open\nb()\n}", "func a, b, partial"),
        ("func a() } func b() { c() }", "func a, func b, c, partial"),
        ("type T struct {\nA int\n\nfunc b() { c() }", "func b, c, partial"),
        ("import (\n\"a\"\n\nfunc b() { c() }", "func b, c, partial"),
        ("func a() {\nswitch x {\ncase 1: b()\n\nfunc c() {}", "func a, b, func c, partial"),
        ("func a() { b(c d) ; e() }", "func a, b, e, partial"),
        ("func a(b int, {\n c() }", "func a, c, partial"),
        ("func a() { return b.; }\nfunc c() {}", "func a, func c, partial"),
        ("a() {\nb()\n}\nfunc c() {}", "a, b, func c, partial"),
    ])
    func goesOn(_ source: String, _ expected: String) { #expect(outline(source) == expected) }

    @Test(arguments: [
        "(", "[", "{", "f(", "a[", "[]T{", "func() {", "if x {", "*", "-", "<-", "map[", "struct {a ", "L: ",
        "switch {case 1:", "else if x {} ", "T[", "func(",
    ])
    func isBounded(_ opening: String) {
        for prefix in ["func f() {\nx := ", "func f() {\n", "var x ", "type T ", "func f(a "] {
            let tree = GoSketch.parse(prefix + String(repeating: opening, count: 30_000) + "\n\nfunc g() { h() }")
            #expect(tree.isPartial)
        }
    }

    @Test func longChains() {
        let links = [".b", "[1]", "(c)", " + a", ".(T)"]
        let chains = links.map { "a" + String(repeating: $0, count: 50_000) }
        for chain in chains { #expect(!GoSketch.parse("package p\nvar x = \(chain)\n").isPartial) }
    }

    @Test func deepButWithinBounds() {
        let nested = String(repeating: "f(", count: 90) + "1" + String(repeating: ")", count: 90)
        let tree = GoSketch.parse("func g() { \(nested) }")
        #expect(!tree.isPartial)
        var calls = 0
        tree.walk(tree.root) { node in
            calls += tree.kind(node) == .call ? 1 : 0
            return true
        }
        #expect(calls == 90)
    }

    /// The deepest nesting fits into a quarter of a worker's stack.
    @Test(arguments: [
        "a || b && c == d + e * f(", "func() { if x { switch { case ", "T{a: []T{{b: ", "!-*<-(", "L: for {",
        "func(a map[K][N]func(",
    ])
    func fitsTheStack(_ opening: String) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            _ = GoSketch.parse("func f() { x := " + String(repeating: opening, count: 300))
            _ = GoSketch.parse("func f() { " + String(repeating: opening, count: 300))
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
    }
}
