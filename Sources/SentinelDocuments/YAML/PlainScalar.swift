/// What a bare word of YAML means, by the core schema of YAML 1.2 (so `yes` and `on` are text).
enum PlainScalar {
    static func kind(of text: [UInt8]) -> DocumentKind {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"):
            return word(String(decoding: text.prefix(6), as: UTF8.self))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return isNumber(text) ? .number : .plain
        default: return .plain
        }
    }

    private static func word(_ text: String) -> DocumentKind {
        switch text {
        case "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE", "false", "False", "FALSE": .boolean
        default: .plain
        }
    }

    private static func isNumber(_ text: [UInt8]) -> Bool {
        if text.starts(with: Array("0x".utf8)) {
            return text.count > 2 && text.dropFirst(2).allSatisfy { JSONText.hexadecimal($0) != nil }
        }
        if text.starts(with: Array("0o".utf8)) {
            return text.count > 2 && text.dropFirst(2).allSatisfy { 48...55 ~= $0 }
        }
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let name = String(decoding: rest.prefix(5), as: UTF8.self)
        if name == ".inf" || name == ".Inf" || name == ".INF" { return true }
        if rest.count == text.count, name == ".nan" || name == ".NaN" || name == ".NAN" { return true }
        let whole = dropDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return false }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard dropDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Int {
        let digits = text.prefix { 48...57 ~= $0 }.count
        text = text.dropFirst(digits)
        return digits
    }
}
