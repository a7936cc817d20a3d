package import SentinelRules

/// The rules that come with the library: the files below `Rules/`, compiled into it.
package enum BuiltInRules {
    /// The rules, in the order of their files; nil only if the library was built wrongly.
    package static func load() -> [PatternRule]? {
        let literal = builtInRuleArchive
        let bytes = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        return unsafe RuleArchive.decode(bytes)
    }

    /// `MetadataTrigger.texts`, analysed when the library was built.
    package static var metadataTrigger: [PatternText]? {
        let literal = builtInTrigger
        let bytes = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        return unsafe RuleArchive.decodePatterns(bytes)
    }
}
