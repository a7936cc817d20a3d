import Foundation
import TestSupport
import Testing

@testable import SentinelAnalysis
@testable import SentinelSyntax

/// Bodies that are read when they are looked into: names mean what they would have meant had all been read at once.
@Suite struct OutlineTests {
    private static let text = """
        import os.path, sys as system
        from . import other
        def first(a, b=lambda c: c, *d, **e):
            a = b = system
            inner = lambda a: a + b
            def nested(f: int = 1):
                import os.path
                return [g for g in f if g and a]
            class Within:
                h = a
            return nested
        class Base(other.Thing):
            kind = 1
            def __init__(self, client):
                self.client = client
                self.kind: int = other.kind
                for i, (j, *k) in enumerate(client): self.items[i] = j
            async def run(self, kind):
                with open(kind) as handle, self.client: self.last = handle
                try: yield kind
                except OSError as error: self.client = error
                return lambda q: q(error, os)
        last = Base(first)
        def second(): return last.client, (w := 1), w
        if last:
            def first(z):
                z += 1
                return z, os

        """

    private func file(_ bytes: [UInt8], isOutline: Bool) -> SourceFile {
        let tree = SyntaxTree()
        unsafe bytes.withUnsafeBufferPointer {
            unsafe tree.parse($0, as: .python, hasZones: false, isOutline: isOutline)
        }
        return SourceFile(path: "a.py", tree: tree)
    }

    private func told(_ name: NodeID, _ file: SourceFile) -> String {
        let place = file.tree[name].range.lowerBound
        let found = file.bindings(of: file.tree[name].name, at: place)
        let bindings = (found?.bindings ?? []).map { binding -> String in
            let places = "\(file.tree[binding.node].range) \(file.tree[binding.owner].range) \(binding.place)"
            return "\(binding.kind) \(places) \(binding.steps) \(binding.isAugmented)"
        }
        let around = file.scopes[file.scope(at: place)].range
        let text = file.tree.string(file.tree[name].range)
        return "\(text) in \(around): \(found.map { file.scopes[$0.scope].range } ?? 0..<0) \(bindings)"
    }

