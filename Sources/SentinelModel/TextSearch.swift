extension String {
    /// True if `part` stands in it byte for byte; an empty one does. `contains` asks for canonical equivalence as well and takes about a
    /// hundred times as long on short texts.
    package func hasPart(_ part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in part.withUTF8 { part in unsafe text.holds(part) } }
    }
}
