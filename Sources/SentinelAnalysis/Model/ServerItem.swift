internal import SentinelSyntax

/// Something that an MCP server offers, as its source declares it.
package struct ServerItem {
    package enum Kind: String, CaseIterable, Sendable { case server, tool, prompt, resource }

    package var kind: Kind
    /// Where it is declared.
    package var place: Reference
    package var name: TextValue?
    package var title: TextValue?
    package var description: TextValue?
    /// Of a resource.
    package var uri: TextValue?
    package var parameters: [ItemParameter] = []
    /// What its schemas refer to: `$ref` and its like.
    package var references: [TextValue] = []
    /// `readOnlyHint` and its like.
    package var annotations: [(name: String, value: Bool)] = []
    /// The function that does the work; of tools that are listed, the one that all calls go to.
    package var handler: Reference?

    package init(_ kind: Kind, at place: Reference) {
        self.kind = kind
        self.place = place
    }
}

/// A parameter of a tool, or an argument of a prompt.
package struct ItemParameter {
    package var name: String
    /// As JSON Schema calls it, where that is known; else as it is written.
    package var type = ""
    package var description: TextValue?
    package var isRequired = true
    package var choices: [TextValue] = []
    /// Its schema lets nothing through that could do harm: a narrow expression for the whole text, a UUID.
    package var isNarrow = false
    package var defaultText: TextValue?
    package var place: Reference
}
