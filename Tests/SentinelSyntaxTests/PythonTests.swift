import Testing

@testable import SentinelSyntax

/// The trees of Python's expressions and simple statements.
@Suite struct PythonTests {
    @Test(arguments: [
        ("a = b = *c, d", "assignment(target: a, target: b, value: tuple(item: spread(value: c), item: d))"),
        (
            "a: b[C(d)] = yield",
            "assignment(target: a, type: index(object: b, index: call(callee: C, argument: d)), value: yield)"
        ),
        ("a |= 1", "assignment(bitOr, target: a, value: 1)"),
        ("(a := 1)", "assignmentExpression(target: a, value: 1)"),
    ])
    func assignments(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        ("a ** -b ** c", "binary(power, left: a, right: unary(negate, value: binary(power, left: b, right: c)))"),
        (
            "not a in b is not c and d or e if f else g",
            #"""
            conditional(value: binary(or, left: binary(and, left: unary(not, value: binary(notIdentical, \#
            left: binary(isIn, left: a, right: b), right: c)), right: d), right: e), condition: f, \#
            alternative: g)
            """#
        ),
    ])
    func operators(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "a.b(c, *d, e=1, **f)[1:, ::2](g for h in i if j)",
            #"""
            call(callee: index(object: call(callee: member(object: a, name: b), argument: c, \#
            argument: spread(value: d), argument: keywordArgument(name: e, value: 1), argument: spread(**, \#
            value: f)), index: slice(value: 1), index: slice(value: 2)), argument: comprehension(generator, \#
            value: g, clause: comprehensionClause(target: h, value: i, condition: j)))
            """#
        ),
        (
            "lambda a, *b, c=1, **d: a",
            #"""
            function(lambda, parameter: parameter(name: a), parameter: parameter(*, name: b), \#
            parameter: parameter(keywordOnly, name: c, value: 1), parameter: parameter(**, name: d), body: a)
            """#
        ),
        (
            "[a async for b, *c in d if e if f]",
            #"""
            comprehension(value: a, clause: comprehensionClause(async, target: tuple(item: b, \#
            item: spread(value: c)), value: d, condition: e, condition: f))
            """#
        ),
        (
            "{a: b for a in c}",
            "comprehension(value: pair(key: a, value: b), clause: comprehensionClause(target: a, value: c))"
        ),
        (
            "{**a, 'b': c}\n{a, *b}\n()\n(a,)\n[a, b]",
            #"""
            dictionary(item: spread(**, value: a), item: pair(key: 'b', value: c))
            set(item: a, item: spread(value: b))
            ()
            tuple(item: a)
            list(item: a, item: b)
            """#
        ),
    ])
    func operands(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "a = 'a' b'b' r\"c\"",
            "assignment(target: a, value: string(part: 'a', part: b'b'{bytes}, part: r\"c\"{raw}))"
        ),
        (
            "f'a{b!r:>{c}.2}{{d}}{e = }' f'f'\nt'{a:b}'",
            #"""
            string(part: string(format, part: a, part: interpolation(value: b, format: >, \#
            format: interpolation(value: c), format: .2), part: {{d}}, part: interpolation(value: e)), \#
            part: f'f'{format})
            string(format, part: interpolation(value: a, format: b))
            """#
        ),
        (
            "f'{a['b']}{f\"{c}\"}' rf'''\\{a}'''",
            #"""
            string(part: string(format, part: interpolation(value: index(object: a, index: 'b')), \#
            part: interpolation(value: string(format, part: interpolation(value: c)))), part: string(raw, \#
            format, part: \, part: interpolation(value: a)))
            """#
        ),
    ])
    func strings(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "import a.b as c, d\nfrom ..a import (b as c, d,)\nfrom . import *",
            #"""
            importStatement(item: importedName(name: a.b, alias: c), item: importedName(name: d))
            importStatement(from, source: ..a, item: importedName(name: b, alias: c), \#
            item: importedName(name: d))
            importStatement(from, source: ., item: *{all})
            """#
        ),
        (
            "global a, b\ndel a, b[0]\nassert a, b\nraise a from b\nreturn a, b\npass",
            #"""
            scopeStatement(name: a, name: b)
            deletion(value: a, value: index(object: b, index: 0))
            assertStatement(condition: a, value: b)
            throwStatement(value: a, value: b)
            returnStatement(value: tuple(item: a, item: b))
            """#
        ),
    ])
    func simple(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "if a:\n\tb\n        c\n\u{c}d \\\n  + e ; f",
            "ifStatement(condition: a, body: block(statement: b, statement: c))\nbinary(add, left: d, right: e)\nf"
        ),
        ("a(\n  b, # c\n\n d)\n# e\n\n  # f\ng", "call(callee: a, argument: b, argument: d)\ng"),
    ])
    func lines(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }
}
