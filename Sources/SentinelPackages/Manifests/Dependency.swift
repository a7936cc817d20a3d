/// A package that a file asks for, or that a lock file holds.
package struct Dependency: Sendable {
    package var ecosystem: Ecosystem
    /// As it is written.
    package var name: String
    /// What is reported, in bytes of the file: the name.
    package var nameRange: Range<Int>
    /// The version or range as it is written; empty where there is none.
    package var version = ""
    /// Where it stands; the name's place where there is none.
    package var versionRange: Range<Int>
    /// The versions it admits; nil where that cannot be told: an address, a tag, a variable.
    package var requirement: VersionRequirement?
    package var origin = Origin.registry
    package var role: Role
    /// A digest of what is installed stands beside it; nil where the format has none, or none is due.
    package var hasDigest: Bool?
    /// The address it is taken from, as a lock file tells it, and its place.
    package var address: (text: String, range: Range<Int>)?
    /// The lock file says that the package runs a script when it is installed.
    package var runsScript = false

    /// Where it is taken from.
    package enum Origin: Hashable, Sendable {
        case registry
        /// A repository, and the branch, tag or commit; nil where none is named.
        case git(address: String, reference: String?)
        /// An archive somewhere.
        case archive(address: String)
        /// Another Go module, put in the place of this one.
        case replacement(of: String)
        /// The file's own tree.
        case local
    }

    package enum Role: Hashable, Sendable {
        /// Needed to run, or to work on the project, or by those who use it.
        case direct, development, peer
        /// An exact version of a lock file.
        case locked
        /// What a client fetches and starts.
        case launched
    }

    package init(_ ecosystem: Ecosystem, _ name: String, at range: Range<Int>, role: Role) {
        self.ecosystem = ecosystem
        self.name = name
        self.role = role
        nameRange = range
        versionRange = range
    }

    /// The name as the registry knows it.
    package var key: String { ecosystem.normalized(name) }

    /// Sets an exact version.
    mutating func pin(_ text: String, at range: Range<Int>) {
        (version, versionRange) = (text, range)
        requirement = PackageVersion(text, of: ecosystem).map { VersionRequirement(exactly: $0) }
    }
}

/// What a manifest, a lock file or a client's configuration says of packages.
package struct PackageList: Sendable {
    package var kind: PackageFileKind
    /// The package's own name; empty where the file says none.
    package var ownName = ""
    package var dependencies: [Dependency] = []
    /// Servers that a client's configuration starts or calls.
    package var servers: [ServerDefinition] = []
    /// The first mistake in the document, as line and column tell it.
    package var isPartial = false

    package init(_ kind: PackageFileKind) { self.kind = kind }

    /// More than any project has; the rest of a file is not read.
    package static let mostDependencies = 50_000
}

/// A server in a client's configuration.
package struct ServerDefinition: Sendable {
    package var name: String
    package var nameRange: Range<Int>
    /// What starts it or where it answers, in one form for all clients. Environment and headers are no part of it.
    package var identity: [String]
    /// The same for servers that stand side by side.
    package var group: Int
}
