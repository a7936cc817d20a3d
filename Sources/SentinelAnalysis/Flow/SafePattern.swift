/// Whether a regular expression lets nothing dangerous through: it stands for the whole text, and only for letters, digits and a few signs.
struct SafePattern {
    private(set) var isSafe = false
    /// It may lead out of a folder that it is put below.
    private(set) var allowsPaths = false
    /// It may begin with a separator.
    private(set) var allowsAbsolute = false
    /// It may begin with a dash.
    private(set) var allowsDash = false
    private(set) var allowsEquals = false

    init(_ pattern: String, isWhole: Bool, startsAtBeginning: Bool) {
        var text = pattern[...]
        var isAnchored = isWhole || startsAtBeginning
        for start in ["^", "\\A"] where text.hasPrefix(start) {
            text.removeFirst(start.count)
            isAnchored = true
        }
        var hasEnd = isWhole
        for end in ["$", "\\Z", "\\z"] where text.hasSuffix(end) {
            text.removeLast(end.count)
            hasEnd = true
        }
        guard isAnchored, hasEnd else { return }
        read(text)
    }

    // MARK: Reading

    private var hasSlash = false
    /// Nothing stands before it, on some way.
    private var isFirst = true
    private var isInClass = false
    private var dots = Dots()

    private mutating func read(_ text: Substring) {
        var at = text.startIndex
        while at < text.endIndex {
            let sign = text[at]
            var next = text.index(after: at)
            if sign == "\\" {
                guard next < text.endIndex, readEscaped(text[next]) else { return }
                next = text.index(after: next)
                if !isInClass { isFirst = isFirst && Self.mayBeNone(text[next...]) }
            } else {
                guard isInClass ? readInClass(sign, at, in: text) : readOutside(sign) else { return }
                if !isInClass, !["(", "?", ":", "[", "*", "+", "{", "|"].contains(sign) {
                    isFirst = isFirst && Self.mayBeNone(text[next...])
                }
            }
            at = next
        }
        isSafe = true
        allowsPaths = hasSlash && (dots.mayBeTwo || allowsAbsolute)
    }

    /// False for what is not safe.
    private mutating func readEscaped(_ sign: Character) -> Bool {
        switch sign {
        case ".":
            dots.dot(isInClass)
            return true
        case "-": allowsDash = allowsDash || isFirst || isInClass
        case "/", "\\": separator()
        case "=": allowsEquals = true
        case "w", "d", "b", "_", ":", "@", "+", ",", "%", "[", "]", "(", ")", "{", "}": break
        default: return false
        }
        dots.other(isInClass)
        return true
    }

    private mutating func separator() {
        hasSlash = true
        allowsAbsolute = allowsAbsolute || isFirst
    }

    private static let unsafe: Set<Character> = [";", "&", "`", "<", ">", "\n", " ", "'", "\"", "!", "#"]

    private mutating func readInClass(_ sign: Character, _ at: Substring.Index, in text: Substring) -> Bool {
        switch sign {
        case ".": dots.dot(true)
        // A folder of somebody's, for those who expand it.
        case "/", "~": separator()
        // At its beginning it turns a class round; further on it is a sign, as in `HEAD^`.
        case "^": return text[text.index(before: at)] != "["
        case "]":
            isInClass = false
            dots.closeClass()
        case "-":
            // A range has neighbours.
            let next = text.index(after: at)
            let before = text[text.index(before: at)]
            let after = next < text.endIndex ? text[next] : "]"
            if before == "[" || after == "]" || !(before.isLetter || before.isNumber) {
                allowsDash = allowsDash || isFirst
            }
        case "|", "(": return false
        case "=": allowsEquals = true
        default: return !Self.unsafe.contains(sign)
        }
        return true
    }

    private mutating func readOutside(_ sign: Character) -> Bool {
        switch sign {
        // It stands for anything; where a line ends; a folder.
        case ".", "$", "~": return false
        case "/":
            separator()
            dots.other(false)
        case "[":
            isInClass = true
            dots.openClass()
        case "-":
            allowsDash = allowsDash || isFirst
            dots.other(false)
        case "|":
            isFirst = true
            dots.alternative()
        case "(": dots.openGroup()
        case ")": dots.closeGroup()
        case "*", "+", "{": dots.repeated()
        case "=":
            allowsEquals = true
            dots.other(false)
        case "?", ":", "}": break
        default:
            dots.other(false)
            return !Self.unsafe.contains(sign)
        }
        return true
    }

    private static func mayBeNone(_ rest: Substring) -> Bool {
        rest.first == "*" || rest.first == "?" || rest.hasPrefix("{0")
    }

    /// Whether two dots may stand side by side.
    private struct Dots {
        private(set) var mayBeTwo = false
        /// What was read last may end in one.
        private var isLast = false
        private var isInClass = false
        /// By group that is open, whether it holds one.
        private var groups = [false]

        mutating func dot(_ isOfClass: Bool) {
            if isOfClass { isInClass = true } else { one() }
        }

        mutating func other(_ isOfClass: Bool) { if !isOfClass { isLast = false } }

        private mutating func one() {
            if isLast { mayBeTwo = true }
            isLast = true
            groups[groups.count - 1] = true
        }

        mutating func openClass() { isInClass = false }
        mutating func closeClass() { if isInClass { one() } else { isLast = false } }
        mutating func alternative() { isLast = groups.dropLast().last ?? false }
        mutating func openGroup() { groups.append(false) }

        mutating func closeGroup() {
            guard groups.count > 1 else { return }
            isLast = groups.removeLast()
            if isLast { groups[groups.count - 1] = true }
        }

        mutating func repeated() { if isLast { mayBeTwo = true } }
    }
}
