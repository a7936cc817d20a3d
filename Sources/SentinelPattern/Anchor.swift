/// A literal that tells where a match may start.
package struct Anchor: Hashable, Sendable {
    package var literal: [UInt8]
    /// ASCII letters match in either case; `literal` is then in lower case.
    package var caseless: Bool
    /// How many bytes after the start of a match the literal stands.
    package var lead: ClosedRange<Int>
    /// What the bytes behind the literal can be in a match that has it here, as far as that is known; of a literal with several leads no more
    /// than the first.
    package var following: [ByteSet]

    package init(literal: [UInt8], caseless: Bool, lead: ClosedRange<Int>, following: [ByteSet] = []) {
        self.literal = literal
        self.caseless = caseless
        self.lead = lead
        self.following = following
    }

    /// Shorter literals would hit everywhere.
    package static let minLength = 3
    /// Every place in a lead range is tried, so the range must be narrow.
    package static let maxLeads = 64
}
