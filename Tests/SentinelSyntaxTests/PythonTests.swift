import Testing

@testable import SentinelSyntax

/// The trees of Python's statements and expressions. That functions and calls are where CPython finds them is tested in Tests/Syntax.
@Suite struct PythonTests {
    @Test(arguments: [
        (
            "a = b = *c, d",
            "assignment(target: a, target: b, value: tuple(item: spread(value: c), item: d))"
        ),
        (
            "a: b[C(d)] = yield",
            #"""
                assignment(target: a, type: index(object: b, index: call(callee: C, argument: d)), \#
                value: yield)
                """#
        ),
        (
            "a |= 1",
            "assignment(bitOr, target: a, value: 1)"
        ),
        (
            "(a := 1)",
            "assignmentExpression(target: a, value: 1)"
        ),
    ])
    func assignments(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "a ** -b ** c",
            "binary(power, left: a, right: unary(negate, value: binary(power, left: b, right: c)))"
        ),
        (
            "not a in b is not c and d or e if f else g",
            #"""
                conditional(value: binary(or, left: binary(and, left: unary(not, \#
                value: binary(notIdentical, left: binary(isIn, left: a, right: b), right: c)), right: d), \#
                right: e), condition: f, alternative: g)
                """#
        ),
    ])
    func operators(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "a.b(c, *d, e=1, **f)[1:, ::2](g for h in i if j)",
            #"""
                call(callee: index(object: call(callee: member(object: a, name: b), argument: c, \#
                argument: spread(value: d), argument: keywordArgument(name: e, value: 1), \#
                argument: spread(**, value: f)), index: slice(value: 1), index: slice(value: 2)), \#
                argument: comprehension(generator, value: g, clause: comprehensionClause(target: h, \#
                value: i, condition: j)))
                """#
        ),
        (
            "lambda a, *b, c=1, **d: a",
            #"""
                function(lambda, parameter: parameter(name: a), parameter: parameter(*, name: b), \#
                parameter: parameter(keywordOnly, name: c, value: 1), parameter: parameter(**, name: d), \#
                body: a)
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
            #"""
                comprehension(value: pair(key: a, value: b), clause: comprehensionClause(target: a, \#
                value: c))
                """#
        ),
        (
            #"""
                {**a, 'b': c}
                {a, *b}
                ()
                (a,)
                [a, b]
                """#,
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
            #"""
                @a.b(c)
                async def f(a, /, b: c = 1, *d, e, **g) -> h:
                    'doc'
                    await i
                """#,
            #"""
                function(async, decorator: call(callee: member(object: a, name: b), argument: c), name: f, \#
                parameter: parameter(positionalOnly, name: a), parameter: parameter(name: b, type: c, \#
                value: 1), parameter: parameter(*, name: d), parameter: parameter(keywordOnly, name: e), \#
                parameter: parameter(**, name: g), type: h, body: block(statement: 'doc'{documentation}, \#
                statement: awaitExpression(value: i)))
                """#
        ),
        (
            #"""
                class A[T: B](C, *D, e=F, **g):
                    def f(self):
                        yield
                """#,
            #"""
                classDefinition(name: A, item: type(item: T, item: B), base: C, base: spread(value: D), \#
                argument: keywordArgument(name: e, value: F), argument: spread(**, value: g), \#
                body: block(statement: function(generator, method, name: f, \#
                parameter: parameter(name: self), body: block(statement: yield))))
                """#
        ),
        (
            #"""
                type A[T] = B
                type = 1
                """#,
            #"""
                typeDefinition(name: A, item: type(item: T), value: B)
                assignment(target: type, value: 1)
                """#
        ),
    ])
    func definitions(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            #"""
                if a: b
                elif c: d
                else: e
                """#,
            #"""
                ifStatement(condition: a, body: block(statement: b), alternative: ifStatement(condition: c, \#
                body: block(statement: d), alternative: block(statement: e)))
                """#
        ),
        (
            #"""
                for a, *b in c, d: e
                else: f
                """#,
            #"""
                forLoop(target: tuple(item: a, item: spread(value: b)), value: tuple(item: c, item: d), \#
                body: block(statement: e), alternative: block(statement: f))
                """#
        ),
        (
            #"""
                try: a
                except B: c
                except* (D, E) as f: g
                except: h
                else: i
                finally: j
                """#,
            #"""
                tryStatement(body: block(statement: a), catch: catchClause(type: B, \#
                body: block(statement: c)), catch: catchClause(type: tuple(item: D, item: E), name: f, \#
                body: block(statement: g)), catch: catchClause(body: block(statement: h)), \#
                alternative: block(statement: i), finally: block(statement: j))
                """#
        ),
        (
            #"""
                with (a as b, c.d() as (e, f),): g
                async with (a).b as c, d: e
                """#,
            #"""
                withStatement(item: withItem(value: a, target: b), \#
                item: withItem(value: call(callee: member(object: c, name: d)), target: tuple(item: e, \#
                item: f)), body: block(statement: g))
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
            #"""
                match = case
                match[a]
                match (a)
                match -a
                """#,
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
            #"""
                import a.b as c, d
                from ..a import (b as c, d,)
                from . import *
                """#,
            #"""
                importStatement(item: importedName(name: a.b, alias: c), item: importedName(name: d))
                importStatement(from, source: ..a, item: importedName(name: b, alias: c), \#
                item: importedName(name: d))
                importStatement(from, source: ., item: *{all})
                """#
        ),
        (
            #"""
                global a, b
                del a, b[0]
                assert a, b
                raise a from b
                return a, b
                pass
                """#,
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
            #"""
                a = 'a' b'b' r"c"
                """#,
            #"""
                assignment(target: a, value: string(part: 'a', part: b'b'{bytes}, part: r"c"{raw}))
                """#
        ),
        (
            #"""
                f'a{b!r:>{c}.2}{{d}}{e = }' f'f'
                t'{a:b}'
                """#,
            #"""
                string(part: string(format, part: a, part: interpolation(value: b, format: >, \#
                format: interpolation(value: c), format: .2), part: {{d}}, part: interpolation(value: e)), \#
                part: f'f'{format})
                string(format, part: interpolation(value: a, format: b))
                """#
        ),
        (
            #"""
                f'{a['b']}{f"{c}"}' rf'''\{a}'''
                """#,
            #"""
                string(part: string(format, part: interpolation(value: index(object: a, index: 'b')), \#
                part: interpolation(value: string(format, part: interpolation(value: c)))), \#
                part: string(raw, format, part: \, part: interpolation(value: a)))
                """#
        ),
    ])
    func strings(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            #"""
                print a % b, c
                exec a in b, c
                print >>a, b
                `a, b`
                a <> 0777L
                ur'a'
                """#,
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
            #"""
                try: a
                except A, e: b
                except A, B: c
                raise A, b, c
                def f(a, (b, c)=d): e
                """#,
            #"""
                tryStatement(body: block(statement: a), catch: catchClause(type: A, name: e, \#
                body: block(statement: b)), catch: catchClause(type: tuple(item: A, item: B), \#
                body: block(statement: c)))
                throwStatement(value: A, value: b, value: c)
                function(name: f, parameter: parameter(name: a), \#
                parameter: parameter(pattern: tuple(item: b, item: c), value: d), body: block(statement: e))
                """#
        ),
        (
            #"""
                async = await
                a.async(await=1)
                """#,
            #"""
                assignment(target: async, value: await)
                call(callee: member(object: a, name: async), argument: await, item: error(=1))
                partial
                """#
        ),
    ])
    func pythonTwo(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            #"""
                if a:
                	b
                        c
                \#u{c}d \
                  + e ; f
                """#,
            #"""
                ifStatement(condition: a, body: block(statement: b, statement: c))
                binary(add, left: d, right: e)
                f
                """#
        ),
        (
            #"""
                a(
                  b, # c

                 d)
                # e

                  # f
                g
                """#,
            #"""
                call(callee: a, argument: b, argument: d)
                g
                """#
        ),
    ])
    func lines(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }

    @Test(arguments: [
        (
            #"""
                a = b(c,
                def f():
                    d()
                """#,
            #"""
                assignment(target: a, value: call(callee: b, argument: c))
                function(name: f, body: block(statement: call(callee: d)))
                partial
                """#
        ),
        (
            #"""
                a = b(c d, e)
                f()
                """#,
            #"""
                assignment(target: a, value: call(callee: b, argument: c, item: error(d), argument: e))
                call(callee: f)
                partial
                """#
        ),
        (
            #"""
                class A:
                    def f(self:
                        a(
                    def g(self): b
                """#,
            #"""
                classDefinition(name: A, body: block(statement: function(method, name: f, \#
                parameter: parameter(name: self, type: call(callee: a)), body: block()), \#
                statement: function(method, name: g, parameter: parameter(name: self), \#
                body: block(statement: b))))
                partial
                """#
        ),
        (
            #"""
                if a
                    b
                else
                    c
                """#,
            #"""
                ifStatement(condition: a, body: block(statement: b), alternative: block(statement: c))
                partial
                """#
        ),
        (
            #"""
                a = 'b
                c()
                """#,
            #"""
                assignment(target: a, value: 'b{unterminated})
                call(callee: c)
                partial
                """#
        ),
        (
            #"""
                f'{a(' + b
                c()
                """#,
            #"""
                binary(add, left: string(format, part: interpolation(value: call(callee: a))), right: b)
                call(callee: c)
                partial
                """#
        ),
        (
            #"""
                f'{"' + b
                c()
                """#,
            #"""
                string(format, unterminated, part: interpolation(value: "' + b{unterminated}))
                call(callee: c)
                partial
                """#
        ),
        (
            #"""
                f'''{a(
                def f(): b
                """#,
            #"""
                string(format, unterminated, part: interpolation(value: call(callee: a)), part: 
                def f(): b)
                partial
                """#
        ),
        (
            #"""
                fro a in b:
                    c
                d
                """#,
            #"""
                fro
                error(a in b:)
                c
                d
                partial
                """#
        ),
        (
            #"""
                x = (a]
                b()
                """#,
            #"""
                assignment(target: x, value: tuple(item: a))
                call(callee: b)
                partial
                """#
        ),
        (
            #"""
                except A:
                    b
                """#,
            #"""
                A
                block(statement: b)
                partial
                """#
        ),
        (
            #"""
                @a
                b
                """#,
            #"""
                a
                b
                partial
                """#
        ),
        (
            #"""
                a.
                b
                """#,
            #"""
                member(object: a)
                b
                partial
                """#
        ),
        (
            #"""
                a = 
                b
                """#,
            #"""
                assignment(target: a)
                b
                partial
                """#
        ),
        (
            #"""
                  a
                b
                """#,
            #"""
                a
                b
                partial
                """#
        ),
        (
            "def f(a, b c, *): d",
            #"""
                function(name: f, parameter: parameter(name: a), parameter: parameter(name: b), \#
                item: error(c), body: block(statement: d))
                partial
                """#
        ),
        (
            #"""
                if a:
                b
                """#,
            #"""
                ifStatement(condition: a, body: block())
                b
                partial
                """#
        ),
        (
            #"""
                from a import (b,
                class C: d
                """#,
            #"""
                importStatement(from, source: a, item: importedName(name: b))
                classDefinition(name: C, body: block(statement: d))
                partial
                """#
        ),
        (
            "for a of b: c",
            #"""
                forLoop(target: a, value: of, body: block(statement: c))
                partial
                """#
        ),
        (
            #"""
                a[b:c d]
                e
                """#,
            #"""
                index(object: a, index: slice(value: b, value: c), item: error(d))
                e
                partial
                """#
        ),
        (
            #"""
                %ls
                $a ?
                b
                """#,
            #"""
                binary(remainder, right: ls)
                error($a ?)
                b
                partial
                """#
        ),
    ])
    func goesOn(_ source: String, _ expected: String) { #expect(PythonSketch.file(source) == expected) }
}
