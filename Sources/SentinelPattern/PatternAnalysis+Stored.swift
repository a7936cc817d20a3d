extension PatternAnalysis {
    /// An analysis that was made earlier and stored.
    package init(
        minLength: Int, maxLength: Int, cut: Int?, reach: Int, maxLookbehind: Int, opening: MatchOpening,
        groupCount: Int, groupNames: [String: Int], anchors: [Anchor]
    ) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.cut = cut
        self.reach = reach
        self.maxLookbehind = maxLookbehind
        self.anchors = anchors
        self.opening = opening
        self.groupCount = groupCount
        self.groupNames = groupNames
    }
}
