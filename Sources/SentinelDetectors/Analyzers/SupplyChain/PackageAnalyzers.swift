package import SentinelPackages

/// The analyzers of packages that the library has.
package enum PackageAnalyzers {
    package static let all: [any PackageAnalyzer] = [
        UnpinnedRepository(name: "repository-without-commit", isMovable: false),
        UnpinnedRepository(name: "repository-by-tag", isMovable: true),
        UnverifiedArchive(), AnyVersion(), ReplacedModule(),
        MissingDigest(), ForeignHost(), ForeignName(), CleartextAddress(),
        LookalikeName(), MaliciousPackage(), VulnerablePackage(), DifferingServers(),
    ]
}

/// What is known of packages as the library is built: the files below `Data/`, compiled into it.
package enum BuiltInPackages {
    package static var advisories: AdvisoryTable? { AdvisoryTable(bytes(of: builtInAdvisories)) }

    package static var names: PopularNames {
        PopularNames(String(decoding: bytes(of: builtInPackageNames), as: UTF8.self))
    }

    private static func bytes(of literal: StaticString) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
