/// Whether a regular expression lets nothing dangerous through: it stands for the whole text, and only for letters, digits and a few signs.
struct SafePattern {
    private(set) var isSafe = false
    /// `..` and a separator may both stand in it.
    private(set) var allowsPaths = false
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

    private mutating func read(_ text: Substring) {
        var hasDot = false
        var hasSlash = false
        var at = text.startIndex
        var isFirst = true
        var isInClass = false
        while at < text.endIndex {
            let sign = text[at]
            let next = text.index(after: at)
            switch sign {
            case "\\":
                guard next < text.endIndex else { return }
                let escaped = text[next]
                switch escaped {
                case "w", "d", "b": break
                case "-": allowsDash = allowsDash || isFirst || isInClass
                case ".": hasDot = true
                case "/", "\\": hasSlash = true
                case "=": allowsEquals = true
                case "_", ":", "@", "+", ",", "%", "[", "]", "(", ")", "{", "}": break
                default: return
                }
                at = text.index(after: next)
                isFirst = false
                continue
            case ".":
                // Outside of a class it stands for anything.
                guard isInClass else { return }
                hasDot = true
            case "/": hasSlash = true
            // At its beginning it turns a class round; further on it is a sign, as in `HEAD^`.
            case "^" where isInClass: if at > text.startIndex, text[text.index(before: at)] == "[" { return }
            // A folder of somebody's, for those who expand it.
            case "~" where isInClass: hasSlash = true
            case "[": isInClass = true
            case "]":
                isInClass = false
                isFirst = false
            case "-" where isInClass:
                // A range has neighbours.
                let before = at > text.startIndex ? text[text.index(before: at)] : "["
                let after = next < text.endIndex ? text[next] : "]"
                if before == "[" || after == "]" || !(before.isLetter || before.isNumber) {
                    allowsDash = allowsDash || isFirst
                }
            case "-": allowsDash = allowsDash || isFirst
            case ";", "&", "`", "<", ">", "\n", " ", "'", "\"", "!", "~", "#": return
            case "|" where isInClass, "(" where isInClass: return
            case "=": allowsEquals = true
            // Alone it names a variable at most.
            case "$" where isInClass: break
            case "$": return
            default: break
            }
            if !isInClass, !["(", "?", ":", "[", "*", "+", "{"].contains(sign) { isFirst = false }
            at = next
        }
        isSafe = true
        allowsPaths = hasDot && hasSlash || hasSlash
    }
}
