/// A JSON value to be printed. Objects keep the order of their fields.
enum JSON {
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case array([JSON])
    case object([(String, JSON)])

    /// The value over several lines, without a line end behind it.
    func rendered(indent: String = "") -> String {
        switch self {
        case .string(let text): return Self.quoted(text)
        case .integer(let number): return String(number)
        case .bool(let value): return value ? "true" : "false"
        case .array(let items):
            return Self.block("[", items.map { $0.rendered(indent: indent + "  ") }, "]", indent)
        case .object(let fields):
            let lines = fields.map { "\(Self.quoted($0)): \($1.rendered(indent: indent + "  "))" }
            return Self.block("{", lines, "}", indent)
        }
    }

    private static func block(_ open: String, _ lines: [String], _ close: String, _ indent: String) -> String {
        if lines.isEmpty { return open + close }
        return open + "\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(close)"
    }

    /// A string in quotes; controls, format characters and all that a terminal may act upon are escaped.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if Terminal.isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    for unit in UTF16.encode(scalar) ?? Unicode.UTF16.encodedReplacementCharacter {
                        let digits = String(unit, radix: 16)
                        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                }
            }
        }
        return result + "\""
    }
}
