/// What the scanned source declares of MCP servers: for `tools extract`.
package struct ListedItem: Sendable {
    /// `server`, `tool`, `prompt`, `resource`.
    package var kind: String
    package var name: String
    package var title: String
    package var description: String
    /// False where parts of the description are only known when the server runs; they are left out.
    package var isComplete = true
    package var uri: String
    package var parameters: [ListedParameter]
    package var annotations: [(name: String, value: Bool)]
    /// What it can do, by the calls it reaches: names of `Capability`.
    package var capabilities: [String]
    /// Of a server: how it is reached, as far as its source says.
    package var connections: [ListedConnection]
    /// Of a server of source code: whether something asks who a client is. Nil where that is not known.
    package var authentication: Bool?
    package var path: RawPath
    package var position: Position
    /// Where the function is that does the work; nil where it is not known.
    package var handler: (path: RawPath, position: Position)?

    package init(
        kind: String, name: String, title: String, description: String, uri: String, parameters: [ListedParameter],
        annotations: [(name: String, value: Bool)], capabilities: [String], connections: [ListedConnection],
        authentication: Bool?, path: RawPath, position: Position, handler: (path: RawPath, position: Position)?
    ) {
        self.kind = kind
        self.name = name
        self.title = title
        self.description = description
        self.uri = uri
        self.parameters = parameters
        self.annotations = annotations
        self.capabilities = capabilities
        self.connections = connections
        self.authentication = authentication
        self.path = path
        self.position = position
        self.handler = handler
    }
}

/// One way to reach a server; empty where something is not known.
package struct ListedConnection: Hashable, Sendable {
    /// `stdio`, `sse`, `streamable-http`.
    package var transport: String
    package var host: String
    package var port: Int?
    package var url: String

    package init(transport: String, host: String, port: Int?, url: String) {
        self.transport = transport
        self.host = host
        self.port = port
        self.url = url
    }
}

package struct ListedParameter: Sendable {
    package var name: String
    package var type: String
    package var description: String
    /// As of an item.
    package var isComplete = true
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
