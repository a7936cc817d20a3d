/// How a file lets clients reach a server, and what it asks of them.
package struct ServerExposure {
    package var connections: [ServerConnection] = []
    /// The first thing that tells who a client is, or checks it: a middleware, a verifier, a header that is looked at. Nil where nothing does.
    package var authentication: Reference?
    /// Where the file's web server listens, whatever it serves.
    package var listening = ListeningHost.unknown
}

/// Whom an address lets in.
package enum ListeningHost: String, Sendable {
    case unknown, loopback, all, named

    init(_ host: String) {
        switch host.lowercased() {
        case "", "0.0.0.0", "::", "[::]", "*": self = .all
        case "localhost", "::1", "[::1]": self = .loopback
        case let other where other.hasPrefix("127."): self = .loopback
        default: self = .named
        }
    }
}

/// One way to reach a server.
package struct ServerConnection {
    package enum Transport: String, Sendable {
        case stdio, sse
        case streamableHTTP = "streamable-http"
    }

    /// Nil where it is chosen when the server runs.
    package var transport: Transport?
    /// Where it listens, as far as that is written down.
    package var host: TextValue?
    package var port: Int?
    /// The call that opens it.
    package var place: Reference
    /// The call that made the server; nil where it is not known.
    package var server: Reference?

    init(_ transport: Transport?, at place: Reference) {
        self.transport = transport
        self.place = place
    }
}

extension ServerConnection.Transport {
    /// As programs name it to the libraries.
    init?(option: String) {
        switch option.lowercased() {
        case "stdio": self = .stdio
        case "sse": self = .sse
        case "streamable-http", "streamable_http", "streamablehttp", "http", "httpstream", "http-stream":
            self = .streamableHTTP
        default: return nil
        }
    }
}
