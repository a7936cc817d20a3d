/// How a pattern is to be read and used.
package struct PatternOptions: Hashable, Sendable {
    package enum Role: UInt8, Hashable, Sendable {
        /// Runs over whole files: must have a bounded length and literals to anchor it.
        case detection
        /// Searched for in a short region that something else found (`Pattern.search`): needs neither.
        case condition
    }

    /// Characters are code points, invalid UTF-8 matches nothing, `\p` works. Without it patterns match bytes, faster.
    package var unicode: Bool
    /// Matches are at most this many bytes long. Needed where the pattern itself sets no bound.
    package var maxLength: Int?
    /// Literals the author says every match contains, in either case; at least one per match. Empty: extracted from the
    /// pattern.
    package var keywords: [String]
    package var role: Role

    package init(unicode: Bool = false, maxLength: Int? = nil, keywords: [String] = [], role: Role = .detection) {
        self.unicode = unicode
        self.maxLength = maxLength
        self.keywords = keywords
        self.role = role
    }

    /// The greatest length a match may have.
    package static let longestMatch = 65_536
}
