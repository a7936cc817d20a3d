import Foundation
import Testing

/// The drawing in ARCHITECTURE.md against the code.
struct ImportLawTests {
    /// What each target may import, from the block marked `law`.
    static let law: [String: Set<String>] = {
        let text = Repository.text("ARCHITECTURE.md")
        let block =
            text.components(separatedBy: "```law\n").dropFirst().first?.components(separatedBy: "```").first ?? ""
        var law: [String: Set<String>] = [:]
        for line in block.split(separator: "\n") {
            let sides = line.components(separatedBy: "->")
            let target = sides[0].trimmingCharacters(in: .whitespaces)
            law[target] = Set((sides.count > 1 ? sides[1] : "").split(separator: " ").map(String.init))
        }
        return law
    }()

    private static let everywhere: Set<String> = ["Glibc", "Synchronization"]

    @Test func theLawIsThere() {
        #expect(Self.law.count >= 12)
    }

    @Test(arguments: Repository.files(below: "Sources", suffix: ".swift"))
    func importsKeepTheLaw(_ path: String) throws {
        let target = path.split(separator: "/")[1]
        let allowed = try #require(Self.law[String(target)], "\(target) does not stand in the law")
        for line in Repository.text(path).split(separator: "\n") {
            guard let module = Self.module(imported: line) else { continue }
            #expect(
                allowed.contains(module) || Self.everywhere.contains(module),
                "\(path) imports \(module), which the law does not allow")
        }
    }

    /// Undeclared dependencies build by luck, and are not rebuilt when what they depend on changes.
    @Test(arguments: law.keys.sorted())
    func packageDeclaresWhatIsImported(_ target: String) throws {
        let files = Repository.files(below: "Sources/\(target)", suffix: ".swift")
        let imported = Set(files.flatMap { Repository.text($0).split(separator: "\n").compactMap(Self.module) })
        let own = imported.subtracting(Self.everywhere).subtracting(["Foundation", "PackagePlugin"])
        let manifest = Repository.text("Package.swift").components(separatedBy: "    targets: [").last ?? ""
        let start = try #require(manifest.range(of: "\"\(target)\","), "\(target) does not stand in Package.swift")
        let rest = manifest[start.upperBound...]
        let end = rest.range(of: "\n        ),")?.lowerBound ?? rest.endIndex
        let declaration = String(rest[..<end].prefix(700))
        for module in own {
            #expect(declaration.contains("\"\(module)\""), "\(target) imports \(module) without declaring it")
        }
    }

    private static func module(imported line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), words[..<index].allSatisfy(isModifier) else { return nil }
        return words.dropFirst(index + 1).first.map { String($0.split(separator: ".")[0]) }
    }

    private static func isModifier(_ word: Substring) -> Bool {
        ["public", "package", "internal", "private", "fileprivate"].contains(word) || word.hasPrefix("@")
    }
}
