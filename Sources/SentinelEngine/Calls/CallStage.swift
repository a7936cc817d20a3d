internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelPattern
internal import SentinelSyntax

/// Finds calls that are dangerous by themselves in a file that is read already.
struct CallStage {
    private let rules: LazyCallRules

    init(_ rules: LazyCallRules) { self.rules = rules }

    /// What the rules of these numbers say of a file.
    func find(_ asked: Set<Int>, in file: SourceFile, _ evaluator: Evaluator) -> [RuleMatch] {
        guard let dialect = RegexDialect(file.language) else { return matches(asked, file, evaluator) { _ in nil } }
        return matches(asked, file, evaluator) { pattern in
            RegexAmbiguity.exponential(pattern, dialect).map { Self.told($0) }
        }
    }

    private func matches(
        _ asked: Set<Int>, _ file: SourceFile, _ evaluator: Evaluator, _ slowText: @escaping (String) -> String?
    ) -> [RuleMatch] {
        CallReader(rules.table, file, evaluator, slowText: slowText).find(asked).map { site in
            RuleMatch(
                rule: rules.descriptor(site.rule), span: site.range, secret: nil,
                note: site.evidence.isEmpty ? nil : MatchNote(evidence: site.evidence))
        }
    }

    /// The text that is slow, as code would write it.
    static func told(_ found: RegexAmbiguity) -> String {
        func quoted(_ text: String) -> String {
            var quoted = "\""
            for scalar in text.unicodeScalars.prefix(24) {
                switch scalar {
                case "\n": quoted += "\\n"
                case "\"", "\\": quoted += "\\" + String(scalar)
                default: quoted += scalar.value < 0x20 || scalar.value == 0x7F ? "\\x1f" : String(scalar)
                }
            }
            return quoted + (text.unicodeScalars.count > 24 ? "...\"" : "\"")
        }
        let pieces =
            (found.prefix.isEmpty ? [] : [quoted(found.prefix)]) + ["\(quoted(found.pump)) * n"]
            + (found.suffix.isEmpty ? [] : [quoted(found.suffix)])
        let growth =
            switch found.growth {
            case .exponential: "doubles with each repetition or so"
            case .polynomial(let power): power > 2 ? "grows with the cube of n or faster" : "grows with the square of n"
            }
        return "on \(pieces.joined(separator: " + ")) the time \(growth)"
    }
}

extension RegexDialect {
    /// Nil where matching takes time in step with the text.
    init?(_ language: Language) {
        switch language {
        case .python: self = .python
        case .javascript, .typescript, .tsx: self = .javascript
        default: return nil
        }
    }
}
