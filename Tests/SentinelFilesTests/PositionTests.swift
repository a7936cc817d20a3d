import SentinelFiles
import SentinelModel
import Testing

/// Lines and columns, against counting from the start of the file one character at a time.
@Suite struct PositionTests {
    private static let pieces: [[UInt8]] = [
        Array("a".utf8), Array("plain words, and some more of them ".utf8), [0x0A], [0x0D], [0x0D, 0x0A],
        [0x0D, 0x0D, 0x0A],
        Array("\u{E4}".utf8), Array("\u{20AC}".utf8), Array("\u{1F600}".utf8), Array("\u{2028}\u{85}".utf8), [0x09],
        [0x00],
    ]
    private static let invalid: [[UInt8]] = [
        [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE0, 0x80, 0x80], [0xF5],
    ]

    private static func text(_ numbers: inout GitIgnoreTests.Numbers, _ pieces: [[UInt8]], _ count: Int) -> [UInt8] {
        (0..<count).flatMap { _ in pieces.randomElement(using: &numbers) ?? [] }
    }

    /// The position of every index of the text, counted from the start; `unit` tells how many bytes of the file a
    /// character of so many bytes of UTF-8 takes.
    private static func naive(_ text: [UInt8], mark: Int, unit: (Int) -> Int) -> [Position] {
        var positions: [Position] = []
        var line = 1, column = 1, offset = mark, start = 0, index = 0
        while index < text.count {
            let length = sequence(text[index...])
            for inside in 0..<length {
                let at = unit(1) == 1 ? offset + inside : offset
                positions.append(Position(offset: at, line: line, column: column, byteColumn: at - start + 1))
            }
            let isEnd =
                text[index] == 0x0A || (text[index] == 0x0D && (index + 1 == text.count || text[index + 1] != 0x0A))
            index += length
            offset += unit(length)
            column += 1
            if isEnd { (line, column, start) = (line + 1, 1, offset) }
        }
        return positions + [Position(offset: offset, line: line, column: column, byteColumn: offset - start + 1)]
    }

    /// Bytes of the character that a slice starts with, as the standard library sees it.
    private static func sequence(_ text: ArraySlice<UInt8>) -> Int {
        for length in 1...4 where length <= text.count {
            if let valid = String(validating: text.prefix(length), as: UTF8.self), valid.unicodeScalars.count == 1 {
                return length
            }
        }
        return 1
    }

    private static func check(_ bytes: [UInt8], _ expected: [Position], _ options: DiscoveryOptions, order: [Int]) {
        let batch = FileBatch()
        let discovery = Discovery(roots: [.memory(name: RawPath("a.txt"), bytes: bytes)], options: options) { false }
        let reader = FileReader(options: options) { false }
        guard discovery.next(batch), reader.open(batch.files[0], of: batch) == .ready else {
            Issue.record("not read")
            return
        }
        var wrong = 0
        repeat {
            let window = reader.window
            for index in order where index >= window.offset && window.reportable.contains(index - window.offset) {
                if reader.position(at: index - window.offset) != expected[index] { wrong += 1 }
            }
        } while reader.advance()
        #expect(wrong == 0)
    }

    @Test(arguments: 0..<40)
    func agree(seed: UInt64) {
        var numbers = GitIgnoreTests.Numbers(state: seed)
        let count = seed % 10 == 0 ? 5_000 : 300
        let text = Array("start ".utf8) + Self.text(&numbers, Self.pieces + Self.invalid, count)
        let mark: [UInt8] = seed % 2 == 0 ? [0xEF, 0xBB, 0xBF] : []
        let expected = Self.naive(text, mark: mark.count) { $0 }
        let ascending = Array(0...text.count)
        Self.check(mark + text, expected, DiscoveryOptions(), order: Array(ascending.dropLast()))
        Self.check(
            mark + text, expected, DiscoveryOptions(),
            order: Array(ascending.dropLast().shuffled(using: &numbers).prefix(200)))
        var options = DiscoveryOptions()
        options.maxFileSize = 100
        options.windowSize = 700
        options.overlap = 40
        Self.check(mark + text, expected, options, order: Array(ascending.dropLast()))
    }

    @Test(arguments: 0..<12, [false, true])
    func agreeInWideEncodings(seed: UInt64, isWindowed: Bool) {
        var numbers = GitIgnoreTests.Numbers(state: seed)
        let text = Self.text(&numbers, Self.pieces, 3_000)
        let string = String(decoding: text, as: UTF8.self)
        var options = DiscoveryOptions()
        options.maxFileSize = isWindowed ? 100 : options.maxFileSize
        options.windowSize = 1_000
        options.overlap = 33
        let order = Array(text.indices)
        Self.check(
            utf16(string, bigEndian: seed % 2 == 0, mark: true), Self.naive(text, mark: 2) { $0 == 4 ? 4 : 2 }, options,
            order: order)
        Self.check(
            utf32(string, bigEndian: seed % 2 == 0, mark: true), Self.naive(text, mark: 4) { _ in 4 }, options,
            order: order)
    }

