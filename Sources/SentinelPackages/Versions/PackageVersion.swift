/// A version in the order of its ecosystem.
package enum PackageVersion: Comparable, Sendable {
    case semantic(SemanticVersion)
    case python(PythonVersion)

    /// Nil for what the ecosystem does not take for a version.
    package init?(_ text: some StringProtocol, of ecosystem: Ecosystem) {
        switch ecosystem {
        case .pypi:
            guard let version = PythonVersion(text) else { return nil }
            self = .python(version)
        case .npm, .go, .cargo:
            guard let version = SemanticVersion(text) else { return nil }
            self = .semantic(version)
        }
    }

    /// Versions of two ecosystems have no order.
    package static func < (left: PackageVersion, right: PackageVersion) -> Bool {
        switch (left, right) {
        case (.semantic(let left), .semantic(let right)): left < right
        case (.python(let left), .python(let right)): left < right
        default: false
        }
    }
}
