package enum RegexSafety { package static func check(_ pattern: Pattern) throws(PatternError) { try pattern.compile() } }
