import TestSupport
import Testing

@testable import SentinelSyntax

/// Files cut at every place, and files with bytes flipped: any result will do that holds together.
@Suite struct DamageTests {
    static let languages: [Language] = [
        .go, .java, .kotlin, .csharp, .ruby, .php, .rust, .swift, .c, .shell, .sql, .html, .dockerfile, .markdown,
    ]

    /// What every language here finds something in.
    private static let text = """
        ---
        package main // é
        import ( a "b"; . `c` )
        type T[K any] struct { *B; A, C string `json:"x"` }
        func (s *T) f(a, b int, c ...[]string) (x int, err error) {
            if v, ok := m[1:2].(T); ok { return T{A: "a", B: []int{1, 2}}, nil } else { go g(c...) }
            for i := range x { switch y := z.(type) { case *A, []B: break; default: L: ch <- 1 } }
            x = a + -b*'\\'' &^ c << 1; v := func(int) {}; select { case <-c: }
        }
        ```sh
        cat <<EOF | x <<~'E2' "$(a ${b:-c} `d`)" $"{e}" @"f""g" $$\"""{{h}}\"""
        a #{b} {$c} \\(d) ${e}
        EOF
        E2
        ```
        <?php $a = <<<EOT
        x {$y} EOT; # c ?> <!-- d --> <a href="e" f='g'>
        EOT; r#"a"# R"x(y)x" %w[a [b]] /re/ =begin #"a \\#(b)"# 'a' '\\u{1}' 1'000 /* /* */ */ --
        =begin
        =end
        +++
        """

    private func check(_ tree: SyntaxTree, _ bytes: [UInt8], _ language: Language) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: language) }
        var at = 0
        for zone in tree.zones.pieces {
            guard zone.range.lowerBound >= at, zone.range.upperBound > zone.range.lowerBound else { return false }
            at = zone.range.upperBound
        }
        guard at <= bytes.count else { return false }
        guard tree.zones.interpolations.allSatisfy({ $0.upperBound <= bytes.count }) else { return false }
        var (isSound, visited) = (tree[tree.root].range == 0..<bytes.count, 0)
        tree.walk(tree.root) { node in
            visited += 1
            isSound = isSound && tree[node].end <= bytes.count && tree[node].start <= tree[node].end
            return isSound && visited <= tree.nodes.count
        }
        return isSound && visited < tree.nodes.count
    }

    @Test(arguments: languages)
    func cut(_ language: Language) {
        let (tree, bytes) = (SyntaxTree(), Array(Self.text.utf8))
        for length in 0...bytes.count {
            #expect(check(tree, Array(bytes[..<length]), language))
            #expect(check(tree, Array(bytes[length...]), language))
        }
    }

    @Test(arguments: languages)
    func flipped(_ language: Language) {
        var random = SeededRandom(Int(language.rawValue))
        let (tree, bytes) = (SyntaxTree(), Array(Self.text.utf8))
        let telling = Array("\"'`{}()[]<>#$@\\/%\n;:,.*-=~rR\0".utf8)
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<1 + random.below(8) {
                let place = random.below(damaged.count)
                switch random.below(4) {
                case 0: damaged.remove(at: place)
                case 1: damaged[place] = UInt8.random(in: 0...255, using: &random)
                case 2: damaged[place] = random.pick(telling)
                default: damaged.insert(random.pick(telling), at: place)
                }
            }
            if random.chance(20) { damaged.removeSubrange(random.below(damaged.count)...) }
            #expect(check(tree, damaged, language))
        }
    }

    private static let openings = [
        "\"${", "\"\\(", "\"#{", "$\"{", "/*", "<!--", "`", "<<E\n", "<<<E\n", "%w[", "r#\"", "R\"(", "```\n", "<a b=",
        "'", "/", "((", "${", "type T[P *",
    ]

    /// Openings without end, many of them: time must not grow with their square.
    @Test(arguments: languages)
    func isLinear(_ language: Language) {
        let tree = SyntaxTree()
        for opening in Self.openings {
            let bytes = Array(String(repeating: opening, count: 200_000 / opening.utf8.count).utf8)
            let time = ContinuousClock().measure { #expect(check(tree, bytes, language)) }
            #expect(time < .seconds(5), "\(opening)")
        }
    }
}
