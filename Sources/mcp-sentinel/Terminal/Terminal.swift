import Glibc

/// What the terminal is, and what may be sent to it.
enum Terminal {
    /// True if the descriptor is a terminal that can move its cursor.
    static func isCapable(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1 && Environment.raw("TERM") != "dumb"
    }

    /// Whether text on standard output is coloured: the flag, then NO_COLOR (no-color.org), then CLICOLOR_FORCE
    /// (bixense.com/clicolors), then whether it is a terminal.
    static func wantsColor(_ choice: ColorChoice) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if Environment.raw("NO_COLOR") != nil { return false }
        if let force = Environment.raw("CLICOLOR_FORCE"), force != "0" { return true }
        return isCapable(1)
    }

    /// How many columns the terminal has; 80 when it does not say.
    static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// `text` with everything that a terminal might act upon shown as U+FFFD. Line ends and tabs stay.
    static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !isHarmless($0) }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}") }
        return String(scalars)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\t" || isPrintable(scalar)
    }

    /// False for controls, bidirectional and other format characters, and what has no meaning.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }
}
