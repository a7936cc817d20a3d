package import SentinelModel

/// Told by a run what it meets, for whoever asks why something was told or was not.
package protocol FlowObserver: AnyObject {
    /// True for a place that is asked about.
    func asks(about place: Reference) -> Bool
    /// A sink at such a place, and what the run makes of it: once for each kind of arguments.
    func met(_ sight: FlowSight)
    /// A function is being followed.
    func entered(_ function: Reference)
}

/// A sink that a run met.
package struct FlowSight {
    package enum Verdict {
        /// Something from outside reaches it.
        case reached
        /// A constant argument is not what the rule asks for: `shell`, `true`.
        case condition(String, String)
        /// Nothing from outside reaches what is dangerous there.
        case untouched(FlowMakeup)
        /// What reaches it was made harmless or checked; by what, where that is known.
        case cleaned([FlowCleaning])
        /// What reaches it does no harm in this form: a whole text where pieces are dangerous.
        case form(FlowSink.Form)
        /// The rule does not mean where it comes from.
        case source(FlowSource)
        /// It is an argument list, and nobody is known to call the function.
        case noCaller
    }

    package var rule: Int
    package var place: Reference
    /// What is called.
    package var sink: String
    package var verdict: Verdict
    /// The way of what reaches it; empty where nothing does.
    package var way: [FlowStep]
}

/// What an argument is that nothing from outside reaches.
package enum FlowMakeup {
    case constant
    /// What this call makes of whatever it is given.
    case made(by: String, Reference)
    case unknown
}

/// A call or a check that made pieces harmless for some rules.
package struct FlowCleaning {
    /// What is called or done.
    package var what: String
    package var place: Reference
    var parts: PartSet
    var rules: RuleBits
    /// A check holds for whatever is made of the pieces; what a call makes of them holds for its result alone.
    var isCheck: Bool
}
