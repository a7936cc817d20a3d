import Foundation
import FuzzChecks
import Testing

/// What fuzzing has found stays repaired, and what it starts from is sound.
@Suite struct FindTests {
    private static func files(_ kind: String, of target: FuzzTarget) -> [URL] {
        let folder = Repository.root.appending(path: "Tests/Fuzz/\(kind)/\(target.rawValue)")
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).sorted { $0.path < $1.path }
    }

    @Test(arguments: FuzzTarget.allCases)
    func seedsAreSound(_ target: FuzzTarget) throws {
        let seeds = Self.files("seeds", of: target)
        #expect(!seeds.isEmpty)
        try check(seeds, target)
    }

    @Test(arguments: FuzzTarget.allCases)
    func findsAreRepaired(_ target: FuzzTarget) throws { try check(Self.files("finds", of: target), target) }

    private func check(_ files: [URL], _ target: FuzzTarget) throws {
        let checker = FuzzChecker(target)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            let time = ContinuousClock().measure {
                #expect(throws: Never.self, "\(file.lastPathComponent)") { try checker.check(bytes) }
            }
            #expect(time < .seconds(10), "\(file.lastPathComponent)")
        }
    }
}
