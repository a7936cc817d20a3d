import SentinelDocuments
import Testing

@Suite struct AccessTests {
    private func node(_ text: String) throws -> DocumentNode { try #require(try parse(text).first) }

    @Test func keysThatStandTwiceAreRefusedAtTheSecond() throws {
        let error = #expect(throws: DocumentError.self) { try node("é: 1\nb: 2\n\"é\": 3\n").entries("it") }
        #expect(error?.message == "the key `é` stands twice")
        #expect(error?.place == DocumentPlace(line: 3, column: 1, offset: 11))
    }

    @Test func keysAreTexts() throws {
        let error = #expect(throws: DocumentError.self) { try node("a: 1\n? [b]\n: 2\n").entries("it") }
        #expect(error?.described(in: "f") == "f:2:3: a key must be text, not a list")
    }

    @Test(arguments: [("[a]", "it must be text, not a list"), ("a: b", "it must be text, not a mapping")])
    func textIsText(text: String, message: String) throws {
        let error = #expect(throws: DocumentError.self) { try node(text).text("it") }
        #expect(error?.message == message)
    }

    @Test(arguments: [("true", true), ("false", false)])
    func booleans(text: String, value: Bool) throws { #expect(try node(text).boolean("it") == value) }

    @Test(arguments: ["'true'", "yes", "True", "1", "[true]", "~"])
    func whatIsNoBoolean(text: String) throws {
        let node = try node(text)
        #expect(throws: DocumentError.self) { try node.boolean("it") }
    }

    @Test(arguments: [("0", 0), ("10", 10), ("007", 7)])
    func integers(text: String, value: Int) throws { #expect(try node(text).integer("it", in: 0...10) == value) }

    @Test(arguments: ["11", "-1", "'1'", "1.0", "0x1", "99999999999999999999", "1e1", "[1]"])
    func whatIsNoInteger(text: String) throws {
        let node = try node(text)
        #expect(throws: DocumentError.self) { try node.integer("it", in: 0...10) }
    }

    @Test func listsOfTexts() throws {
        #expect(try node("[a, 'b']").texts("it") == ["a", "b"])
        let error = #expect(throws: DocumentError.self) { try node("[a, [b]]").texts("it") }
        #expect(error?.message == "an item of it must be text, not a list")
        #expect(throws: DocumentError.self) { try node("a").texts("it") }
        #expect(throws: DocumentError.self) { try node("a").entries("it") }
    }
}
