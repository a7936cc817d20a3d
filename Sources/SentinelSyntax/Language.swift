package import SentinelModel

/// A language whose files can be read: with an outline, or for its zones alone.
package enum Language: UInt8, CaseIterable, Sendable {
    // With an outline.
    case python, javascript, typescript, tsx, go
    // Zones alone.
    case java, kotlin, csharp, ruby, php, rust, swift, c, shell, sql, html, dockerfile, markdown

    package var hasOutline: Bool { rawValue <= Language.go.rawValue }
}

extension Language {
    /// The language of a file of these types; nil where none is known. `path` tells TSX from TypeScript.
    package init?(_ types: FileTypeSet, path: some BidirectionalCollection<UInt8>) {
        for (type, language) in Self.byType where types.contains(type) {
            self = language == .typescript && path.suffix(4).elementsEqual(".tsx".utf8) ? .tsx : language
            return
        }
        return nil
    }

    private static let byType: [(FileType, Language)] = [
        (.python, .python), (.javascript, .javascript), (.typescript, .typescript), (.go, .go), (.java, .java),
        (.kotlin, .kotlin), (.csharp, .csharp), (.ruby, .ruby), (.php, .php), (.rust, .rust), (.swift, .swift),
        (.c, .c),
        (.cpp, .c), (.shell, .shell), (.sql, .sql), (.html, .html), (.dockerfile, .dockerfile), (.markdown, .markdown),
    ]
}
