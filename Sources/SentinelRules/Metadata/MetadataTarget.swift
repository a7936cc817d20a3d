/// What a text is to the model that a server shows it to.
package enum MetadataTarget: String, CaseIterable, Sendable {
    /// Of a tool, prompt, resource or server.
    case name
    case title
    case description
    case parameterName = "parameter-name"
    case parameterDescription = "parameter-description"
    /// Any other string of a schema: values of enumerations, defaults, examples.
    case schemaText = "schema-text"
    /// What a server says of itself when a client connects.
    case instructions
    case uri
    /// What `$ref`, `$dynamicRef` or `$schema` of a schema says.
    case schemaReference = "schema-reference"
    /// A sentence in the code of a server, which may become a part of what a handler returns.
    case result
}

/// The kinds of text that a rule looks at.
package struct MetadataTargets: OptionSet, Hashable, Sendable {
    package var rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package init(_ targets: [MetadataTarget]) {
        rawValue = targets.reduce(0) { $0 | Self.bit($1) }
    }

    package func contains(_ target: MetadataTarget) -> Bool { rawValue & Self.bit(target) != 0 }

    /// Texts that hold sentences and reach a model at once: all but names, references and what code holds.
    package static let standard = MetadataTargets(
        MetadataTarget.allCases.filter { ![.name, .parameterName, .schemaReference, .result].contains($0) })

    private static func bit(_ target: MetadataTarget) -> UInt16 {
        switch target {
        case .name: 1
        case .title: 2
        case .description: 4
        case .parameterName: 8
        case .parameterDescription: 16
        case .schemaText: 32
        case .instructions: 64
        case .uri: 128
        case .schemaReference: 256
        case .result: 512
        }
    }
}
