/// An option of the engine: what help, the configuration file's schema, the Python keywords and the REST fields are made from.
package struct OptionDescriptor: Sendable {
    package enum Kind: Sendable, Equatable {
        case bool
        case int(ClosedRange<Int>)
        /// Bytes.
        case size(ClosedRange<Int>)
        /// Milliseconds.
        case duration(ClosedRange<Int>)
        case choice([String])
        case string
        case list
    }

    package var name: String
    package var kind: Kind
    package var defaultValue: String
    package var help: String
    package var group: String
    /// True when a configuration file that was found in the scanned tree may set it: it selects files and rules, and the
    /// report says that it did.
    package var isAllowedWhenDiscovered: Bool
}

/// Why a value cannot be that of an option, as a sentence.
package struct OptionMistake: Error, Hashable, Sendable {
    package enum Reason: Sendable { case unknownName, wrongValue, notAllowed }

    package var reason: Reason
    package var message: String
}

extension OptionDescriptor {
    /// The value in its one canonical form (a size in bytes, a duration in milliseconds), or why it is none.
    package func canonical(_ text: String) throws(OptionMistake) -> String {
        switch kind {
        case .bool:
            guard text == "true" || text == "false" else { throw mistake("true or false") }
            return text
        case .int(let range):
            guard let number = Int(text), range.contains(number) else {
                throw mistake("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return String(number)
        case .size(let range):
            guard let bytes = Quantity.bytes(text), range.contains(bytes) else {
                throw mistake(
                    "a number of bytes such as 10MB or 512KiB, from \(range.lowerBound) to \(range.upperBound)")
            }
            return String(bytes)
        case .duration(let range):
            guard let time = Quantity.milliseconds(text), range.contains(time) else {
                throw mistake("a time such as 30s, 500ms or 2m, at most \(range.upperBound / 1000)s")
            }
            return String(time)
        case .choice(let choices):
            guard choices.contains(text) else { throw mistake("one of \(choices.joined(separator: ", "))") }
            return text
        case .string, .list:
            guard !text.utf8.contains(0) else { throw mistake("text without NUL") }
            return text
        }
    }

    private func mistake(_ wanted: String) -> OptionMistake {
        OptionMistake(reason: .wrongValue, message: "`\(name)` must be \(wanted)")
    }
}

/// Numbers with units, as people write them.
enum Quantity {
    /// `10`, `10B`, `10KB` (1000), `10KiB` (1024), and so on to `GB` and `GiB`; nil for anything else.
    static func bytes(_ text: String) -> Int? {
        number(text) { unit in
            switch unit {
            case "", "b": 1
            case "k", "kb": 1000
            case "m", "mb": 1_000_000
            case "g", "gb": 1_000_000_000
            case "kib": 1 << 10
            case "mib": 1 << 20
            case "gib": 1 << 30
            default: nil
            }
        }
    }

    /// Milliseconds of `10` (seconds), `1.5s`, `500ms`, `2m`, `1h`; nil for anything else.
    static func milliseconds(_ text: String) -> Int? {
        number(text) { unit in
            switch unit {
            case "ms": 1
            case "", "s": 1000
            case "m": 60_000
            case "h": 3_600_000
            default: nil
            }
        }
    }

    private static func number(_ text: String, unit factor: (String) -> Int?) -> Int? {
        // All digits, as most are: nothing to take apart.
        if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let whole = Int(text),
            whole <= 1 << 53, let factor = factor("")
        {
            let product = whole.multipliedReportingOverflow(by: factor)
            return product.overflow || product.partialValue > 1 << 53 ? nil : product.partialValue
        }
        let digits = text.utf8.prefix {
            $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        var unit = text.utf8.dropFirst(digits.count).drop { $0 == UInt8(ascii: " ") }
        while unit.last == UInt8(ascii: " ") { unit.removeLast() }
        guard let value = Double(Substring(digits)), let factor = factor(Substring(unit).lowercased()) else {
            return nil
        }
        // Something that is more than nothing must not become 0, which often means "without end".
        let product = max((value * Double(factor)).rounded(), value > 0 ? 1 : 0)
        // Up to 2^53 every whole number is a Double.
        return product >= 0 && product <= 0x1p53 ? Int(product) : nil
    }
}

extension StringProtocol {
    /// Without leading and trailing characters of `set`.
    func trimming(_ set: String) -> String {
        String(drop { set.contains($0) }.reversed().drop { set.contains($0) }.reversed())
    }
}
