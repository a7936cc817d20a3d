/// Whether a regular expression asks for an address of one host: `^https?://docs\\.example\\.com/`.
enum HostPattern {
    static func fixesHost(_ pattern: String, startsAtBeginning: Bool) -> Bool {
        var text = pattern[...]
        var isAnchored = startsAtBeginning
        for start in ["^", "\\A"] where text.hasPrefix(start) {
            text.removeFirst(start.count)
            isAnchored = true
        }
        guard isAnchored else { return false }
        let schemes = ["https?", "https", "http", "(https|http)", "(http|https)", "(?:https|http)", "(?:http|https)"]
        guard let scheme = schemes.first(where: text.hasPrefix) else { return false }
        text.removeFirst(scheme.count)
        // Scripts write slashes with a backslash.
        guard let slashes = ["://", ":\\/\\/"].first(where: text.hasPrefix) else { return false }
        text.removeFirst(slashes.count)
        return endsHost(text)
    }

    /// Letters, digits, dashes and dots that are meant, then what ends a host.
    private static func endsHost(_ text: Substring) -> Bool {
        var hasDot = false
        var at = text.startIndex
        while at < text.endIndex {
            let next = text.index(after: at)
            switch text[at] {
            case "/": return hasDot
            case "\\":
                guard next < text.endIndex else { return false }
                if text[next] == "/" { return hasDot }
                guard text[next] == "." || text[next] == "-" else { return false }
                hasDot = hasDot || text[next] == "."
                at = text.index(after: next)
                continue
            case "-": break
            case let sign where sign.isASCII && (sign.isLetter || sign.isNumber): break
            default: return false
            }
            at = next
        }
        return false
    }
}
