/// Numbers for people.
enum Quantity {
    /// `1,234,567`
    static func number(_ value: UInt64) -> String {
        var result = ""
        for (index, digit) in String(value).reversed().enumerated() {
            if index > 0, index % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return String(result.reversed())
    }

    /// `1 rule`, `2 rules`
    static func count(_ value: some BinaryInteger, _ noun: String) -> String {
        "\(number(UInt64(clamping: value))) \(noun)\(value == 1 ? "" : "s")"
    }

    /// `12.3 MB`, in powers of 1000.
    static func bytes(_ value: UInt64) -> String {
        let units: [(UInt64, String)] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "KB")]
        guard let (size, unit) = units.first(where: { value >= $0.0 }) else { return "\(value) B" }
        return "\(tenths(value, of: size)) \(unit)"
    }

    /// `0.4 s`, from microseconds.
    static func seconds(_ microseconds: UInt64) -> String { "\(tenths(microseconds, of: 1_000_000)) s" }

    private static func tenths(_ value: UInt64, of unit: UInt64) -> String {
        "\(number(value / unit)).\(value % unit * 10 / unit)"
    }
}
