/// Numbers as people read them. Powers of 1000; one decimal below 10.
enum Quantity {
    static func bytes(_ count: Int) -> String {
        scaled(Double(max(0, count)), step: 1000, units: ["bytes", "KB", "MB", "GB", "TB"])
    }

    /// A time in microseconds.
    static func time(_ microseconds: Int) -> String {
        let seconds = max(0, microseconds) / 1_000_000
        if seconds < 100 { return scaled(Double(max(0, microseconds)), step: 1000, units: ["us", "ms", "s"]) }
        return "\(seconds / 60) min \(seconds % 60) s"
    }

    /// Bytes in microseconds as a speed.
    static func speed(bytes count: Int, in microseconds: Int) -> String {
        bytes(Int(min(Double(max(0, count)) / Double(max(1, microseconds)) * 1_000_000, 1e15))) + "/s"
    }

    /// `1 file`, `2 files`, `3 diagnostics`.
    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func scaled(_ value: Double, step: Double, units: [String]) -> String {
        var value = value
        var index = 0
        while value >= step && index < units.count - 1 {
            value /= step
            index += 1
        }
        let tenths = Int(min(value, 1e15) * 10)
        let text = index > 0 && tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
        return text + " " + units[index]
    }
}
