/// An expression that selects values by where they stand, compiled once and matched over any tree.
///
/// Steps are joined by dots: `mcpServers.*.command`. A step is a key in which `*` stands for any characters, a choice of keys
/// `(url|serverUrl)`, or a key in quotes where it holds dots or other marks (`"chat.tools.autoApprove"`). `[0]` and `[*]` are
/// items of a list, and `**` any number of keys and items, none among them. `^` at the start goes up from where one stands,
/// once for each: `^.args[*]`, `^^.env`. `$` at the start goes up to the document: `$.on.push`.
package struct DocumentPath: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case key([KeyPattern])
        case item(Int?)
        case any
    }

    /// The expression as it was written.
    package let text: String
    /// How far up it starts; `toRoot` for the document's root.
    package let ascent: Int
    let steps: [Step]

    /// What is wrong with an expression, and at which of its bytes.
    package struct Mistake: Error, Hashable, Sendable {
        package var message: String
        package var offset: Int

        package init(message: String, offset: Int) {
            self.message = message
            self.offset = offset
        }
    }

    static let toRoot = Int.max
    package var isFromRoot: Bool { ascent == Self.toRoot }

    /// The most steps: states are bits of a word.
    static let mostSteps = 62

    package init(_ text: String, caseless: Bool = false) throws(Mistake) {
        var parser = PathParser(text, caseless: caseless)
        (ascent, steps) = try parser.parse()
        self.text = text
    }

    /// For each key on the way, the texts one of which it must be or hold: none where it may be any. Nothing where the expression goes up
    /// first.
    package var keyTexts: [[KeyText]] {
        guard ascent == 0 else { return [] }
        return steps.compactMap { step in
            guard case .key(let patterns) = step else { return nil }
            let texts = patterns.map { pattern in
                let longest = pattern.isCaseless ? [] : pattern.pieces.max { $0.count < $1.count } ?? []
                return KeyText(bytes: longest, isWhole: pattern.pieces.count == 1)
            }
            // A slash may have an escape of its own.
            return texts.contains { $0.bytes.isEmpty || $0.bytes.contains(UInt8(ascii: "/")) } ? nil : texts
        }
    }
}

/// A key, or a part of one.
package struct KeyText: Hashable, Sendable {
    package var bytes: [UInt8]
    package var isWhole: Bool

    package init(bytes: [UInt8], isWhole: Bool) {
        self.bytes = bytes
        self.isWhole = isWhole
    }
}

/// A key in which stars may stand.
struct KeyPattern: Hashable, Sendable {
    /// What stands between the stars; one piece where there is no star.
    var pieces: [[UInt8]]
    var isCaseless: Bool

    init(_ pieces: [[UInt8]], caseless: Bool) {
        self.pieces = caseless ? pieces.map { $0.map(Self.folded) } : pieces
        isCaseless = caseless
    }

    var isAny: Bool { pieces.count == 2 && pieces[0].isEmpty && pieces[1].isEmpty }

    func matches(_ key: ArraySlice<UInt8>) -> Bool {
        if isAny { return true }
        if !isCaseless, pieces.count == 1 { return key.elementsEqual(pieces[0]) }
        var rest = isCaseless ? ArraySlice(key.map(Self.folded)) : key
        guard let first = pieces.first, let last = pieces.last, rest.starts(with: first) else { return false }
        guard pieces.count > 1 else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else { return false }
        rest = rest.dropLast(last.count)
        // The first place for each piece is as good as any.
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        var at = text.startIndex
        while text.endIndex - at >= piece.count {
            if text[at..<(at + piece.count)].elementsEqual(piece) { return at + piece.count }
            at += 1
        }
        return nil
    }

    private static func folded(_ byte: UInt8) -> UInt8 { 65...90 ~= byte ? byte + 32 : byte }
}
