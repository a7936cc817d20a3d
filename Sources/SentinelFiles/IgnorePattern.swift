/// One line of an ignore file, understood as git's `dir.c` does (`parse_path_pattern`, `match_basename`,
/// `match_pathname`).
struct IgnorePattern {
    /// How the pattern is compared; the cheap shapes cover nearly every line that people write.
    enum Shape {
        /// The name is these bytes.
        case name([UInt8])
        /// The name ends in these bytes.
        case suffix([UInt8])
        /// The name starts with these bytes.
        case prefix([UInt8])
        /// The name matches.
        case glob(Glob)
        /// The path below the ignore file's folder starts with these bytes and goes on as the glob says; nil for an
        /// exact path.
        case path(prefix: [UInt8], rest: Glob?)
    }

    let shape: Shape
    /// `!`: what matches is brought back.
    let isNegative: Bool
    /// A trailing `/`: only folders match.
    let foldersOnly: Bool

    /// `line` has no line end. Returns nil for blank lines and comments.
    init?(line: ArraySlice<UInt8>) {
        guard line.first != UInt8(ascii: "#") else { return nil }
        var text = Self.trimmed(Self.upToNUL(line))
        isNegative = text.first == UInt8(ascii: "!")
        if isNegative { text.removeFirst() }
        var literal = text.prefix { !Self.isSpecial($0) }.count
        let endsWith = text.first == UInt8(ascii: "*") && !text.dropFirst().contains(where: Self.isSpecial)
        foldersOnly = text.last == UInt8(ascii: "/")
        if foldersOnly { text.removeLast() }
        literal = min(literal, text.count)
        if text.isEmpty { return nil }
        if text.contains(UInt8(ascii: "/")) {
            shape = Self.pathShape(text, literal: literal)
        } else if literal == text.count {
            shape = .name(Array(text))
        } else if endsWith {
            shape = .suffix(Array(text.dropFirst()))
        } else if literal == text.count - 1, text.last == UInt8(ascii: "*") {
            shape = .prefix(Array(text.dropLast()))
        } else {
            shape = .glob(Glob(text, separates: false))
        }
    }

    private static func pathShape(_ text: ArraySlice<UInt8>, literal: Int) -> Shape {
        var text = text
        var literal = literal
        if text.first == UInt8(ascii: "/") {
            text.removeFirst()
            literal -= 1
        }
        let prefix = Array(text.prefix(literal))
        let rest = text.dropFirst(literal)
        return .path(prefix: prefix, rest: rest.isEmpty ? nil : Glob(rest, separates: true))
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): true
        default: false
        }
    }

    /// git reads the line as a C string.
    private static func upToNUL(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.prefix { $0 != 0 }
    }

    /// Without the trailing spaces that no backslash keeps.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end: Int?
        var index = line.startIndex
        while index < line.endIndex {
            switch line[index] {
            case UInt8(ascii: " "):
                end = end ?? index
            case UInt8(ascii: "\\"):
                index += 1
                guard index < line.endIndex else { return line }
                end = nil
            default:
                end = nil
            }
            index += 1
        }
        return line[..<(end ?? line.endIndex)]
    }

    /// True if the entry matches. `name` is the last component of `path`, which is relative to the ignore file's
    /// folder.
    func matches(name: ArraySlice<UInt8>, path: ArraySlice<UInt8>, cost: inout Int) -> Bool {
        cost += 1
        switch shape {
        case .name(let wanted): return name.elementsEqual(wanted)
        case .suffix(let end): return name.count >= end.count && name.suffix(end.count).elementsEqual(end)
        case .prefix(let start): return name.starts(with: start)
        case .glob(let glob): return glob.matches(name, cost: &cost)
        case .path(let start, let rest):
            guard path.count >= start.count, path.starts(with: start) else { return false }
            guard let rest else { return path.count == start.count }
            return rest.matches(path.dropFirst(start.count), cost: &cost)
        }
    }
}
