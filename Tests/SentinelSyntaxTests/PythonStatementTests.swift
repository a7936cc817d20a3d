import Testing

@testable import SentinelSyntax

/// The trees of Python's compound statements, and of Python 2.
@Suite struct PythonStatementTests {
    @Test(arguments: [
        (
            "@a.b(c)\nasync def f(a, /, b: c = 1, *d, e, **g) -> h:\n    'doc'\n    await i",
            #"""
            function(async, decorator: call(callee: member(object: a, name: b), argument: c), name: f, \#
            parameter: parameter(positionalOnly, name: a), parameter: parameter(name: b, type: c, value: 1), \#
            parameter: parameter(*, name: d), parameter: parameter(keywordOnly, name: e), \#
            parameter: parameter(**, name: g), type: h, body: block(statement: 'doc'{documentation}, \#
            statement: awaitExpression(value: i)))
            """#
        ),
        (
            "class A[T: B](C, *D, e=F, **g):\n    def f(self):\n        yield",
            #"""
            classDefinition(name: A, item: type(item: T, item: B), base: C, base: spread(value: D), \#
            argument: keywordArgument(name: e, value: F), argument: spread(**, value: g), \#
            body: block(statement: function(generator, method, name: f, parameter: parameter(name: self), \#
            body: block(statement: yield))))
            """#
        ),
        (
            "type A[T] = B\ntype = 1",
            "typeDefinition(name: A, item: type(item: T), value: B)\nassignment(target: type, value: 1)"
        ),
    ])
    func definitions(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "if a: b\nelif c: d\nelse: e",
            #"""
            ifStatement(condition: a, body: block(statement: b), alternative: ifStatement(condition: c, \#
            body: block(statement: d), alternative: block(statement: e)))
            """#
        ),
        (
            "for a, *b in c, d: e\nelse: f",
            #"""
            forLoop(target: tuple(item: a, item: spread(value: b)), value: tuple(item: c, item: d), \#
            body: block(statement: e), alternative: block(statement: f))
            """#
        ),
        (
            "try: a\nexcept B: c\nexcept* (D, E) as f: g\nexcept: h\nelse: i\nfinally: j",
            #"""
            tryStatement(body: block(statement: a), catch: catchClause(type: B, body: block(statement: c)), \#
            catch: catchClause(type: tuple(item: D, item: E), name: f, body: block(statement: g)), \#
            catch: catchClause(body: block(statement: h)), alternative: block(statement: i), \#
            finally: block(statement: j))
            """#
        ),
        (
            "with (a as b, c.d() as (e, f),): g\nasync with (a).b as c, d: e",
            #"""
            withStatement(item: withItem(value: a, target: b), \#
            item: withItem(value: call(callee: member(object: c, name: d)), target: tuple(item: e, item: f)), \#
            body: block(statement: g))
            withStatement(async, item: withItem(value: member(object: a, name: b), target: c), \#
            item: withItem(value: d), body: block(statement: e))
            """#
        ),
    ])
    func compound(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            #"""
            match a, b:
                case A(b, c=1) | d.E() as f if g: h
                case {'a': [b, *_], **c}: d
                case (-1 + 2j | None), *_: e
                case _: i
            """#,
            #"""
            switchStatement(value: tuple(item: a, item: b), \#
            case: switchCase(pattern: assignmentExpression(target: f, value: binary(bitOr, \#
            left: dictionary(type: A, item: b, item: pair(key: c, value: 1)), \#
            right: dictionary(type: member(object: d, name: E)))), condition: g, statement: h), \#
            case: switchCase(pattern: dictionary(item: pair(key: 'a', value: list(item: b, \#
            item: spread(value: _))), item: spread(**, value: c)), statement: d), \#
            case: switchCase(pattern: tuple(item: binary(bitOr, left: binary(add, left: unary(negate, \#
            value: 1), right: 2j), right: None), item: spread(value: _)), statement: e), \#
            case: switchCase(statement: i))
            """#
        ),
        (
            "match = case\nmatch[a]\nmatch (a)\nmatch -a",
            #"""
            assignment(target: match, value: case)
            index(object: match, index: a)
            call(callee: match, argument: a)
            binary(subtract, left: match, right: a)
            """#
        ),
    ])
    func matches(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "print a % b, c\nexec a in b, c\nprint >>a, b\n`a, b`\na <> 0777L\nur'a'",
            #"""
            call(callee: print, argument: binary(remainder, left: a, right: b), argument: c)
            call(callee: exec, argument: a, argument: b, argument: c)
            tuple(item: binary(shiftRight, left: print, right: a), item: b)
            cast(value: tuple(item: a, item: b))
            binary(notEqual, left: a, right: 0777L)
            ur'a'{raw}
            """#
        ),
        (
            "try: a\nexcept A, e: b\nexcept A, B: c\nraise A, b, c\ndef f(a, (b, c)=d): e",
            #"""
            tryStatement(body: block(statement: a), catch: catchClause(type: A, name: e, \#
            body: block(statement: b)), catch: catchClause(type: tuple(item: A, item: B), \#
            body: block(statement: c)))
            throwStatement(value: A, value: b, value: c)
            function(name: f, parameter: parameter(name: a), parameter: parameter(pattern: tuple(item: b, \#
            item: c), value: d), body: block(statement: e))
            """#
        ),
        (
            "async = await\na.async(await=1)",
            #"""
            assignment(target: async, value: await)
            call(callee: member(object: a, name: async), argument: await, item: error(=1))
            partial
            """#
        ),
    ])
    func pythonTwo(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }
}
