internal import SentinelDocuments
internal import SentinelSyntax

/// What can be fed with any bytes.
///
/// Where a target reads several languages or has options, the first byte chooses; `0` is the first of them.
package enum FuzzTarget: String, CaseIterable, Sendable {
    // Parsers and lexers of code.
    case python, script, go, zones, markdown
    // Readers of documents.
    case json, yaml, toml, dotenv, ini, dockerfile, requirements
    /// Strings of code, decoded.
    case strings
    /// Rule files, down to their compiled patterns.
    case rules
    /// The analysis of regular expressions, and the search that relies on it.
    case patterns
    /// What a file declares of an MCP server, with the files it imports.
    case model
}

/// Tries inputs on one target, one after the other on the same tree, as a worker does. For one thread.
package final class FuzzChecker {
    package let target: FuzzTarget
    private var syntax = SyntaxCheck()

    package init(_ target: FuzzTarget) { self.target = target }

    /// Throws what does not hold for `input`.
    package func check(_ input: [UInt8]) throws(Broken) {
        switch target {
        case .python: try syntax.check(input, .python)
        case .go: try syntax.check(input, .go)
        case .markdown: try syntax.check(input, .markdown)
        case .script:
            let (language, rest) = Self.choice(of: [Language.javascript, .typescript, .tsx], input)
            try syntax.check(rest, language)
        case .zones:
            let (language, rest) = Self.choice(
                of: [
                    Language.java, .kotlin, .csharp, .ruby, .php, .rust, .swift, .c, .shell, .sql, .html, .dockerfile,
                ], input)
            try syntax.check(rest, language)
        case .json:
            let (format, rest) = Self.choice(of: [DocumentFormat.json, .jsonc, .jsonLines], input)
            try DocumentCheck.check(rest, format)
        case .yaml: try DocumentCheck.check(input, .yaml)
        case .toml: try DocumentCheck.check(input, .toml)
        case .dotenv: try DocumentCheck.check(input, .dotenv)
        case .ini: try DocumentCheck.check(input, .ini)
        case .dockerfile: try DocumentCheck.check(input, .dockerfile)
        case .requirements: try DocumentCheck.check(input, .requirements)
        case .strings:
            let (language, rest) = Self.choice(of: [Language.python, .javascript, .go], input)
            try syntax.checkLiterals(around: rest, language)
        case .rules: try RuleFileCheck.check(input)
        case .patterns: try PatternCheck.check(input)
        case .model:
            let (language, rest) = Self.choice(of: [Language.python, .typescript, .go, .javascript, .tsx], input)
            try ModelCheck.check(rest, language)
        }
    }

    /// What the first byte chooses, and the bytes behind it.
    static func choice<Option>(of options: [Option], _ input: [UInt8]) -> (Option, [UInt8]) {
        let byte = Int((input.first ?? 0x30) &- 0x30)
        return (options[byte % options.count], Array(input.dropFirst()))
    }
}
