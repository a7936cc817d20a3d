package import SentinelModel

/// What servers declare, for `tools extract`.
package enum ServerListingWriter {
    /// An object with the items and what kept files from being read.
    package static func json(_ items: [ListedItem], _ diagnostics: [Diagnostic]) -> [UInt8] {
        var out = ByteSink()
        out.object { out in
            out.field("schema_version", "1.0")
            out.array("items", of: items) { item, out in out.object { $0.fields(of: item) } }
            out.array("diagnostics", of: diagnostics) { diagnostic, out in out.object { $0.fields(of: diagnostic) } }
        }
        out.append(UInt8(ascii: "\n"))
        return out.bytes
    }

    /// A paragraph for each item, and a line for each file that was not read whole.
    package static func text(_ items: [ListedItem], _ diagnostics: [Diagnostic]) -> [UInt8] {
        var out = ByteSink()
        for item in items {
            if !out.isEmpty { out.append("\n") }
            out.append(heading(item))
            for line in item.description.split(separator: "\n", omittingEmptySubsequences: true).prefix(mostLines) {
                out.append("    \(String(line).safe)\n")
            }
            for parameter in item.parameters { out.append(line(parameter)) }
            if !item.annotations.isEmpty {
                let hints = item.annotations.map { "\($0.name.safe) \($0.value)" }
                out.append("    says: \(hints.joined(separator: ", "))\n")
            }
            for connection in item.connections { out.append("    listens: \(described(connection))\n") }
            if let isAsked = item.authentication, !item.connections.isEmpty {
                out.append("    \(isAsked ? "checks" : "does not check") who a client is\n")
            }
            if !item.capabilities.isEmpty { out.append("    can: \(item.capabilities.joined(separator: ", "))\n") }
        }
        let notable = diagnostics.filter { $0.isIncomplete || $0.code == .analysisLimit }
        if !notable.isEmpty, !out.isEmpty { out.append("\n") }
        for diagnostic in notable {
            let place = diagnostic.path.map { "\($0.display): " } ?? ""
            out.append("note: \(place)\(diagnostic.message.safe)\n")
        }
        return out.bytes
    }

    private static func described(_ connection: ListedConnection) -> String {
        var parts = [connection.transport.isEmpty ? "transport chosen at run time" : connection.transport.safe]
        if !connection.url.isEmpty { parts.append(connection.url.safe) }
        if !connection.host.isEmpty || connection.port != nil {
            parts.append("\(connection.host.safe):\(connection.port.map { String($0) } ?? "")")
        }
        return parts.joined(separator: " ")
    }

    private static let mostLines = 12

    private static func heading(_ item: ListedItem) -> String {
        let name = item.name.isEmpty ? item.uri : item.name
        let place = "\(item.path.display):\(item.position.line)"
        return
            "\(item.kind) \(name.safe)\(item.uri.isEmpty || item.uri == name ? "" : " (\(item.uri.safe))")  \(place)\n"
    }

    private static func line(_ parameter: ListedParameter) -> String {
        var line = "    - \(parameter.name.safe)"
        if !parameter.type.isEmpty { line += ": \(parameter.type.safe)" }
        if !parameter.isRequired { line += " (optional)" }
        if !parameter.choices.isEmpty { line += " one of \(parameter.choices.map(\.safe).joined(separator: ", "))" }
        if !parameter.description.isEmpty { line += ": \(parameter.description.safe)" }
        return line + "\n"
    }
}

extension ByteSink {
    fileprivate mutating func fields(of item: ListedItem) {
        field("kind", item.kind)
        field("name", item.name)
        field("title", item.title)
        field("description", item.description)
        field("description_complete", item.isComplete)
        field("uri", item.uri)
        path(item.path)
        position("start", item.position)
        array("parameters", of: item.parameters) { parameter, out in
            out.object {
                $0.field("name", parameter.name)
                $0.field("type", parameter.type)
                $0.field("description", parameter.description)
                $0.field("description_complete", parameter.isComplete)
                $0.field("required", parameter.isRequired)
                $0.strings("choices", parameter.choices)
            }
        }
        object("annotations") { out in
            for hint in item.annotations { out.field(text: hint.name, hint.value) }
        }
        strings("capabilities", item.capabilities)
        array("connections", of: item.connections) { connection, out in
            out.object {
                $0.field("transport", connection.transport)
                $0.field("host", connection.host)
                if let port = connection.port { $0.field("port", port) } else { $0.null("port") }
                $0.field("url", connection.url)
            }
        }
        if let authentication = item.authentication {
            field("authentication", authentication)
        } else {
            null("authentication")
        }
        guard let handler = item.handler else { return null("handler") }
        object("handler") {
            $0.path(handler.path)
            $0.position("start", handler.position)
        }
    }
}
