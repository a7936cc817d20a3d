/// What the constant beginning of a text says of the rest.
enum TextPrefix {
    /// True if it holds a whole scheme and host: what follows cannot change where an address leads.
    static func fixesHost(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://") else { return text.hasPrefix("/") && !text.hasPrefix("//") }
        let rest = text[scheme.upperBound...]
        guard let end = rest.firstIndex(where: { "/?#".contains($0) }) else { return false }
        return end > rest.startIndex
    }

    /// True if it may begin a statement of SQL.
    static func beginsQuery(_ text: String) -> Bool {
        let words = text.drop { $0.isWhitespace || $0 == "(" }.prefix(24).uppercased()
        return [
            "SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "CREATE", "ALTER", "WITH", "REPLACE", "SHOW", "DESC",
            "EXPLAIN",
            "USE", "TRUNCATE", "GRANT", "CALL", "EXEC", "PRAGMA", "COPY", "MERGE", "ATTACH", "MATCH", "SET", "ANALYZE",
            "CHECK",
        ].contains(where: words.hasPrefix)
    }
}
