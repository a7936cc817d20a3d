import SentinelModel

extension String {
    /// The text with every character a terminal would obey, or a reader would not see, written out: `\x1B`, `\u{202E}`.
    /// Newlines and tabs become spaces. For prose in reports; `json` carries texts exactly instead, behind `\u`
    /// escapes.
    var safe: String {
        guard unicodeScalars.contains(where: \.isUnsafeOnTerminal) else { return self }
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": out += " "
            case _ where scalar.isUnsafeOnTerminal: out += scalar.escaped
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
