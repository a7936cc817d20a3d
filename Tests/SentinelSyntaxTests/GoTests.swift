import Testing

@testable import SentinelSyntax

@Suite struct GoTests {
    @Test func imports() {
        let tree = GoSketch.parse("package p // c\nimport (\n\"a/b\"\nm `c`\n. \"d\"; _ \"e\"\n)")
        #expect(tree.string(tree[tree.child(of: tree.root, .name)].range) == "p")
        let found = tree.children(of: tree.root, .statement).map { statement in
            let alias = tree.child(of: tree.child(of: statement, .item), .alias)
            return tree.string(tree[alias].range) + tree.string(tree[tree.child(of: statement, .source)].range)
        }
        #expect(found == ["\"a/b\"", "m`c`", ".\"d\"", "_\"e\""])
        #expect(!tree.isPartial)
    }

    @Test(arguments: [
        ("func f(a, b int, c ...string) error", "a: int, b: int, c: string rest -> error"),
        ("func f(int, *p.T, []string) (n int, err error)", ": int, : *p.T, : []string -> (n int, err error)"),
        ("func f(a []int, b [2]T, c M[K], d func(int) T)", "a: []int, b: [2]T, c: M[K], d: func(int) T -> "),
        ("func f(M[K, V], N) {}", ": M[K, V], : N -> "),
        ("func f[T any, U ~int | string](t T) U {}", "t: T -> U"),
        ("func f(\n\ta context.Context,\n\t_ *T,\n) {}", "a: context.Context, _: *T -> "),
        ("func f(a chan<- int, b <-chan T, c map[string][]T) {}", "a: chan<- int, b: <-chan T, c: map[string][]T -> "),
    ])
    func parameters(_ source: String, _ expected: String) {
        let tree = GoSketch.parse(source)
        let function = tree.child(of: tree.root, .statement)
        let parameters = tree.children(of: function, .parameter).map { parameter in
            let type = tree.string(tree[tree.child(of: parameter, .type)].range)
            return "\(tree.name(of: parameter)): \(type)\(tree[parameter].flags.contains(.isRest) ? " rest" : "")"
        }
        let result = tree.string(tree[tree.child(of: function, .type)].range)
        #expect(parameters.joined(separator: ", ") + " -> \(result)" == expected)
        #expect(!tree.isPartial)
    }

    @Test(arguments: [
        (
            "func (s *T[K]) m() {}",
            "function method(name: m, receiver: parameter(name: s, type: *T[K]), body: block)"
        ),
        (
            "type T[K any] struct {\n*B\np.C `x`\nA, D string `json:\"a\"`\nE [2]int\n}",
            """
            classDefinition(name: T, base: B, base: member(object: p, name: C), body: block(statement: \
            property(name: A, type: string, tag: `json:"a"`), statement: property(name: D, type: string, \
            tag: `json:"a"`), statement: property(name: E, type: [2]int)))
            """
        ),
        (
            "type I interface {\nm(a int) error\np.J\n~int | string\n}",
            """
            classDefinition interface(name: I, base: member(object: p, name: J), base: ~int | string, \
            body: block(statement: function method(name: m, parameter: parameter(name: a, type: int), type: error)))
            """
        ),
        (
            "type (\nA = []B\nC [N * 2]int\nD[P *Q,] map[P]Q\n)",
            """
            typeDefinition(name: A, value: []B)
            typeDefinition(name: C, value: [N * 2]int)
            typeDefinition(name: D, value: map[P]Q)
            """
        ),
        (
            "const (\nA T = iota\nB\n)\nvar a, b = 1, 2",
            """
            assignment declares constant(target: A, type: T, value: iota)
            assignment declares constant(target: B)
            assignment declares(target: tuple(item: a, item: b), value: tuple(item: 1, item: 2))
            """
        ),
    ])
    func declarations(_ source: String, _ expected: String) { #expect(GoSketch.file(source) == expected) }

    @Test(arguments: [
        (
            "a, err := b.C(d, e...)",
            """
            assignment declares(target: tuple(item: a, item: err), value: call(callee: member(object: b, name: C), \
            argument: d, argument: spread(value: e)))
            """
        ),
        (
            "if v, ok := m[k]; ok { return v } else if x == (T{1}) {}",
            """
            ifStatement(initializer: assignment declares(target: tuple(item: v, item: ok), value: index(object: m, \
            index: k)), condition: ok, body: block(statement: returnStatement(value: v)), alternative: \
            ifStatement(condition: binary equal(left: x, right: dictionary(type: T, item: 1)), body: block))
            """
        ),
        (
            "for i, v := range []T{{1}, {A: b}} {}",
            """
            forLoop declares(target: tuple(item: i, item: v), value: dictionary(type: []T, item: \
            dictionary(item: 1), item: dictionary(item: pair(key: A, value: b))), body: block)
            """
        ),
        (
            "for i := 0; i < n; i++ {}\nfor x {}\nfor {}\nfor range 10 {}",
            """
            forLoop(initializer: assignment declares(target: i, value: 0), condition: binary less(left: i, right: n), \
            update: expressionStatement(value: unary increment(value: i)), body: block)
            whileLoop(condition: x, body: block)
            whileLoop(body: block)
            forLoop(value: 10, body: block)
            """
        ),
        (
            "switch x := y.(type) {\ncase *A, []B:\nc()\ndefault:\n}",
            """
            switchStatement(value: assignment declares(target: x, value: cast(value: y)), case: switchCase(pattern: \
            unary dereference(value: A), pattern: []B, statement: expressionStatement(value: call(callee: c))), \
            case: switchCase)
            """
        ),
        (
            "select {\ncase v, ok := <-c:\ncase d <- 1:\n}",
            """
            switchStatement(case: switchCase(pattern: assignment declares(target: tuple(item: v, item: ok), value: \
            unary receive(value: c))), case: switchCase(pattern: binary send(left: d, right: 1)))
            """
        ),
        (
            "go func(a int) { b() }(1)\ndefer c.D()",
            """
            wrapperStatement(value: call(callee: function lambda(parameter: parameter(name: a, type: int), body: \
            block(statement: expressionStatement(value: call(callee: b)))), argument: 1))
            wrapperStatement(value: call(callee: member(object: c, name: D)))
            """
        ),
        (
            "L: for { break L }\ngoto L",
            "wrapperStatement(name: L, value: whileLoop(body: block(statement: breakStatement(name: L))))\n"
                + "breakStatement(name: L)"
        ),
        (
            "x = a + b*c - \"d\" + e[1:] + []byte(f).g",
            """
            assignment(target: x, value: binary add(left: binary add(left: binary subtract(left: binary add(left: a, \
            right: binary multiply(left: b, right: c)), right: "d"), right: index(object: e, index: slice(value: 1))), \
            right: member(object: cast(value: f, type: []byte), name: g)))
            """
        ),
        ("x &^= <-y", "assignment bitClear(target: x, value: unary receive(value: y))"),
        (
            "s := server.NewTool[In, Out](&mcp.Tool{Name: \"a\"})",
            """
            assignment declares(target: s, value: call(callee: index(object: member(object: server, name: NewTool), \
            index: In, index: Out), argument: unary address(value: dictionary(type: mcp.Tool, item: pair(key: Name, \
            value: "a")))))
            """
        ),
    ])
    func statements(_ source: String, _ expected: String) { #expect(GoSketch.body(source) == expected) }
}
