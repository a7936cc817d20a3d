internal import SentinelDetectors
internal import SentinelModel
internal import SentinelPackages

extension Engine {
    /// What this engine knows against packages, the library's own and the user's, as JSON or as lines of text.
    package func advisoryListing(asJSON: Bool) -> [UInt8] {
        let tables = PackageKnowledge(advisories: advisories).advisories
        var writer = AdvisoryListing(isJSON: asJSON)
        for table in tables { table.forEach { writer.add($0) } }
        return writer.finished
    }

    /// The tables that the options name.
    static func advisories(_ settings: Settings) throws(EngineMistake) -> [AdvisoryTable] {
        var tables: [AdvisoryTable] = []
        for path in settings.advisoryPaths {
            switch readSmallFile(RawPath(path), limit: 512 << 20) {
            case .failure(let fault): throw EngineMistake(.unreadable, "\(RawPath(path).display): \(fault.message)")
            case .success(let bytes):
                guard let table = AdvisoryTable(bytes) else {
                    throw EngineMistake(
                        .option,
                        "\(RawPath(path).display): is no file of advisories; make one with mcp-sentinel advisories update"
                    )
                }
                tables.append(table)
            }
        }
        return tables
    }
}
