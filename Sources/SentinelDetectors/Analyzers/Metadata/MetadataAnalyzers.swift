package import SentinelRules

/// The analyzers of server texts that the library has. Their rules are files like all others, of `kind: analyzer`.
package enum MetadataAnalyzers {
    package static let all: [any MetadataAnalyzer] = [
        InvisibleCharacters(), DirectionControls(), MixedScripts(), TerminalControls(), EncodedText(),
        Directives(),
    ]
}
