import SentinelModel
import Testing

@Suite struct SuggestionTests {
    static let known = [
        "severity", "confidence", "include", "exclude", "jobs", "timeout", "file_timeout", "rules", "rule",
    ]

    @Test(arguments: [
        ("severty", "severity"), ("sevreity", "severity"), ("severityy", "severity"), ("confidnce", "confidence"),
        ("excldue", "exclude"), ("job", "jobs"), ("timeuot", "timeout"), ("rulse", "rules"),
    ])
    func findsWhatWasMeant(typed: String, meant: String) { #expect(nearest(to: typed, in: Self.known) == meant) }

    @Test(arguments: ["", "x", "zzzzzzzz", "sev", "jb", String(repeating: "a", count: 10_000)])
    func staysSilentWhereNothingIsNear(typed: String) { #expect(nearest(to: typed, in: Self.known) == nil) }

    @Test func theNearestWinsAndTheFirstOfEquals() {
        #expect(nearest(to: "abcdef", in: ["abcdxx", "abcdeg", "abcdeh"]) == "abcdeg")
        #expect(didYouMean("jbos", in: Self.known) == " Did you mean `jobs`?")
        #expect(didYouMean("quite another", in: Self.known).isEmpty)
    }
}

@Suite struct NamesTests {
    @Test(arguments: Severity.allCases)
    func severitiesAreFoundByName(_ severity: Severity) {
        #expect(Severity(name: severity.name) == severity)
        #expect(severity.lowered == Severity.allCases.last { $0 < severity } ?? .info)
    }

    @Test(arguments: Confidence.allCases)
    func confidencesAreFoundByName(_ confidence: Confidence) {
        #expect(Confidence(name: confidence.name) == confidence)
        #expect(confidence.lowered == Confidence.allCases.last { $0 < confidence } ?? .low)
    }

    @Test(arguments: FileType.allCases)
    func fileTypesAreFoundByName(_ type: FileType) {
        #expect(FileType(name: type.name) == type)
        #expect(type.name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (97...122).contains($0) }, "\(type.name)")
        #expect(FileTypeSet(type).contains(type) && FileTypeSet.all.contains(type))
    }
}
