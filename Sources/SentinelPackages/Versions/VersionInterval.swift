/// Versions between two others. Written `[1.0,2.0)`: a bracket includes the version beside it, and `[0,)` holds all.
package struct VersionInterval: Sendable {
    package struct Bound: Sendable {
        package var version: PackageVersion
        package var isIncluded: Bool

        package init(_ version: PackageVersion, isIncluded: Bool) {
            self.version = version
            self.isIncluded = isIncluded
        }
    }

    /// Nil where there is no bound.
    package var lower: Bound?
    package var upper: Bound?

    package init(from lower: Bound? = nil, to upper: Bound? = nil) {
        self.lower = lower
        self.upper = upper
    }

    package static let all = VersionInterval()

    /// Nil for what is not of the form above, or holds a version that is none.
    package init?(_ text: some StringProtocol, of ecosystem: Ecosystem) {
        guard let first = text.first, let last = text.last, first == "[" || first == "(", last == "]" || last == ")"
        else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        if parts[0] != "0" || first != "[" {
            guard let version = PackageVersion(parts[0], of: ecosystem) else { return nil }
            lower = Bound(version, isIncluded: first == "[")
        }
        guard !parts[1].isEmpty else { return }
        guard let version = PackageVersion(parts[1], of: ecosystem) else { return nil }
        upper = Bound(version, isIncluded: last == "]")
        if let lower, version < lower.version { return nil }
    }

    package func contains(_ version: PackageVersion) -> Bool {
        if let lower, version < lower.version || (version == lower.version && !lower.isIncluded) { return false }
        if let upper, upper.version < version || (version == upper.version && !upper.isIncluded) { return false }
        return true
    }

    /// True if the highest versions of `other` are among these: what an installer takes for `other` is one of them.
    package func containsTop(of other: VersionInterval) -> Bool {
        guard let top = other.upper else { return upper == nil }
        if top.isIncluded { return contains(top.version) }
        if let lower, !(lower.version < top.version) { return false }
        return upper.map { !($0.version < top.version) } ?? true
    }
}

/// The versions that a dependency admits.
package struct VersionRequirement: Sendable {
    /// The versions of any of these.
    package var intervals: [VersionInterval]

    package init(_ intervals: [VersionInterval]) { self.intervals = intervals }

    /// Any version.
    package static let any = VersionRequirement([.all])

    package init(exactly version: PackageVersion) {
        let bound = VersionInterval.Bound(version, isIncluded: true)
        intervals = [VersionInterval(from: bound, to: bound)]
    }

    /// The one version that fits; nil where there may be more.
    package var exact: PackageVersion? {
        guard intervals.count == 1, let lower = intervals[0].lower, let upper = intervals[0].upper,
            lower.isIncluded, upper.isIncluded, lower.version == upper.version
        else { return nil }
        return lower.version
    }

    /// True where some interval goes on for ever.
    package var isOpen: Bool { intervals.contains { $0.upper == nil } }

    /// The interval with the highest versions, which installers prefer; nil where nothing fits.
    package var highest: VersionInterval? {
        intervals.max { left, right in
            guard let high = right.upper else { return left.upper != nil }
            guard let low = left.upper else { return false }
            return low.version < high.version || (low.version == high.version && !low.isIncluded && high.isIncluded)
        }
    }
}
