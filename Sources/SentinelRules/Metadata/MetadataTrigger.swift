internal import SentinelPattern

/// What is seen in files that declare something of a server, and in those that read requests or run what they are given. The library is
/// built with what is known about it: finding that out took a tenth of a start.
package enum MetadataTrigger {
    package static let text = PatternText(
        text: #"(?i)(?:fastmcp|\bmcpserver\(|\bmcp\.(?:server|types|tool|resource|prompt|add_?tool|new_?tool)"#
            + #"|modelcontextprotocol|mcp-go/mcp|inputschema|registertool|\.add_?tool\(|\.tool\("#
            + #"|@(?:[a-z_]{1,40}\.)?tool\b|"(?:tools|prompts|resources)"\s{0,8}:\s{0,8}\[|"(?:manifest|dxt)_version"|\bstartcommand:"#
            + #"|\bfrom flask\b|\bimport flask\b|shell\s{0,4}=\s{0,4}true|\bos\.(?:system|popen)\(|create_subprocess_shell"#
            + #"|\bbasehttprequesthandler\b|\bchild_process\b|\btool_(?:use|input|args|arguments)\b"#
            + #"|\bhttp\.(?:handlefunc\(|responsewriter\b)|\b(?:gin|echo)\.context\b"#
            + #"|\.calltool(?:request|result)\b)"#,
        analysis: nil, line: 1, column: 1)

    /// The same with all that can be known about it; nil if it is no pattern.
    package static var analysed: PatternText? {
        guard let analysis = try? PatternAnalysis(Array(text.text.utf8), options: PatternOptions()) else { return nil }
        var known = text
        known.analysis = analysis
        return known
    }
}
