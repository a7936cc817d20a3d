import SentinelDocuments
import Testing

@Suite struct PlaceTests {
    static let sample = """
        # комментарий 🙂
        id: один
        list:
          - "два" # 🙂
          - {x: [1, 'é']}
        text: |
          line é
          line
        last: end
        """

    /// Where each text starts, by searching for it: line, column in code points, offset in bytes.
    private static func place(of needle: String, in text: String) -> DocumentPlace? {
        guard let range = text.firstRange(of: needle) else { return nil }
        let before = text[..<range.lowerBound]
        let line = before.split(separator: "\n", omittingEmptySubsequences: false)
        return DocumentPlace(
            line: line.count, column: (line.last?.unicodeScalars.count ?? 0) + 1, offset: before.utf8.count)
    }

    @Test(arguments: ["id", "один", "list", "\"два\"", "{x", "x:", "[1", "1,", "'é'", "text", "|\n", "last", "end"])
    func everyNodeKnowsItsPlace(needle: String) throws {
        let nodes = try #require(try parse(Self.sample).first).all
        let place = try #require(Self.place(of: needle, in: Self.sample))
        #expect(nodes.contains { $0.place == place }, "\(needle) at \(place), nodes at \(nodes.map(\.place))")
    }

    @Test func aByteOrderMarkCountsAsBytesOnly() throws {
        let nodes = try #require(try parse("\u{FEFF}é: b").first).all
        #expect(nodes.last?.place == DocumentPlace(line: 1, column: 4, offset: 7))
    }

    @Test func carriageReturnsCountAsBytes() throws {
        let nodes = try #require(try parse("é: b\r\nc: d\r\n").first).all
        #expect(nodes.last?.place == DocumentPlace(line: 2, column: 4, offset: 10))
    }

    @Test(arguments: [
        ("a: b\nc: [1, 2\n", 3, 1), ("a: 'x\n", 2, 1), ("a: b: c\n", 1, 5), ("a:\n\t- b\n", 2, 1), ("é: @x\n", 1, 4),
        ("a: %x\n", 1, 4), ("- a\nb: c\n", 2, 1), ("a: \"\\q\"\n", 1, 5), ("a: *x\n", 1, 4),
        ("%YAML 9.9\n---\na\n", 1, 1),
    ])
    func mistakesNameTheirPlace(text: String, line: Int, column: Int) {
        let error = #expect(throws: DocumentError.self) { try parse(text) }
        #expect([error?.place.line, error?.place.column] == [line, column], "\(error?.described(in: "f") ?? "")")
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        arguments: [
            ([97, 58, 32, 0xFF], 3, 1, 4), ([97, 10, 0xC3, 0x28], 3, 2, 2), ([0xC3, 0xA9, 0xED, 0xA0, 0x80], 2, 1, 2),
            ([97, 0, 98], 1, 1, 2),
            ([97, 58, 32, 0xE2, 0x82], 3, 1, 4),
        ] as [([UInt8], Int, Int, Int)])
    func unreadableBytesAreMistakes(bytes: [UInt8], offset: Int, line: Int, column: Int) {
        let error = #expect(throws: DocumentError.self) { try YAML.parse(bytes) }
        #expect(error?.place == DocumentPlace(line: line, column: column, offset: offset), "\(error?.message ?? "")")
    }

    @Test func describedAsEditorsWantIt() {
        let error = DocumentError("no", at: DocumentPlace(line: 3, column: 7, offset: 40))
        #expect(error.described(in: "a/b.yaml") == "a/b.yaml:3:7: no")
    }
}
