import SentinelModel

/// One finding as a block of text:
///
///     high[MCPS-PY-CMD-001] Shell command built from input
///       --> src/server.py:42:20
///        |
///     42 |     subprocess.run(f"ping {host}", shell=True)
///        |                    ^^^^^^^^^^^^^^ `host` comes from the tool's caller
///        |
///        = why: A caller who puts `; rm -rf ~` into the parameter runs it.
///        = fix: Pass a list of arguments, without a shell.
///        = confidence: high
///        = trace: src/server.py:40  parameter `host` of tool `ping`
///                 src/server.py:42  reaches `subprocess.run`
struct TextFinding {
    private let finding: Finding
    private let style: TextStyle
    private let width: Int
    private let explains: Bool
    private let isWhole: Bool
    /// The spaces before the bar: as wide as the line number.
    private let margin: String

    /// `explains` says whether the rule's reason is told, `isWhole` whether every step of a long trace is.
    init(_ finding: Finding, style: TextStyle, width: Int, explains: Bool, isWhole: Bool) {
        self.finding = finding
        self.style = style
        self.width = width
        self.explains = explains
        self.isWhole = isWhole
        margin = .spaces(String(finding.range.start.line).count)
    }

    func write(to out: inout ByteSink) {
        head(to: &out)
        source(to: &out)
        if explains { labelled("why", finding.rule.why, to: &out) }
        labelled("fix", finding.rule.fix, to: &out)
        labelled("confidence", finding.confidence.name, to: &out)
        labelled("evidence", finding.evidence, to: &out)
        labelled("trace", to: &out) { TextTrace(finding.trace, width: $0, isWhole: isWhole).lines }
        if let suppression = finding.suppression {
            let reason = suppression.reason.isEmpty ? "no reason given" : suppression.reason
            labelled("suppressed", "by the comment in line \(suppression.line): \(reason)", to: &out)
        }
        out.append("\n")
    }

    private func head(to out: inout ByteSink) {
        let start = finding.range.start
        let kind = "\(finding.severity.name)[\(finding.rule.id.safe)]"
        let title = style.paint(finding.rule.title.safe, as: .title)
        let state = finding.suppression == nil ? "" : style.paint(" (suppressed)", as: .faint)
        out.append(style.paint(kind, as: .severity(finding.severity)) + " " + title + state + "\n")
        let place = "\(finding.path.display):\(start.line):\(start.column)"
        let rest = finding.range.end.line > start.line ? " to line \(finding.range.end.line)" : ""
        out.append(margin + style.paint("-->", as: .gutter) + " " + place + rest + "\n")
    }

    private func source(to out: inout ByteSink) {
        let room = width - margin.count - 3
        let source = SourceLine(of: finding, width: room)
        row(nil, "", to: &out)
        row(finding.range.start.line, source.text, to: &out)

        let carets = String(repeating: "^", count: source.caretWidth)
        let message = finding.message.safe
        let fits = source.caretColumn + source.caretWidth + 1 + message.cells <= room
        let underline = carets + (fits && !message.isEmpty ? " " + message : "")
        row(nil, .spaces(source.caretColumn) + style.paint(underline, as: .severity(finding.severity)), to: &out)
        if !fits {
            let indent = min(source.caretColumn, max(0, room - 40))
            for line in message.wrapped(to: room - indent) {
                row(nil, .spaces(indent) + style.paint(line, as: .severity(finding.severity)), to: &out)
            }
        }
        row(nil, "", to: &out)
    }

    /// A row right of the bar, with the line number left of it or without.
    private func row(_ number: Int?, _ text: String, to out: inout ByteSink) {
        let bar = (number.map(String.init) ?? margin) + " |"
        out.append(style.paint(bar, as: .gutter) + (text.isEmpty ? "" : " " + text) + "\n")
    }

    /// `= label: text`, wrapped with the text in one column.
    private func labelled(_ label: String, _ text: String, to out: inout ByteSink) {
        labelled(label, to: &out) { text.safe.wrapped(to: $0) }
    }

    /// `= label: ` before the first line, and the others below it. `lines` is asked for lines of at most that many cells.
    private func labelled(_ label: String, to out: inout ByteSink, _ lines: (Int) -> [String]) {
        let indent = margin.count + 3 + label.count + 2
        for (index, line) in lines(width - indent).enumerated() {
            let lead = margin + " " + style.paint("=", as: .gutter) + " " + style.paint(label + ":", as: .label) + " "
            out.append((index == 0 ? lead : .spaces(indent)) + line + "\n")
        }
    }
}
