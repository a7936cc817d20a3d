import Testing

@testable import SentinelSyntax

/// What TypeScript adds.
@Suite struct TypeScriptTreeTests {
    @Test(
        arguments: [
            (
                "function f<T extends A = B>(this: C, a?: D<E[]>) { }",
                #"""
                function(f, parameter: parameter(this, type: type(C)), parameter: parameter optional(a, type: \#
                type(D, E)), body: block())
                """#
            ),
            (
                "function f(b: 'c' | `d${F}` = 1): a is G { }",
                #"""
                function(f, parameter: parameter(b, type: type('c', string format(d, interpolation(type(F)))), \#
                1), type: type(a, G), body: block())
                """#
            ),
            (
                "let a!: B, c: (d: E) => F = g as H satisfies I",
                #"""
                assignment declaration(target: a, type: type(B))
                assignment declaration(target: c, type: type(d, E, F), cast(cast(g, type: type(H)), type: \#
                type(I)))
                """#
            ),
            (
                "f<A, B<C>>(d); a < b > c; new Map<A, B>(); e?.<F>(g)",
                #"""
                call(callee: f, type: type(A, B, C), argument: d)
                binary greater(left: binary less(left: a, right: b), right: c)
                call new(callee: Map, type: type(A, B))
                call optional(callee: e, type: type(F), argument: g)
                """#
            ),
            (
                "x = a!.b!; y = <T>z; z = <T,>(a: T) => a; u = v<W>",
                #"""
                assignment(target: x, cast(member(object: cast(a), b)))
                assignment(target: y, cast(z, type: type(T)))
                assignment(target: z, function lambda(parameter: parameter(a, type: type(T)), body: a))
                assignment(target: u, cast(v, type: type(W)))
                """#
            ),
            (
                "x = a ? (b) : c => d; y = a ? (b): c => d : e",
                #"""
                assignment(target: x, conditional(condition: a, b, alternative: function lambda(parameter: \#
                parameter(c), body: d)))
                assignment(target: y, conditional(condition: a, function lambda(parameter: parameter(b), type: \#
                type(c), body: d), alternative: e))
                """#
            ),
            (
                "z = (a, b?: C): D => a; (a ? b : c)",
                #"""
                assignment(target: z, function lambda(parameter: parameter(a), parameter: parameter optional(b, \#
                type: type(C)), type: type(D), body: a))
                conditional(condition: a, b, alternative: c)
                """#
            ),
            (
                "class A<T> extends B<C> implements D, E { private readonly a?: F = 1 }",
                #"""
                classDefinition(A, base: cast(B, type: type(C)), base: type(D), base: type(E), body: \#
                block(property optional constant private(a, type: type(F), 1)))
                """#
            ),
            (
                "class A { constructor(private b: G, readonly c = 2) { super() } }",
                #"""
                classDefinition(A, body: block(function method(constructor, parameter: parameter declaration \#
                private(b, type: type(G)), parameter: parameter declaration(c, 2), body: block(call(callee: \#
                super)))))
                """#
            ),
            (
                "class A { abstract d(): void; declare e; [k: string]: H; override async *f<U>() {} }",
                #"""
                classDefinition(A, body: block(function method(d, type: type(void)), property(e), property \#
                computed(k, type: type(H)), function async generator method(f, body: block())))
                """#
            ),
            (
                "interface A extends B<C> { a?: D; (e): F; readonly [g: string]: H\n m<T>(): T\n extends?: X }",
                #"""
                typeDefinition(A, type(B, C, a, D, e, F, g, string, H, m, T, extends, X))
                """#
            ),
            (
                "type I<T> = T extends (infer U)[] ? { [K in keyof T as `a`]-?: U } : typeof a.b\nj()",
                #"""
                typeDefinition(I, type(T, U, K, T, `a`, U, a, b))
                call(callee: j)
                """#
            ),
            (
                "enum A { b, c = 1, 'd' }; declare const enum E { f }",
                #"""
                typeDefinition(A, pair(key: b), pair(key: c, 1), pair(key: 'd'))
                typeDefinition(E, pair(key: f))
                """#
            ),
            (
                "namespace G.H { i() } declare module 'j' { } declare global { } abstract class K { }",
                #"""
                wrapperStatement(member(object: G, H), block(call(callee: i)))
                wrapperStatement('j', block())
                wrapperStatement(block())
                classDefinition(K, body: block())
                """#
            ),
            (
                "import type A from 'b'; import { type C, type as D } from 'e'",
                #"""
                importStatement from typeOnly(importedName default(alias: A), source: 'b')
                importStatement from(importedName typeOnly(C), importedName(type, alias: D), source: 'e')
                """#
            ),
            (
                "import f = require('g'); import h = I.J; import type, { q } from 'r'",
                #"""
                importStatement(importedName namespace(alias: f), source: 'g')
                assignment declaration constant(target: h, member(object: I, J))
                importStatement from(importedName default(alias: type), importedName(q), source: 'r')
                """#
            ),
            (
                "export type { K }; export = l; export as namespace m; export import n = o.p",
                #"""
                exportStatement typeOnly(exportedName(K))
                exportStatement default(l)
                exportStatement()
                exportStatement(assignment declaration constant(target: n, member(object: o, p)))
                """#
            ),
            (
                "function f(a: string): void; function f(a) { }",
                #"""
                function(f, parameter: parameter(a, type: type(string)), type: type(void))
                function(f, parameter: parameter(a), body: block())
                """#
            ),
            (
                "type = 1; declare\nx; module.exports = a; interface\nB",
                #"""
                assignment(target: type, 1)
                declare
                x
                assignment(target: member(object: module, exports), a)
                interface
                B
                """#
            ),
            (
                "@A({ b: c }) export class D { @E() f: G }",
                #"""
                exportStatement(classDefinition(decorator: call(callee: A, argument: dictionary(pair(key: b, \#
                c))), D, body: block(property(decorator: call(callee: E), f, type: type(G)))))
                """#
            ),
            (
                "class D { constructor(@H('i') private j: K) { } abstract get b(): C }",
                #"""
                classDefinition(D, body: block(function method(constructor, parameter: parameter declaration \#
                private(decorator: call(callee: H, argument: 'i'), j, type: type(K)), body: block()), function \#
                getter method(b, type: type(C))))
                """#
            ),
            (
                "const f = async <T>(a: T): Promise<T> => a; x = y as const",
                #"""
                assignment declaration constant(target: f, function async lambda(parameter: parameter(a, type: \#
                type(T)), type: type(Promise, T), body: a))
                assignment(target: x, cast(y))
                """#
            ),
            (
                "for (const z of a as B[]) ; for (const a of b satisfies C) ;",
                #"""
                forLoop declaration constant(target: z, cast(a, type: type(B)), body: block())
                forLoop declaration constant(target: a, cast(b, type: type(C)), body: block())
                """#
            ),
        ])
    func typeScript(_ source: String, _ form: String) {
        #expect(ScriptForm.of(source, .typescript) == form)
    }

    @Test(
        arguments: [
            (
                "x = <T,>(a: T) => a; y = <T extends U>(b) => c",
                #"""
                assignment(target: x, function lambda(parameter: parameter(a, type: type(T)), body: a))
                assignment(target: y, function lambda(parameter: parameter(b), body: c))
                """#
            ),
            (
                "x = <a<B> c={d as E}>{f!}</a>; y = a as B",
                #"""
                assignment(target: x, element(a, type: type(B), pair(key: c, cast(d, type: type(E))), \#
                interpolation(cast(f))))
                assignment(target: y, cast(a, type: type(B)))
                """#
            ),
        ])
    func elements(_ source: String, _ form: String) {
        #expect(ScriptForm.of(source, .tsx) == form)
    }
}
