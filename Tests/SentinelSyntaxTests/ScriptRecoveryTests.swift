import Testing

@testable import SentinelSyntax

/// Broken code: what was understood stays, and reading goes on.
@Suite struct ScriptRecoveryTests {
    @Test(
        arguments: [
            (
                "f(a, b\nconst c = 1",
                #"""
                PARTIAL
                call(callee: f, argument: a, argument: b)
                assignment declaration constant(target: c, 1)
                """#
            ),
            (
                "x = { a: 1, b: \nfunction g() { return 2 }",
                #"""
                PARTIAL
                assignment(target: x, dictionary(pair(key: a, 1), pair(key: b, function(g, body: \#
                block(returnStatement(2))))))
                """#
            ),
            (
                "if (a { b() }\nc()",
                #"""
                PARTIAL
                ifStatement(condition: a, body: block(call(callee: b)))
                call(callee: c)
                """#
            ),
            (
                "class A { b( { c }\nd() { e() } }",
                #"""
                PARTIAL
                classDefinition(A, body: block(function method(b, parameter: parameter(pattern: dictionary(pair \#
                shorthand(key: c, c))), parameter: parameter(d), parameter: parameter(pattern: error()), body: \#
                block(call(callee: e)))))
                """#
            ),
            (
                "var a = ;\nb(c)",
                #"""
                PARTIAL
                assignment declaration(target: a, error())
                call(callee: b, argument: c)
                """#
            ),
            (
                "}\na()",
                #"""
                PARTIAL
                error()
                call(callee: a)
                """#
            ),
            (
                "a b c",
                #"""
                PARTIAL
                a
                b
                c
                """#
            ),
            (
                "`a ${b c} d`; e",
                #"""
                PARTIAL
                string format(a , interpolation(b),  d)
                e
                """#
            ),
            (
                "x = 'abc\ny()",
                #"""
                PARTIAL
                assignment(target: x, 'abc)
                call(callee: y)
                """#
            ),
            (
                "x = /abc\ny()",
                #"""
                PARTIAL
                assignment(target: x, /abc)
                call(callee: y)
                """#
            ),
            (
                "/* a",
                #"""
                PARTIAL
                """#
            ),
            (
                "<a><b>c",
                #"""
                PARTIAL
                element(a, element(b, c))
                """#
            ),
            (
                "async function f( { a",
                #"""
                PARTIAL
                function async(f, parameter: parameter(pattern: dictionary(pair shorthand(key: a, a))))
                """#
            ),
            (
                "import { a, b from 'c'\nd()",
                #"""
                PARTIAL
                importStatement from(importedName(a), importedName(b), importedName(from), importedName('c'), \#
                importedName(d), error())
                error()
                error()
                """#
            ),
        ])
    func broken(_ source: String, _ form: String) {
        #expect(ScriptForm.of(source, .javascript) == form)
    }
}
