extension OptionTable {
    /// A JSON Schema (draft 2020-12) of the configuration file.
    package static func schema() -> [UInt8] {
        let properties = all.map { "    \(quoted($0.name)): \(schema(of: $0))" }.joined(separator: ",\n")
        let text = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "MCP Sentinel configuration",
              "type": "object",
              "additionalProperties": false,
              "properties": {
            \(properties)
              }
            }

            """
        return Array(text.utf8)
    }

    private static func schema(of option: OptionDescriptor) -> String {
        "{\"description\": \(quoted(option.help)), \(form(of: option))}"
    }

    private static func form(of option: OptionDescriptor) -> String {
        let fallback = "\"default\": "
        switch option.kind {
        case .bool: return "\"type\": \"boolean\", \(fallback)\(option.defaultValue)"
        case .int(let range):
            return "\"type\": \"integer\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound), "
                + "\(fallback)\(option.defaultValue)"
        case .size:
            return "\"type\": [\"integer\", \"string\"], \"pattern\": \"^[0-9.]+ *([kKmMgG]([iI]?[bB])?|[bB])?$\", "
                + "\(fallback)\(quoted(option.defaultValue))"
        case .duration:
            return "\"type\": [\"number\", \"string\"], \"pattern\": \"^[0-9.]+ *(ms|s|m|h)?$\", "
                + "\(fallback)\(quoted(option.defaultValue))"
        case .choice(let choices):
            return
                "\"enum\": [\(choices.map(quoted).joined(separator: ", "))], \(fallback)\(quoted(option.defaultValue))"
        case .string: return "\"type\": \"string\", \(fallback)\(quoted(option.defaultValue))"
        case .list:
            return "\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]"
        }
    }

    /// The table's texts are plain: quotes and backslashes are all that needs escaping.
    private static func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }
}
