internal import SentinelPattern

/// What is seen in files that declare something of a server, and in those that read requests or run what they are given. The library is
/// built with what is known about it: finding that out took a tenth of a start.
package enum MetadataTrigger {
    /// What begins with its literal stands in one pattern. What has its literal at many distances from its start has one of its own: all
    /// that stands beside it would be looked for at all these places too.
    package static let texts = [
        #"(?i)(?:fastmcp|\bmcpserver\(|\bmcp\.(?:server|types|tool|resource|prompt|add_?tool|new_?tool)"#
            + #"|modelcontextprotocol|mcp-go/mcp|inputschema|registertool|\.add_?tool\(|\.tool\("#
            + #"|"(?:tools|prompts|resources)"\s{0,8}:\s{0,8}\[|"(?:manifest|dxt)_version"|\bstartcommand:"#
            + #"|\bfrom flask\b|\bimport flask\b|shell\s{0,4}=\s{0,4}true|\bos\.(?:system|popen)\(|create_subprocess_shell"#
            + #"|\bbasehttprequesthandler\b|\bchild_process\b|\btool_(?:use|input|args|arguments)\b"#
            + #"|\bhttp\.(?:handlefunc\(|responsewriter\b)|\b(?:gin|echo)\.context\b"#
            + #"|\.calltool(?:request|result)\b|@tool\b)"#,
        #"(?i)@[a-z_]{1,40}\.tool\b"#,
    ].map { PatternText(text: $0, analysis: nil, line: 1, column: 1) }

    /// The same with all that can be known about them; nil if one is no pattern.
    package static var analysed: [PatternText]? {
        try? texts.map { text in
            var known = text
            known.analysis = try PatternAnalysis(Array(text.text.utf8), options: PatternOptions())
            return known
        }
    }
}
