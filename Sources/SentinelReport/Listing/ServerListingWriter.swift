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

    /// A paragraph for each item.
    package static func text(_ items: [ListedItem]) -> [UInt8] {
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
            if !item.capabilities.isEmpty { out.append("    can: \(item.capabilities.joined(separator: ", "))\n") }
        }
        return out.bytes
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
        field("uri", item.uri)
        path(item.path)
        position("start", item.position)
        array("parameters", of: item.parameters) { parameter, out in
            out.object {
                $0.field("name", parameter.name)
                $0.field("type", parameter.type)
                $0.field("description", parameter.description)
                $0.field("required", parameter.isRequired)
                $0.strings("choices", parameter.choices)
            }
        }
        object("annotations") { out in
            for hint in item.annotations { out.field(text: hint.name, hint.value) }
        }
        strings("capabilities", item.capabilities)
        guard let handler = item.handler else { return null("handler") }
        object("handler") {
            $0.path(handler.path)
            $0.position("start", handler.position)
        }
    }
}
