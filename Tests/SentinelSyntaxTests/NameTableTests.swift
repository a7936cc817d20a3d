import Testing

@testable import SentinelSyntax

@Suite struct NameTableTests {
    @Test func equalNamesAreOne() {
        let words = (0..<3_000).map { "name\($0 % 1_000)" }
        let source = Array(words.joined(separator: " ").utf8) + [UInt8](repeating: 0, count: 16)
        var table = NameTable()
        var ids: [String: NameID] = [:]
        unsafe source.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            var start = 0
            for word in words {
                let id = unsafe table.intern(base, start, word.utf8.count)
                #expect(ids[word] ?? id == id)
                ids[word] = id
                start += word.utf8.count + 1
            }
            #expect(Set(ids.values).count == 1_000)
            #expect(unsafe table.find("name77", in: base) == ids["name77"])
            #expect(unsafe table.find("name", in: base) == .none)
        }
    }
}
