/// A reader of a format that is written line by line: what is read before a mistake that ends the reading is kept.
protocol LineReader {
    typealias Mistake = DocumentBuilder.Mistake

    var scanner: TextScanner { get }
    var builder: DocumentBuilder { get set }

    init(_ builder: DocumentBuilder)
    /// Reads to the end of the file.
    mutating func readAll() throws(Mistake)
}

extension LineReader {
    static func read(_ builder: DocumentBuilder) -> DocumentBuilder {
        var reader = Self(builder)
        do throws(Mistake) {
            try reader.readAll()
        } catch {
            reader.builder.note(error)
            reader.builder.isPartial = true
        }
        reader.builder.endAll(at: reader.scanner.source.count)
        return reader.builder
    }

    /// Adds a key that does not stand in the file.
    mutating func key(_ name: String, at start: Int) throws(Mistake) {
        try builder.add(.plain, start..<start, text: name.utf8)
    }
}
