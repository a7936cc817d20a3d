/// A text that a server shows to a model, and what it is to it.
package struct ServerText {
    package enum Kind: String, Sendable {
        case name, title, description, instructions, uri
        case parameterName = "parameter-name"
        case parameterDescription = "parameter-description"
        case schemaText = "schema-text"
        case schemaReference = "schema-reference"
        /// A sentence of the code.
        case result
    }

    package var kind: Kind
    /// What it belongs to, for people: ``tool `run` ``.
    package var owner: String
    package var text: TextValue
}

extension ServerItem {
    package var texts: [ServerText] {
        let owner = name.map { "\(kind.rawValue) `\($0.text)`" } ?? kind.rawValue
        var found: [ServerText] = []
        func add(_ kind: ServerText.Kind, _ text: TextValue?, _ owner: String) {
            guard let text else { return }
            found.append(ServerText(kind: kind, owner: owner, text: text))
        }
        add(.name, name, owner)
        add(.title, title, owner)
        add(kind == .server ? .instructions : .description, description, owner)
        add(.uri, uri, owner)
        for reference in references { add(.schemaReference, reference, owner) }
        for parameter in parameters {
            let place = "parameter `\(parameter.name)` of \(owner)"
            add(.parameterDescription, parameter.description, place)
            add(.schemaText, parameter.defaultText, place)
            for choice in parameter.choices { add(.schemaText, choice, place) }
        }
        return found
    }
}
