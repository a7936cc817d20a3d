package import SentinelModel
package import SentinelPackages

/// Finds places in what a file says of packages. Its rule is a file of `kind: analyzer` that names documents.
package protocol PackageAnalyzer: Sendable {
    /// What the rule file calls it.
    var name: String { get }

    func find(in file: PackageFile) -> [PackagePlace]
}

/// A file that tells of packages, and what is known beyond it.
package struct PackageFile {
    package var list: PackageList
    /// Below the scan's root.
    package var path: String
    package var knowledge: PackageKnowledge
    /// What another file of the tree says of packages, by its path below the root; nil where there is none.
    package var neighbour: (String) -> PackageList?

    package init(
        list: PackageList, path: String, knowledge: PackageKnowledge, neighbour: @escaping (String) -> PackageList?
    ) {
        self.list = list
        self.path = path
        self.knowledge = knowledge
        self.neighbour = neighbour
    }
}

/// What is known of packages, whatever is scanned.
package struct PackageKnowledge: Sendable {
    package var advisories: [AdvisoryTable]
    package var names: PopularNames

    /// What comes with the library, and `advisories` of the user.
    package init(advisories: [AdvisoryTable]) {
        self.advisories = [BuiltInPackages.advisories].compactMap { $0 } + advisories
        names = BuiltInPackages.names
    }
}

/// A place in such a file, and what is said of it beyond the rule's message.
package struct PackagePlace: Sendable {
    package var range: Range<Int>
    package var severity: Severity?
    package var message: String?
    package var note: String

    package init(_ range: Range<Int>, severity: Severity? = nil, message: String? = nil, note: String) {
        self.range = range
        self.severity = severity
        self.message = message
        self.note = note
    }
}

extension Dependency {
    /// The name as a message may show it.
    var shown: String { Shown.quoted(name.utf8) }
}
