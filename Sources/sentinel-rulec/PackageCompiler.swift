internal import BuildFiles
internal import SentinelDocuments
internal import SentinelModel
internal import SentinelPackages

/// A Swift file with what is known of packages: advisories as `AdvisoryTable` reads them, names a line each.
func packagesSource(advisories: String, names: String) throws(CompilerMistake) -> String {
    let table = AdvisoryTable.encoded(
        try parsed(advisories) { bytes throws(DocumentError) in try AdvisoryFile.parse(bytes) })
    let popular = try parsed(names) { bytes throws(DocumentError) in try PopularNames.parse(bytes) }
    let lines = popular.flatMap { ecosystem, names in names.map { "\(ecosystem.rawValue)\t\($0)" } }.sorted()
    return """
        // Written by sentinel-rulec from the files below Data/.
        /// What is known against packages.
        let builtInAdvisories: StaticString = \(literal(String(decoding: table, as: UTF8.self)))

        /// Names that others may be mistaken for.
        let builtInPackageNames: StaticString = \(literal(lines.joined(separator: "\n")))

        """
}

private func parsed<Value>(
    _ path: String, _ parse: ([UInt8]) throws(DocumentError) -> Value
) throws(CompilerMistake) -> Value {
    let bytes = try read(path)
    do throws(DocumentError) {
        return try parse(bytes)
    } catch {
        throw CompilerMistake(message: "\(path):\(error.place.line):\(error.place.column): error: \(error.message)")
    }
}
