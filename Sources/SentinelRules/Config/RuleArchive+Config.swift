// Config rules, in the same order in both halves.

extension ArchiveWriter {
    mutating func config(_ config: ConfigRule) {
        list(config.select) { $0.selector($1) }
        list(config.conditions) { $0.condition($1) }
        text(config.report.rawValue)
    }

    private mutating func selector(_ selector: SelectorText) {
        text(selector.text)
        number(selector.line)
        number(selector.column)
        text(selector.fileName)
    }

    private mutating func condition(_ condition: ConfigCondition) {
        switch condition {
        case .all(let parts):
            number(0)
            list(parts) { $0.condition($1) }
        case .any(let parts):
            number(1)
            list(parts) { $0.condition($1) }
        case .not(let part):
            number(2)
            self.condition(part)
        case .at(let path, let part):
            number(3)
            selector(path)
            self.condition(part)
        case .missing(let path):
            number(4)
            selector(path)
        case .key(let part):
            number(5)
            self.condition(part)
        case .text(let test, let texts):
            number(6)
            text(test.rawValue)
            list(texts) { $0.text($1) }
        case .matches(let pattern):
            number(7)
            self.pattern(pattern)
        case .property(let property):
            number(8)
            text(property.rawValue)
        case .after(let part):
            number(9)
            self.condition(part)
        case .precededBy(let part):
            number(10)
            self.condition(part)
        case .followedBy(let part):
            number(11)
            self.condition(part)
        case .sameAs(let path):
            number(12)
            selector(path)
        case .argument(let test):
            number(13)
            list(test.of) { $0.text($1) }
            optional(test.number) { $0.number($1) }
            list(test.options.sorted()) { $0.text($1) }
        }
    }
}

extension ArchiveReader {
    /// How deep conditions may be nested, so that no archive and no rule exhausts the stack.
    static let conditionDepth = 20

    mutating func config() -> ConfigRule {
        ConfigRule(
            select: list { $0.selector() }, conditions: list { $0.condition(depth: 0) },
            report: choice(ConfigRule.Report(rawValue: text()), otherwise: .value))
    }

    private mutating func selector() -> SelectorText {
        SelectorText(text: text(), line: number(), column: number(), fileName: text())
    }

    private mutating func condition(depth: Int) -> ConfigCondition {
        let kind = depth <= Self.conditionDepth ? number() : -1
        switch kind {
        case 0: return .all(list { $0.condition(depth: depth + 1) })
        case 1: return .any(list { $0.condition(depth: depth + 1) })
        case 2: return .not(condition(depth: depth + 1))
        case 3: return .at(selector(), condition(depth: depth + 1))
        case 4: return .missing(selector())
        case 5: return .key(condition(depth: depth + 1))
        case 6:
            let test = choice(ConfigTextTest(rawValue: text()), otherwise: .equals)
            return .text(test, list { $0.text() })
        case 7: return .matches(pattern())
        case 8: return .property(choice(ConfigProperty(rawValue: text()), otherwise: .null))
        case 9: return .after(condition(depth: depth + 1))
        case 10: return .precededBy(condition(depth: depth + 1))
        case 11: return .followedBy(condition(depth: depth + 1))
        case 12: return .sameAs(selector())
        case 13:
            return .argument(
                ArgumentTest(of: list { $0.text() }, number: optional { $0.number() }, options: Set(list { $0.text() }))
            )
        default: return choice(nil, otherwise: .any([]))
        }
    }
}
