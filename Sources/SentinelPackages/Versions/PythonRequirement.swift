/// Version specifiers of PEP 440: `>=1.2,<2`, `~=1.4.2`, `==1.*`.
enum PythonRequirement {
    /// Nil for what is no specifier. `!=` only takes single versions out and is passed over.
    static func parse(_ text: some StringProtocol) -> VersionRequirement? {
        var found = VersionInterval.all
        let plain = String(text.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" })
        for part in plain.split(separator: ",") {
            guard let one = clause(part) else { return nil }
            found = found.narrowed(by: one)
        }
        return VersionRequirement([found])
    }

    /// Poetry's own signs, beside those of PEP 440: `^1.2`, `~1.2`, `1.2.*`, `*`, and alternatives.
    static func parsePoetry(_ text: some StringProtocol) -> VersionRequirement? {
        var intervals: [VersionInterval] = []
        for part in text.split(separator: "|") {
            var found = VersionInterval.all
            for clause in part.split(whereSeparator: { $0 == "," }) {
                let clause = String(clause.filter { !$0.isWhitespace })
                guard let one = poetryClause(clause) else { return nil }
                found = found.narrowed(by: one)
            }
            intervals.append(found)
        }
        return intervals.isEmpty ? nil : VersionRequirement(intervals)
    }

    private static func poetryClause(_ text: String) -> VersionInterval? {
        if text == "*" { return .all }
        guard let first = text.first, first == "^" || (first == "~" && !text.hasPrefix("~=")) else {
            return clause(text.first.map { $0.isNumber } ?? false ? Substring("==" + text) : Substring(text))
        }
        guard let version = PythonVersion(text.dropFirst()) else { return nil }
        var numbers = version.release + Array(repeating: 0, count: max(0, version.width - version.release.count))
        let place: Int
        if first == "^" {
            place = numbers.firstIndex { $0 != 0 } ?? max(0, numbers.count - 1)
        } else {
            place = min(1, numbers.count - 1)
        }
        guard numbers.indices.contains(place) else { return .all }
        numbers[place] &+= 1
        return VersionInterval(
            from: bound(version, isIncluded: true),
            to: bound(start(of: Array(numbers[...place]), epoch: version.epoch), isIncluded: false))
    }

    private static func clause(_ text: Substring) -> VersionInterval? {
        let sign = text.prefix { "<>=!~".contains($0) }
        let rest = text.dropFirst(sign.count)
        if rest.hasSuffix(".*") {
            guard let version = PythonVersion(rest.dropLast(2)), sign == "==" || sign == "!=" else { return nil }
            return sign == "==" ? prefixed(by: version, dropping: 0) : .all
        }
        guard let version = PythonVersion(rest) else { return nil }
        switch sign {
        case "==", "===":
            return VersionInterval(from: bound(version, isIncluded: true), to: bound(version, isIncluded: true))
        case "!=": return .all
        case ">=": return VersionInterval(from: bound(version, isIncluded: true))
        case ">": return VersionInterval(from: bound(version, isIncluded: false))
        case "<=": return VersionInterval(to: bound(version, isIncluded: true))
        case "<":
            // No pre-release of the version that is named, unless it is one itself.
            let high = version.isFinal && version.post == nil ? start(of: version) : version
            return VersionInterval(to: bound(high, isIncluded: false))
        case "~=":
            guard version.width > 1 else { return nil }
            return VersionInterval(from: bound(version, isIncluded: true)).narrowed(
                by: prefixed(by: version, dropping: 1))
        default: return nil
        }
    }

    /// All versions that begin with these numbers, less the last `dropping`.
    private static func prefixed(by version: PythonVersion, dropping: Int) -> VersionInterval {
        var numbers = version.release + Array(repeating: 0, count: max(0, version.width - version.release.count))
        numbers.removeLast(min(dropping, numbers.count - 1))
        let low = start(of: numbers, epoch: version.epoch)
        numbers[numbers.count - 1] &+= 1
        return VersionInterval(
            from: bound(low, isIncluded: true), to: bound(start(of: numbers, epoch: version.epoch), isIncluded: false))
    }

    /// Below every pre-release.
    private static func start(of numbers: [UInt64], epoch: UInt64) -> PythonVersion {
        var version = PythonVersion(epoch: epoch, release: numbers)
        version.dev = 0
        return version
    }

    private static func start(of version: PythonVersion) -> PythonVersion {
        start(of: version.release.isEmpty ? [0] : version.release, epoch: version.epoch)
    }

    private static func bound(_ version: PythonVersion, isIncluded: Bool) -> VersionInterval.Bound {
        VersionInterval.Bound(.python(version), isIncluded: isIncluded)
    }
}
