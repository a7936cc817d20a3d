import SentinelModel

/// Whether text carries ANSI colours. All escape sequences of the reports come from here.
enum TextStyle: Sendable {
    case plain
    case colour

    /// What a piece of text is.
    enum Role {
        case severity(Severity)
        case title
        case gutter
        case label
        case faint
        case good
        case bad
    }

    func paint(_ text: String, as role: Role) -> String {
        switch self {
        case .plain: text
        case .colour: text.isEmpty ? "" : "\u{1B}[" + role.code + "m" + text + "\u{1B}[0m"
        }
    }
}

extension TextStyle.Role {
    /// The parameters of "select graphic rendition" (ECMA-48, 8.3.117). The eight basic colours, which every theme sets
    /// so that they can be read.
    fileprivate var code: String {
        switch self {
        case .severity(.critical): "1;31"
        case .severity(.high): "31"
        case .severity(.medium): "33"
        case .severity(.low): "36"
        case .severity(.info): "34"
        case .title, .label: "1"
        case .gutter: "34"
        case .faint: "2"
        case .good: "32"
        case .bad: "1;31"
        }
    }
}