    /// Pieces cover the file without gap or overlap, and positions count on from one to the next, in whatever order the pieces
    /// were read.
    @Test(arguments: 0..<40)
    func piecesAgree(seed: UInt64) throws {
        var numbers = GitIgnoreTests.Numbers(state: seed)
        let text = Array("start ".utf8) + Self.text(&numbers, Self.pieces.filter { $0 != [0] } + Self.invalid, 2_000)
        let mark: [UInt8] = seed % 2 == 0 ? [0xEF, 0xBB, 0xBF] : []
        let expected = Self.naive(text, mark: mark.count) { $0 }
        let tree = try TemporaryTree()
        try tree.file("a.txt", mark + text)
        var options = DiscoveryOptions()
        options.maxFileSize = 100
        options.windowSize = 64 + Int(seed) * 30
        options.overlap = 40
        let batch = FileBatch()
        let discovery = Discovery(roots: [.path(RawPath(tree.path))], options: options) { false }
        let opener = FileReader(options: options) { false }
        #expect(discovery.next(batch) && opener.open(batch.files[0], of: batch) == .ready)
        let pieces = try #require(opener.pieces())
        let (early, reader) = (FileReader(options: options) { false }, FileReader(options: options) { false })
        var ends: [TextCursor] = []
        for number in (0..<pieces.count).reversed() {
            #expect(early.open(number, of: pieces) == 0)
            ends.insert(early.endOfPiece, at: 0)
        }
        var end = pieces.begin
        var next = mark.count
        var wrong = 0
        for number in 0..<pieces.count {
            #expect(reader.open(number, of: pieces) == 0)
            reader.continueCounting(from: end)
            let window = reader.window
            #expect(window.offset + window.reportable.lowerBound == next)
            for index in window.reportable {
                let place = window.offset + index
                if unsafe window.bytes[index] != text[place - mark.count] { wrong += 1 }
                if reader.position(at: index) != expected[place - mark.count] { wrong += 1 }
            }
            next = window.offset + window.reportable.upperBound
            #expect(window.isLast == (number == pieces.count - 1))
            end = end.then(ends[number])
        }
        #expect(next == mark.count + text.count)
        #expect(wrong == 0)
    }

    /// Ten million bytes in one line, asked from the front and from the back: no answer counts it all.
    @Test func oneLongLine() {
        let bytes = Array(repeating: UInt8(ascii: "x"), count: 9_000_000)
        let batch = FileBatch()
        let discovery = Discovery(roots: [.memory(name: RawPath("a.txt"), bytes: bytes)], options: DiscoveryOptions()) {
            false
        }
        let reader = FileReader(options: DiscoveryOptions()) { false }
        #expect(discovery.next(batch) && reader.open(batch.files[0], of: batch) == .ready)
        let indices = Array(stride(from: 0, to: bytes.count, by: 9_001))
        for index in indices + indices.reversed() {
            #expect(
                reader.position(at: index) == Position(offset: index, line: 1, column: index + 1, byteColumn: index + 1)
            )
        }
    }

    /// A marker every 97 bytes: the windows report each exactly once, wherever the borders fall.
    @Test(arguments: [64, 100, 127, 128, 1_000, 5_000], [16, 17, 50, 200])
    func everyMatchOnce(windowSize: Int, overlap: Int) {
        var options = DiscoveryOptions()
        options.maxFileSize = 1_000
        options.windowSize = windowSize
        options.overlap = overlap
        let marker = Array("<secret>".utf8)
        let bytes = (0..<200).flatMap { _ in Array(repeating: UInt8(ascii: "."), count: 89) + marker }
        for content in [bytes, utf16(String(decoding: bytes, as: UTF8.self))] {
            let batch = FileBatch()
            let discovery = Discovery(roots: [.memory(name: RawPath("a.txt"), bytes: content)], options: options) {
                false
            }
            let reader = FileReader(options: options) { false }
            #expect(discovery.next(batch) && reader.open(batch.files[0], of: batch) == .ready)
            var found: [Int] = []
            repeat {
                let window = reader.window
                for index in window.reportable where unsafe window.bytes[index...].starts(with: marker) {
                    found.append(window.offset + index)
                }
                let isPadded = unsafe window.bytes.baseAddress.map {
                    unsafe UnsafeBufferPointer(start: $0 + window.bytes.count, count: 64).allSatisfy { $0 == 0 }
                }
                #expect(isPadded == true)
            } while reader.advance()
            #expect(found == (0..<200).map { $0 * 97 + 89 })
        }
    }
}
