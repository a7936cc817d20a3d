/// What a reader may choose about a report.
package struct ReportOptions: Hashable, Sendable {
    /// Leaves out times and memory, so that two reports on the same files are the same bytes.
    package var omitMeasurements = false
    /// Writes suppressed findings too, marked as such. The summary counts them either way.
    package var showSuppressed = false
    /// Text formats: shows every diagnostic, also those of severity low and the many of one kind that are otherwise
    /// only counted, the reason of a rule with each of its findings, and every step of a trace.
    package var verbose = false
    /// Text formats: cells of a line, kept within 40 to 400. Source lines are cut to it around the match.
    package var width = 100
    /// SARIF: at most this many results, 0 for no limit; a notification tells how many more there were. GitHub refuses
    /// a run with more than 25,000 as a whole.
    package var sarifResultLimit = 25_000
    /// SARIF: where the tool is described, an absolute URI; left out when empty.
    package var informationURI = ""

    /// The defaults.
    package init() {}
}
