internal import SentinelModel

/// The analyzers of declared servers that the library has. Their rules are files like all others, of `kind: model`.
package enum ModelAnalyzers {
    package static let all: [any ModelAnalyzer] = [
        RuntimeRedefinition(), RemoteDefinition(), CircumstantialBehaviour(), ResourceFileAccess(), SamplingAbuse(),
        ElicitedSecrets(), ExcessiveTool(), CollidingNames(), AnnotationMismatch(), UnnamedBehaviour(), SharedServer(),
        OpenEntry(), RebindableTransport(), UncheckedCredential(), ConstantCredential(), UnguardedTool(),
        ForeignRecord(), ShownSecret(), ForwardedCredentials(), OpenedAddress(), FolderCommand(),
        ClaimedRole(), LenientCheck(),
        SilentSending(), HiddenFiles(), Conduct("decoded-run", [.decodedRun]),
        Conduct("exhaustion", [.endlessRecursion, .unboundedSpawn, .excessiveWork]),
        Conduct("built-text", [.builtPrompt, .echoedText]),
    ]
}
