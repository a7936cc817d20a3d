/// What the scanned source declares of MCP servers: for `tools extract`.
package struct ListedItem: Sendable {
    /// `server`, `tool`, `prompt`, `resource`.
    package var kind: String
    package var name: String
    package var title: String
    package var description: String
    package var uri: String
    package var parameters: [ListedParameter]
    package var annotations: [(name: String, value: Bool)]
    /// What it can do, by the calls it reaches: names of `Capability`.
    package var capabilities: [String]
    package var path: RawPath
    package var position: Position
    /// Where the function is that does the work; nil where it is not known.
    package var handler: (path: RawPath, position: Position)?

    package init(
        kind: String, name: String, title: String, description: String, uri: String, parameters: [ListedParameter],
        annotations: [(name: String, value: Bool)], capabilities: [String], path: RawPath, position: Position,
        handler: (path: RawPath, position: Position)?
    ) {
        self.kind = kind
        self.name = name
        self.title = title
        self.description = description
        self.uri = uri
        self.parameters = parameters
        self.annotations = annotations
        self.capabilities = capabilities
        self.path = path
        self.position = position
        self.handler = handler
    }
}

package struct ListedParameter: Sendable {
    package var name: String
    package var type: String
    package var description: String
    package var isRequired: Bool
    package var choices: [String]

    package init(name: String, type: String, description: String, isRequired: Bool, choices: [String]) {
        self.name = name
        self.type = type
        self.description = description
        self.isRequired = isRequired
        self.choices = choices
    }
}
