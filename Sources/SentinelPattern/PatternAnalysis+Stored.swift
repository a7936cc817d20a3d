extension PatternAnalysis {
    /// An analysis that was made earlier and stored.
    package init(
        minLength: Int, maxLength: Int, cut: Int?, reach: Int, maxLookbehind: Int, firstBytes: ByteSet,
        groupCount: Int, groupNames: [String: Int], anchors: [Anchor]
    ) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.cut = cut
        self.reach = reach
        self.maxLookbehind = maxLookbehind
        self.anchors = anchors
        self.firstBytes = firstBytes
        self.groupCount = groupCount
        self.groupNames = groupNames
    }
}
