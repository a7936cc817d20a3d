import SentinelDocuments
import SentinelModel
import Testing

@testable import SentinelPackages

@Suite struct AdvisoryTests {
    private static func advisory(_ affected: [String], _ ecosystem: Ecosystem = .npm) -> Advisory {
        Advisory(
            id: "A-1", ecosystem: ecosystem, name: "a", severity: .high, affected: affected, summary: "s",
            source: "https://a")
    }

    /// What an installer takes decides: the highest version of a range.
    @Test(arguments: [
        ("0.1.15", true), ("0.1.16", false), ("0.0.4", false), ("^0.1.0", false), ("<0.1.16", true), ("<=0.1.15", true),
        ("~0.0.5", true), ("*", false), (">=0.0.1", false), ("0.0.9 || 0.2.0", false), ("0.2.0 || 0.0.9", false),
    ])
    func theHighestVersionDecides(range: String, isAffected: Bool) throws {
        let requirement = try #require(NpmRequirement.parse(range))
        #expect(Self.advisory(["[0.0.5,0.1.16)"]).affects(requirement) == isAffected)
    }

    /// Without a fixed version all that come later are affected.
    @Test func openIntervalsHoldTheNewest() {
        #expect(Self.advisory(["[1.0.16,)"]).affects(.any))
        #expect(Self.advisory(["[0,)"]).affects(.any))
        #expect(!Self.advisory(["[0,2.0.0)"]).affects(.any))
    }

    @Test(arguments: ["", "1.0", "[1.0.0", "[,1.0.0)", "[2.0.0,1.0.0)", "[a,b)", "[1.0.0,2.0.0,3.0.0)"])
    func whatIsNoInterval(text: String) { #expect(VersionInterval(text, of: .npm) == nil) }

    @Test func tableFindsEachPackageAndNoOther() throws {
        var all: [Advisory] = []
        for number in 0..<300 {
            let ecosystem = Ecosystem.allCases[number % 4]
            for id in 0...(number % 3) {
                all.append(
                    Advisory(
                        id: "A-\(number)-\(id)", ecosystem: ecosystem, name: "p\(number)", severity: .low,
                        affected: ["[0,)"], summary: "one\ttwo\nthree", source: ""))
            }
        }
        let table = try #require(AdvisoryTable(AdvisoryTable.encoded(all.reversed())))
        #expect(table.count == all.count)
        for number in 0..<300 {
            let found = table.advisories(for: "p\(number)", of: Ecosystem.allCases[number % 4])
            #expect(found.map(\.id) == (0...(number % 3)).map { "A-\(number)-\($0)" })
            #expect(found[0].summary == "one two three")
            #expect(table.advisories(for: "p\(number)", of: Ecosystem.allCases[(number + 1) % 4]).isEmpty)
        }
        #expect(table.advisories(for: "p", of: .npm).isEmpty && table.advisories(for: "zz", of: .cargo).isEmpty)
    }

    @Test func whatIsNoTableIsRefused() {
        #expect(AdvisoryTable(Array("something else\n".utf8)) == nil)
        #expect(AdvisoryTable([]) == nil)
        let empty = AdvisoryTable(AdvisoryTable.encoded([]))
        #expect(empty?.count == 0 && empty?.advisories(for: "a", of: .npm).isEmpty == true)
    }

    @Test func recordsOfOSVAreRead() throws {
        let text = """
            {"id": "GHSA-x", "aliases": ["CVE-1"], "summary": "bad", "database_specific": {"severity": "CRITICAL"},
             "affected": [
              {"package": {"ecosystem": "npm", "name": "A"}, "ranges": [{"type": "SEMVER", "events": [
                {"introduced": "0"}, {"fixed": "1.2.0"}, {"introduced": "2.0.0"}, {"last_affected": "2.1.0"}]}]},
              {"package": {"ecosystem": "PyPI", "name": "B_b"}, "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}],
               "versions": ["1.0", "1.1", "nonsense"]},
              {"package": {"ecosystem": "Maven", "name": "c"}, "versions": ["1"]}]}
            """
        let root = try #require(DocumentReader.read(Array(text.utf8), as: .json).root)
        let found = OSVRecord.advisories(in: root)
        #expect(found.map(\.name) == ["a", "b-b"])
        #expect(found[0].affected == ["[0,1.2.0)", "[2.0.0,2.1.0]"] && found[0].fixed == "1.2.0")
        #expect(found[0].severity == .critical && !found[0].isMalicious && found[0].aliases == ["CVE-1"])
        #expect(found[1].affected == ["[1.0,1.0]", "[1.1,1.1]"])
    }

    @Test func withdrawnRecordsAreLeftOutAndMaliciousOnesTold() throws {
        let affected =
            #""affected": [{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]"#
        let withdrawn = "{\"id\": \"MAL-1\", \"withdrawn\": \"2025-01-01T00:00:00Z\", \(affected)}"
        let malicious = "{\"id\": \"MAL-2\", \(affected)}"
        #expect(
            OSVRecord.advisories(in: try #require(DocumentReader.read(Array(withdrawn.utf8), as: .json).root)).isEmpty)
        let found = OSVRecord.advisories(in: try #require(DocumentReader.read(Array(malicious.utf8), as: .json).root))
        #expect(found.count == 1 && found[0].isMalicious && found[0].severity == .critical && found[0].affects(.any))
    }
}
