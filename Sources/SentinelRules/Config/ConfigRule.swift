/// What a rule of `kind: config` says beyond what all rules say: which values of a document it means.
package struct ConfigRule: Sendable {
    /// Path expressions; what any of them selects is looked at.
    package var select: [SelectorText]
    /// What must hold for a selected value.
    package var conditions: [ConfigCondition]
    package var report: Report

    /// Which bytes are reported.
    package enum Report: String, CaseIterable, Sendable {
        /// The value, without its quotes.
        case value
        case key
        /// From the key to the end of the value.
        case entry
        /// What the first `matches` of `where` finds in the value, each time: its group `report`, or all of it.
        case match
    }
}

/// A path expression and where it stands in its file.
package struct SelectorText: Hashable, Sendable {
    package var text: String
    package var line: Int
    package var column: Int
    /// What the name of a file must hold for the path to be looked for in it; empty: any file will do.
    package var fileName = ""
}

/// That an item is an argument in a command line.
package struct ArgumentTest: Hashable, Sendable {
    /// Names of programs, of several words where it is `docker run`.
    package var of: [String]
    /// Which operand it is, counted from 1, options left out; nil for any argument.
    package var number: Int?
    /// Options that take the word behind them.
    package var options: Set<String>
}

/// A condition on a selected value, on its key, or on values that stand in a certain place to it.
package indirect enum ConfigCondition: Hashable, Sendable {
    case all([ConfigCondition])
    case any([ConfigCondition])
    case not(ConfigCondition)
    /// Some value that the path selects, from here, is as the condition says.
    case at(SelectorText, ConfigCondition)
    /// The path selects nothing from here.
    case missing(SelectorText)
    /// The value's key is as the condition says.
    case key(ConfigCondition)
    case text(ConfigTextTest, [String])
    case matches(PatternText)
    case property(ConfigProperty)
    /// The item or entry directly before, some one before, and some one behind in the same list or mapping is as the condition says.
    case after(ConfigCondition)
    case precededBy(ConfigCondition)
    case followedBy(ConfigCondition)
    /// The value has the same text as one that the path selects.
    case sameAs(SelectorText)
    case argument(ArgumentTest)

    /// The same with each regular expression replaced.
    func mapping<Failure: Error>(
        _ change: (PatternText) throws(Failure) -> PatternText
    ) throws(Failure) -> ConfigCondition {
        switch self {
        case .all(let parts): return .all(try Self.mapping(parts, change))
        case .any(let parts): return .any(try Self.mapping(parts, change))
        case .not(let part): return .not(try part.mapping(change))
        case .at(let path, let part): return .at(path, try part.mapping(change))
        case .key(let part): return .key(try part.mapping(change))
        case .matches(let pattern): return .matches(try change(pattern))
        case .after(let part): return .after(try part.mapping(change))
        case .precededBy(let part): return .precededBy(try part.mapping(change))
        case .followedBy(let part): return .followedBy(try part.mapping(change))
        case .missing, .text, .property, .sameAs, .argument: return self
        }
    }

    static func mapping<Failure: Error>(
        _ conditions: [ConfigCondition], _ change: (PatternText) throws(Failure) -> PatternText
    ) throws(Failure) -> [ConfigCondition] {
        var found: [ConfigCondition] = []
        for condition in conditions { found.append(try condition.mapping(change)) }
        return found
    }
}

/// How a text is compared with others; one of them suffices.
package enum ConfigTextTest: String, CaseIterable, Sendable {
    case equals
    case oneOf = "one_of"
    case startsWith = "starts_with"
    case endsWith = "ends_with"
    case contains
}

/// What a value can be (`is:`).
package enum ConfigProperty: String, CaseIterable, Sendable {
    case mapping, list, scalar, string, number, boolean, null
    /// No text, no items, no entries.
    case empty
    /// An address whose host is this machine.
    case loopbackURL = "loopback-url"
    /// An address whose host only a private network knows, this machine among them.
    case privateURL = "private-url"
    /// An address whose host is a number, not a name.
    case numericURL = "numeric-url"
    /// Text that something else fills in: `${TOKEN}`, `{{token}}`, `<token>`.
    case placeholder
    /// A package or image, as launchers take it, that does not say which version is meant.
    case unpinnedNPM = "unpinned-npm"
    case unpinnedPython = "unpinned-python"
    case unpinnedImage = "unpinned-image"
}
