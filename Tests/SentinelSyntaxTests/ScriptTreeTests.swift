import Testing

@testable import SentinelSyntax

/// Trees of JavaScript, one small sample after the other.
@Suite struct ScriptTreeTests {
    @Test(
        arguments: [
            (
                "a.b?.c[d](e, ...f); a?.(b)",
                #"""
                call(callee: index(object: member optional(object: member(object: a, b), c), index: d), \#
                argument: e, argument: spread(f))
                call optional(callee: a, argument: b)
                """#
            ),
            (
                "new A.B(c); new D; new (e())()",
                #"""
                call new(callee: member(object: A, B), argument: c)
                call new(callee: D)
                call new(callee: call(callee: e))
                """#
            ),
            (
                "a = b += 1; c ??= d",
                #"""
                assignment(target: a, assignmentExpression add(target: b, 1))
                assignment coalesce(target: c, d)
                """#
            ),
            (
                "a ? b : c ? d : e, f ** g ** h",
                #"""
                binary comma(left: conditional(condition: a, b, alternative: conditional(condition: c, d, \#
                alternative: e)), right: binary power(left: f, right: binary power(left: g, right: h)))
                """#
            ),
            (
                "x = a || b && c in d",
                #"""
                assignment(target: x, binary or(left: a, right: binary and(left: b, right: binary isIn(left: c, \#
                right: d))))
                """#
            ),
            (
                "x = a\n++b\nreturn\nc",
                #"""
                assignment(target: x, a)
                unary increment(b)
                returnStatement()
                c
                """#
            ),
            (
                "let\nx\nlet = 1; async\nfunction f() {}",
                #"""
                assignment declaration(target: x)
                assignment(target: let, 1)
                async
                function(f, body: block())
                """#
            ),
            (
                "a = b / c / d; e = /[/]\\/x/g.test(f)",
                #"""
                assignment(target: a, binary divide(left: binary divide(left: b, right: c), right: d))
                assignment(target: e, call(callee: member(object: /[/]\/x/g, test), argument: f))
                """#
            ),
            (
                "`a${b}c${`d${e}`}`; f`g`; `h`",
                #"""
                string format(a, interpolation(b), c, interpolation(string format(d, interpolation(e))))
                string format(tag: f, g)
                `h`
                """#
            ),
            (
                "var a = 1, { b, c: [d = 2, ...e] } = f",
                #"""
                assignment declaration(target: a, 1)
                assignment declaration(target: dictionary(pair shorthand(key: b, b), pair(key: c, \#
                list(assignmentExpression(target: d, 2), spread(e)))), f)
                """#
            ),
            (
                "let { [a]: b, c = 3, ...d } = e",
                #"""
                assignment declaration(target: dictionary(pair computed(key: a, b), pair shorthand(key: c, \#
                assignmentExpression(target: c, 3)), spread(d)), e)
                """#
            ),
            (
                "({ a, b: [c] } = d); [e, , f = 1] = g",
                #"""
                assignment(target: dictionary(pair shorthand(key: a, a), pair(key: b, list(c))), d)
                assignment(target: list(e, assignmentExpression(target: f, 1)), g)
                """#
            ),
            (
                "function f(a, { b }, c = 1, ...d) { return a }",
                #"""
                function(f, parameter: parameter(a), parameter: parameter(pattern: dictionary(pair \#
                shorthand(key: b, b))), parameter: parameter(c, 1), parameter: parameter rest(d), body: \#
                block(returnStatement(a)))
                """#
            ),
            (
                "async function* f() { yield* a; await b; yield }",
                #"""
                function async generator(f, body: block(yieldExpression(a), awaitExpression(b), \#
                yieldExpression()))
                """#
            ),
            (
                "a => b; (a, b); () => ({}); async a => b",
                #"""
                function lambda(parameter: parameter(a), body: b)
                binary comma(left: a, right: b)
                function lambda(body: dictionary())
                function async lambda(parameter: parameter(a), body: b)
                """#
            ),
            (
                "async (a, { b } = {}, ...c) => { }",
                #"""
                function async lambda(parameter: parameter(a), parameter: parameter(pattern: dictionary(pair \#
                shorthand(key: b, b)), dictionary()), parameter: parameter rest(c), body: block())
                """#
            ),
            (
                "async(a)\nx => {}\n(y)",
                #"""
                call(callee: async, argument: a)
                function lambda(parameter: parameter(x), body: block())
                y
                """#
            ),
            (
                "class A extends B.c { static #a = 1; get b() {} }",
                #"""
                classDefinition(A, base: member(object: B, c), body: block(property static private(#a, 1), \#
                function getter method(b, body: block())))
                """#
            ),
            (
                "class A { static async *[c]() {} 'd' = 2; static { e() } }",
                #"""
                classDefinition(A, body: block(function async generator static method computed(c, body: \#
                block()), property('d', 2), block static(call(callee: e))))
                """#
            ),
            (
                "class A { constructor() { super(f) } static\na = 1\nget }",
                #"""
                classDefinition(A, body: block(function method(constructor, body: block(call(callee: super, \#
                argument: f))), property static(a, 1), property(get)))
                """#
            ),
            (
                "x = { a, b() {}, get c() {}, 'e': 1, [f]: 2, ...g }",
                #"""
                assignment(target: x, dictionary(pair shorthand(key: a, a), function method(b, body: block()), \#
                function getter method(c, body: block()), pair(key: 'e', 1), pair computed(key: f, 2), \#
                spread(g)))
                """#
            ),
            (
                "x = { async *d() {}, async: 3, get, set() {} }",
                #"""
                assignment(target: x, dictionary(function async generator method(d, body: block()), pair(key: \#
                async, 3), pair shorthand(key: get, get), function method(set, body: block())))
                """#
            ),
            (
                "@a.b(c) class D { @e f() {} }",
                #"""
                classDefinition(decorator: call(callee: member(object: a, b), argument: c), D, body: \#
                block(function method(decorator: e, f, body: block())))
                """#
            ),
            (
                "import a, { b as c, default as d } from 'e'",
                #"""
                importStatement from(importedName default(alias: a), importedName(b, alias: c), \#
                importedName(default, alias: d), source: 'e')
                """#
            ),
            (
                "import * as f from 'g'; import 'h' with { a: 'b' }; import('i'); import.meta.url",
                #"""
                importStatement from(importedName namespace(alias: f), source: 'g')
                importStatement(source: 'h')
                call(callee: import, argument: 'i')
                member(object: member(object: import, meta), url)
                """#
            ),
            (
                "export default function () {}\nexport { a as b } from 'c'",
                #"""
                exportStatement default(function(body: block()))
                exportStatement(exportedName(a, alias: b), source: 'c')
                """#
            ),
            (
                "export * as d from 'e'; export const f = 1, g = 2",
                #"""
                exportStatement(exportedName namespace(alias: d), source: 'e')
                exportStatement(assignment declaration constant(target: f, 1), assignment declaration \#
                constant(target: g, 2))
                """#
            ),
            (
                "if (a) b; else if (c) { d } else e",
                #"""
                ifStatement(condition: a, body: b, alternative: ifStatement(condition: c, body: block(d), \#
                alternative: e))
                """#
            ),
            (
                "for (const [a, b] of c) d; for (e in f) {}",
                #"""
                forLoop declaration constant(target: list(a, b), c, body: d)
                forLoop isIn(target: e, f, body: block())
                """#
            ),
            (
                "for (let i = 0, j; i < j; i++) k",
                #"""
                forLoop declaration(initializer: assignment declaration(target: i, 0), initializer: assignment \#
                declaration(target: j), condition: binary less(left: i, right: j), update: unary increment(i), \#
                body: k)
                """#
            ),
            (
                "for await (k of l); for (;;) m",
                #"""
                forLoop async(target: k, l, body: block())
                forLoop(body: m)
                """#
            ),
            (
                "switch (a) { case b: c; break; default: d }",
                #"""
                switchStatement(a, case: switchCase(pattern: b, c, breakStatement()), case: switchCase(d))
                """#
            ),
            (
                "try { a } catch ({ b }) { c } finally { d }",
                #"""
                tryStatement(body: block(a), catch: catchClause(pattern: dictionary(pair shorthand(key: b, b)), \#
                body: block(c)), finally: block(d))
                """#
            ),
            (
                "a: while (b) continue a; do c; while (d) e",
                #"""
                wrapperStatement(whileLoop(condition: b, body: continueStatement()))
                whileLoop(body: c, condition: d)
                e
                """#
            ),
            (
                "x = <a.b c='d' e={f} {...g}>h {i} <j-k/></a.b>",
                #"""
                assignment(target: x, element(member(object: a, b), pair(key: c, 'd'), pair(key: e, f), \#
                spread(g), h , interpolation(i), element(j-k)))
                """#
            ),
            (
                "y = <>{/* c */}</>",
                #"""
                assignment(target: y, element())
                """#
            ),
            (
                "x = a <!b; y = typeof void 0; throw new Error(`a`)",
                #"""
                assignment(target: x, binary less(left: a, right: unary not(b)))
                assignment(target: y, unary typeOf(unary void(0)))
                throwStatement(call new(callee: Error, argument: `a`))
                """#
            ),
            (
                "a\\u0061 = \\u{62}; $ = _; a\u{A0}= b",
                #"""
                assignment(target: a\u0061, \u{62})
                assignment(target: $, _)
                assignment(target: a, b)
                """#
            ),
        ])
    func javaScript(_ source: String, _ form: String) {
        #expect(ScriptForm.of(source, .javascript) == form)
    }
}