    /// What both files say of their names, the last of them first, and in between of their attributes.
    private func compare(_ bytes: [UInt8], _ path: String = "") {
        let (whole, outline) = (file(bytes, isOutline: false), file(bytes, isOutline: true))
        #expect(outline.scopes.count <= whole.scopes.count)
        var stack = [(outline.tree.root, whole.tree.root)]
        while let (one, other) = stack.popLast() {
            if outline.tree.kind(one) == .name { #expect(told(one, outline) == told(other, whole), "\(path)") }
            if outline.tree.kind(one) == .function || outline.tree.kind(one) == .classDefinition {
                let scopes = (outline.scope(of: one), whole.scope(of: other))
                #expect((scopes.0 == nil) == (scopes.1 == nil), "\(path)")
            }
            stack += zip(outline.tree.children(of: one), whole.tree.children(of: other))
        }
        #expect(Set(outline.scopes.map(\.range)) == Set(whole.scopes.map(\.range)))
    }

    @Test func namesMeanTheSame() {
        let bytes = Array(Self.text.utf8)
        #expect(file(bytes, isOutline: true).tree.isOutline)
        compare(bytes)
    }

    @Test func namesOfRealFilesMeanTheSame() throws {
        let folder = try #require(
            try Python.lines("import sysconfig; print(sysconfig.get_path('stdlib'))", input: []).first)
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names.filter({ $0.hasSuffix(".py") }).sorted().prefix(40) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), data.count < 40_000 else {
                continue
            }
            compare(Array(data), name)
        }
    }

    @Test func attributesAreFoundInBodiesThatWereNotRead() {
        let (whole, outline) = (
            file(Array(Self.text.utf8), isOutline: false), file(Array(Self.text.utf8), isOutline: true)
        )
        for name in ["client", "kind", "last", "none"] {
            let found = [outline, whole].map { file in
                file.assignments(toAttribute: name, in: 0..<file.tree.count).map { file.tree[$0.target].range }
            }
            #expect(found[0] == found[1] && found[0].isEmpty == (name == "none"), "\(name)")
        }
        // What is not asked for is not read.
        #expect(outline.tree.isOutline)
    }

    @Test func importsAreFoundInBodiesThatWereNotRead() {
        let bytes = Array("def f():\n    import mcp.server\ndef g():\n    return 1\n".utf8)
        #expect(file(bytes, isOutline: true).importsMCP)
    }

    /// What must not be taken for the end of a line, or passed over.
    @Test(arguments: [
        "import pkg\ndef f(x):\n    x = 1;\\\n  import pkg.sub\n    return pkg\ndef g(): pkg.sub\n",
        "def f(x):\n    z = (\n\\\ndef h(y):\n    y\n    )\ndef g(x):\n    h(x)\n",
        "class A:\n    def f(self): self.a = 1\n    def g(self):\n        self.\\\n            a = 2\n        (self. # c\n a)\n",
        "def f():\n    f'''{a:'>1}{'}'}''' f\"{b!r}\"\n    '\\\n'\n    rb'\\'' \ndef g(): f\n",
        "def f():\r\n\tif a:\r\n\t\tb\r\n\u{C}\r\n  \t# c\r\n\tc\r\ndef g(): b",
        "def f():\n    lambda: (yield)\n    return (yield 1)\nasync def g():\n    yield\n",
    ])
    func oddLinesMeanTheSame(_ text: String) {
        compare(Array(text.utf8))
        let files = [false, true].map { file(Array(text.utf8), isOutline: $0) }
        let attributes = files.map { file in
            file.assignments(toAttribute: "a", in: 0..<file.tree.count).map { file.tree[$0.target].range }
        }
        #expect(attributes[0] == attributes[1])
        let named = files.map { Evaluator(Project(Sources(["pkg/sub.py": ""]))).namespaced("pkg.sub", $0)?.path }
        #expect(named[0] == named[1] && named[0] == (text.contains("import pkg.sub") ? "pkg/sub.py" : nil))
    }

    @Test func aFileInWorkIsReadWhole() throws {
        let text = "def f():\n    return 1\ndef g():\n    return 2\n"
        let project = Project(Sources(["helper.py": text]))
        let imported = try #require(project.file(at: "helper.py"))
        #expect(imported.tree.isOutline)
        imported.tree.readBodies(in: 0..<imported.tree.count)
        project.begin()
        let file = unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe project.add($0, at: "helper.py", .python) }
        #expect(file.tree.wasReadWhole)
    }

    /// A name is looked for in those bodies alone that may have it, however many there are: the source is gone through once.
    @Test func membersAreFoundByAnIndex() throws {
        let text =
            Self.text
            + "def joined(a):\n    a.\\\n        far = a . near\ndef told(a):\n    return (a.  # c\n        last)\n"
        let (whole, outline) = (file(Array(text.utf8), isOutline: false), file(Array(text.utf8), isOutline: true))
        let parts = outline.tree.bodies.map { outline.tree[$0.block].range }
        let members = unsafe whole.tree.withSource { unsafe PythonMembers($0, in: parts) }
        var count = 0
        whole.tree.walk(whole.tree.root) { node in
            let place = whole.tree[node].range.lowerBound
            guard whole.tree.kind(node) == .member, let part = parts.firstIndex(where: { $0.contains(place) }) else {
                return true
            }
            count += 1
            #expect(members.bodies(with: whole.tree.name(of: node)).contains(part))
            return true
        }
        #expect(count > 8)
        // A comment behind a dot hides the name: that body may have any.
        #expect(members.bodies(with: "nowhere") == [parts.count - 1])
        #expect(members.bodies(with: "near") == [parts.count - 1, parts.count - 2])
    }
}
