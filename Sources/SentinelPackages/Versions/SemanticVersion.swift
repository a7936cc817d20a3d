/// A version of Semantic Versioning 2.0.0, in its order (section 11). Build metadata is not kept: it has no part in the order.
package struct SemanticVersion: Comparable, Sendable {
    package var major: UInt64
    package var minor: UInt64
    package var patch: UInt64
    /// Empty for a release.
    package var prerelease: [Identifier]

    package enum Identifier: Comparable, Sendable {
        // Numbers come before words.
        case number(UInt64)
        case word(String)

        package static func < (left: Identifier, right: Identifier) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.number, .word): true
            case (.word, .number): false
            case (.word(let left), .word(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        }
    }

    package init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: [Identifier] = []) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    /// `1.2.3-rc.1+build`, with `v` or `=` before it, as npm and Go write it. All three numbers must be there, but for `0`, which OSV
    /// writes for the first version.
    package init?(_ text: some StringProtocol) {
        if text == "0" {
            self.init(0, 0, 0, prerelease: [.number(0)])
            return
        }
        guard let partial = PartialVersion(text), let major = partial.major, let minor = partial.minor,
            let patch = partial.patch
        else { return nil }
        self.init(major, minor, patch, prerelease: partial.prerelease)
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if left.major != right.major { return left.major < right.major }
        if left.minor != right.minor { return left.minor < right.minor }
        if left.patch != right.patch { return left.patch < right.patch }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }
}

/// A version whose last numbers may be missing or `x`, as npm's ranges have them.
struct PartialVersion {
    var major: UInt64?
    var minor: UInt64?
    var patch: UInt64?
    var prerelease: [SemanticVersion.Identifier] = []

    init?(_ text: some StringProtocol) {
        var rest = Substring(text).drop { $0 == "=" || $0 == "v" || $0 == "V" || $0 == " " }
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        var suffix: Substring?
        if let dash = rest.firstIndex(of: "-") {
            suffix = rest[rest.index(after: dash)...]
            rest = rest[..<dash]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 3 else { return nil }
        var numbers: [UInt64?] = []
        for part in parts {
            if part == "x" || part == "X" || part == "*" || (part.isEmpty && parts.count == 1) {
                numbers.append(nil)
            } else if let number = Self.number(part) {
                numbers.append(numbers.contains(where: { $0 == nil }) ? nil : number)
            } else {
                return nil
            }
        }
        numbers += Array(repeating: nil, count: 3 - numbers.count)
        (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
        guard let suffix else { return }
        for part in suffix.split(separator: ".", omittingEmptySubsequences: false) {
            let isWord = part.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            }
            guard !part.isEmpty, isWord else { return nil }
            prerelease.append(Self.number(part).map { .number($0) } ?? .word(String(part)))
        }
    }

    /// Digits alone, and no more of them than fit.
    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return UInt64(text)
    }

    /// The first version that fits: what is missing is 0.
    var floor: SemanticVersion { SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, prerelease: prerelease) }

    /// The first version, as a pre-release, that fits no more: what is missing goes on for ever. Nil where all fit.
    var ceiling: SemanticVersion? {
        guard let major else { return nil }
        guard let minor else { return Self.before(major &+ 1, 0, 0) }
        guard patch != nil else { return Self.before(major, minor &+ 1, 0) }
        return nil
    }

    /// Below every pre-release of a version.
    static func before(_ major: UInt64, _ minor: UInt64, _ patch: UInt64) -> SemanticVersion {
        SemanticVersion(major, minor, patch, prerelease: [.number(0)])
    }
}
