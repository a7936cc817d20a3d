/// npm's ranges, as node-semver's documentation gives their grammar: `^1.2 || >=2 <3`, `1.x`, `1.2 - 1.4`, `~1.2.3`.
enum NpmRequirement {
    /// Nil for what is no range: a tag, an address.
    static func parse(_ text: some StringProtocol) -> VersionRequirement? {
        var intervals: [VersionInterval] = []
        for part in alternatives(of: text) {
            guard let interval = interval(part) else { return nil }
            intervals.append(interval)
        }
        return intervals.isEmpty ? nil : VersionRequirement(intervals)
    }

    /// What stands between `||`; a single bar is no separator, and makes its version unreadable.
    private static func alternatives(of text: some StringProtocol) -> [Substring] {
        var parts: [Substring] = []
        var rest = Substring(text)
        while let bars = rest.firstRange(of: "||") {
            parts.append(rest[..<bars.lowerBound])
            rest = rest[bars.upperBound...]
        }
        return parts + [rest]
    }

    private static func interval(_ text: Substring) -> VersionInterval? {
        let words = words(of: text)
        if words.count == 3, words[1] == "-" {
            guard let low = PartialVersion(words[0]), let high = PartialVersion(words[2]) else { return nil }
            return VersionInterval(from: from(low), to: high.ceiling.map { to($0) } ?? throughTo(high))
        }
        var found = VersionInterval.all
        for word in words {
            guard let one = comparator(word) else { return nil }
            found = found.narrowed(by: one)
        }
        return found
    }

    /// Comparators, with blanks between a sign and its version taken out.
    private static func words(of text: Substring) -> [String] {
        var words: [String] = []
        for word in text.split(whereSeparator: { $0.isWhitespace }) {
            if let last = words.last, !last.isEmpty, last.allSatisfy({ "<>=~^".contains($0) }) {
                words[words.count - 1] += word
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static func comparator(_ text: String) -> VersionInterval? {
        let sign = text.prefix { "<>=~^".contains($0) }
        guard let version = PartialVersion(text.dropFirst(sign.count)) else { return nil }
        switch sign {
        case "", "=": return version.major == nil ? .all : plain(version)
        case "^": return version.major == nil ? .all : caret(version)
        case "~", "~>": return version.major == nil ? .all : tilde(version)
        case ">=": return VersionInterval(from: from(version))
        case ">":
            if version.major == nil { return nil }
            return VersionInterval(
                from: version.ceiling.map { from($0) }
                    ?? VersionInterval.Bound(.semantic(version.floor), isIncluded: false))
        case "<": return VersionInterval(to: to(below(version)))
        case "<=": return VersionInterval(to: version.ceiling.map { to($0) } ?? throughTo(version))
        default: return nil
        }
    }

    /// `<1.2` leaves out the pre-releases of 1.2.0, `<1.2.0-rc` only those from there on.
    private static func below(_ version: PartialVersion) -> SemanticVersion {
        version.patch == nil
            ? PartialVersion.before(version.floor.major, version.floor.minor, 0) : version.floor
    }

    private static func plain(_ version: PartialVersion) -> VersionInterval {
        guard let ceiling = version.ceiling else {
            return VersionRequirement(exactly: .semantic(version.floor)).intervals[0]
        }
        return VersionInterval(from: from(version), to: to(ceiling))
    }

    /// Changes nothing left of the first number that is not 0.
    static func caret(_ version: PartialVersion) -> VersionInterval {
        let low = version.floor
        let high: SemanticVersion
        if low.major > 0 || version.minor == nil {
            high = PartialVersion.before(low.major &+ 1, 0, 0)
        } else if low.minor > 0 || version.patch == nil {
            high = PartialVersion.before(0, low.minor &+ 1, 0)
        } else {
            high = PartialVersion.before(0, 0, low.patch &+ 1)
        }
        return VersionInterval(from: from(version), to: to(high))
    }

    /// Changes the last number, or the last but one where only one is given.
    static func tilde(_ version: PartialVersion) -> VersionInterval {
        let low = version.floor
        let high =
            version.minor == nil
            ? PartialVersion.before(low.major &+ 1, 0, 0) : PartialVersion.before(low.major, low.minor &+ 1, 0)
        return VersionInterval(from: from(version), to: to(high))
    }

    private static func from(_ version: PartialVersion) -> VersionInterval.Bound? {
        version.major == nil ? nil : from(version.floor)
    }
    private static func from(_ version: SemanticVersion) -> VersionInterval.Bound {
        VersionInterval.Bound(.semantic(version), isIncluded: true)
    }
    private static func to(_ version: SemanticVersion) -> VersionInterval.Bound {
        VersionInterval.Bound(.semantic(version), isIncluded: false)
    }
    private static func throughTo(_ version: PartialVersion) -> VersionInterval.Bound? {
        version.major == nil ? nil : VersionInterval.Bound(.semantic(version.floor), isIncluded: true)
    }
}

extension VersionInterval {
    /// What both hold; where they have nothing in common, an interval that ends before it begins.
    func narrowed(by other: VersionInterval) -> VersionInterval {
        var result = self
        if let bound = other.lower {
            let isTighter = result.lower.map {
                $0.version < bound.version || ($0.version == bound.version && !bound.isIncluded)
            }
            if isTighter ?? true { result.lower = bound }
        }
        if let bound = other.upper {
            let isTighter = result.upper.map {
                bound.version < $0.version || ($0.version == bound.version && !bound.isIncluded)
            }
            if isTighter ?? true { result.upper = bound }
        }
        return result
    }
}

/// Cargo's requirements: npm's comparators joined by commas, where a bare version means a caret.
enum CargoRequirement {
    static func parse(_ text: some StringProtocol) -> VersionRequirement? {
        var found = VersionInterval.all
        for part in text.split(separator: ",") {
            let part = part.drop { $0 == " " }
            let isBare = part.first.map { $0.isNumber } ?? false
            guard let one = NpmRequirement.parse(isBare ? "^" + part : String(part))?.intervals.first else {
                return nil
            }
            found = found.narrowed(by: one)
        }
        return VersionRequirement([found])
    }
}
