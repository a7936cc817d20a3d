import SentinelDetectors
import SentinelModel
import SentinelRules
import Testing

@testable import SentinelEngine

/// What every built-in rule promises: its samples, in each variant, and its form.
@Suite struct RuleContractTests {
    private static let rules = BuiltInRules.load() ?? []
    static let ids = rules.map(\.descriptor.id)

    private static let engine = Result { try Engine(Configuration()) }

    /// Samples that must fire fire exactly where they are marked, the others nowhere: by generated code, interpreted, with
    /// CRLF, behind multibyte text, in a large file, and silenced by a comment.
    @Test(arguments: ids)
    func samplesHold(id: String) throws {
        var messages: [String] = []
        let result = try Self.engine.get().testRules(matching: id) { messages.append("\($0): \($1)") }
        #expect(result.tested >= 1)
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
    }

    @Test func idsAreUnique() {
        #expect(Self.ids.count > 100)
        let names = Self.rules.flatMap { [$0.descriptor.id] + $0.descriptor.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: rules.map(\.descriptor))
    func descriptionsAreThere(_ rule: RuleDescriptor) {
        #expect(rule.origin == "built-in" && !rule.kind.isEmpty && !rule.since.isEmpty)
        #expect(!rule.title.isEmpty && !rule.message.isEmpty && !rule.why.isEmpty && !rule.fix.isEmpty)
        #expect(!rule.cwe.isEmpty && rule.references.allSatisfy { $0.hasPrefix("https://") })
        #expect(rule.isSecret == (rule.category == .hardcodedSecret) || rule.isSecret, "\(rule.id)")
    }

    /// Types are looked at before a rule's literals are, paths only when it has matched: a rule for a few paths that says
    /// nothing of types costs time in every file.
    @Test(arguments: rules.filter { !$0.includedPaths.isEmpty })
    func rulesForPathsNameTypes(_ rule: PatternRule) { #expect(rule.appliesTo != .all, "\(rule.descriptor.id)") }
}
