import Testing

@testable import SentinelSyntax

/// What is left of Python that is broken.
@Suite struct PythonRecoveryTests {
    @Test(arguments: [
        (
            "a = b(c,\ndef f():\n    d()",
            #"""
            assignment(target: a, value: call(callee: b, argument: c))
            function(name: f, body: block(statement: call(callee: d)))
            partial
            """#
        ),
        (
            "a = b(c d, e)\nf()",
            #"""
            assignment(target: a, value: call(callee: b, argument: c, item: error(d), argument: e))
            call(callee: f)
            partial
            """#
        ),
        (
            "class A:\n    def f(self:\n        a(\n    def g(self): b",
            #"""
            classDefinition(name: A, body: block(statement: function(method, name: f, \#
            parameter: parameter(name: self, type: call(callee: a)), body: block()), \#
            statement: function(method, name: g, parameter: parameter(name: self), body: block(statement: b))))
            partial
            """#
        ),
        (
            "if a\n    b\nelse\n    c",
            "ifStatement(condition: a, body: block(statement: b), alternative: block(statement: c))\npartial"
        ),
        (
            "def f():\n    match a:\n        case b:\n            pass\n        cise _:\n            d\n    e\nf",
            #"""
            function(name: f, body: block(statement: switchStatement(value: a, case: switchCase(pattern: b), \#
            statement: error(cise _:), statement: error(d)), statement: e))
            f
            partial
            """#
        ),
        ("a = 'b\nc()", "assignment(target: a, value: 'b{unterminated})\ncall(callee: c)\npartial"),
        (
            "f'{a(' + b\nc()",
            #"""
            binary(add, left: string(format, part: interpolation(value: call(callee: a))), right: b)
            call(callee: c)
            partial
            """#
        ),
        (
            "f'{\"' + b\nc()",
            #"""
            string(format, unterminated, part: interpolation(value: "' + b{unterminated}))
            call(callee: c)
            partial
            """#
        ),
        (
            "f'''{a(\ndef f(): b",
            "string(format, unterminated, part: interpolation(value: call(callee: a)), part: \ndef f(): b)\npartial"
        ),
        ("fro a in b:\n    c\nd", "fro\nerror(a in b:)\nc\nd\npartial"),
        ("x = (a]\nb()", "assignment(target: x, value: tuple(item: a))\ncall(callee: b)\npartial"),
        ("except A:\n    b", "A\nblock(statement: b)\npartial"),
        ("@a\nb", "a\nb\npartial"),
        ("a.\nb", "member(object: a)\nb\npartial"),
        ("a = \nb", "assignment(target: a)\nb\npartial"),
        ("  a\nb", "a\nb\npartial"),
        (
            "def f(a, b c, *): d",
            #"""
            function(name: f, parameter: parameter(name: a), parameter: parameter(name: b), item: error(c), \#
            body: block(statement: d))
            partial
            """#
        ),
        ("if a:\nb", "ifStatement(condition: a, body: block())\nb\npartial"),
        (
            "from a import (b,\nclass C: d",
            #"""
            importStatement(from, source: a, item: importedName(name: b))
            classDefinition(name: C, body: block(statement: d))
            partial
            """#
        ),
        ("for a of b: c", "forLoop(target: a, value: of, body: block(statement: c))\npartial"),
        ("a[b:c d]\ne", "index(object: a, index: slice(value: b, value: c), item: error(d))\ne\npartial"),
        ("%ls\n$a ?\nb", "binary(remainder, right: ls)\nerror($a ?)\nb\npartial"),
    ])
    func goesOn(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }
}
