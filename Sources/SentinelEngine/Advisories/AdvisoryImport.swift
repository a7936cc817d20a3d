internal import SentinelDocuments
internal import SentinelFiles
package import SentinelModel
internal import SentinelPackages

/// Makes a file of advisories that scans can use from an export in OSV's schema.
package struct AdvisoryImport {
    private var advisories: [Advisory] = []

    /// Larger exports come as folders or in lines.
    private static let largestFile = 512 << 20
    private static let largestDocument = 256 << 20

    /// Reads `source` (a folder with a JSON file for each record, a file with one record or a list of them, or one with a record in each
    /// line) and writes `output` anew. Returns how many advisories were kept: those of the ecosystems that the scanner knows.
    package static func run(from source: RawPath, to output: RawPath) throws(EngineMistake) -> Int {
        var reader = AdvisoryImport()
        guard let files = jsonFiles(at: source) else {
            throw EngineMistake(.unreadable, "\(source.display): there is no such file or folder")
        }
        for file in files { try reader.read(file, mayFail: files.count > 1) }
        guard !reader.advisories.isEmpty else {
            throw EngineMistake(
                .option, "\(source.display): holds no record of OSV's about packages of npm, PyPI, Go or crates.io")
        }
        let bytes = AdvisoryTable.encoded(reader.advisories)
        if let reason = writeFile(bytes, to: output) {
            throw EngineMistake(.unreadable, "\(output.display): cannot be written: \(reason)")
        }
        return AdvisoryTable(bytes)?.count ?? 0
    }

    /// In a folder, files that are no records are passed over.
    private mutating func read(_ path: RawPath, mayFail: Bool) throws(EngineMistake) {
        let bytes: [UInt8]
        switch readSmallFile(path, limit: Self.largestFile) {
        case .success(let read): bytes = read
        case .failure(let fault): throw EngineMistake(.unreadable, "\(path.display): \(fault.message)")
        }
        var limits = DocumentLimits()
        limits.bytes = Self.largestDocument
        limits.nodes = 50_000_000
        let tree = DocumentReader.read(bytes, as: .json, limits: limits)
        if tree.mistake == nil, let root = tree.root { return add(root) }
        if bytes.contains(0x0A), readLines(bytes) { return }
        if !mayFail, let mistake = tree.mistake {
            throw EngineMistake(.option, mistake.described(in: path.display))
        }
    }

    /// A record in each line; false where the first is none.
    private mutating func readLines(_ bytes: [UInt8]) -> Bool {
        let before = advisories.count
        for line in bytes.split(separator: 0x0A) {
            let tree = DocumentReader.read(Array(line), as: .json)
            guard tree.mistake == nil, let root = tree.root else {
                if advisories.count == before { return false }
                continue
            }
            add(root)
        }
        return true
    }

    /// A record, or a list of them, bare or as the answer of OSV's interface (`vulns`).
    private mutating func add(_ node: DocumentNode) {
        if let list = node["vulns"] { return add(list) }
        if node.kind == .sequence {
            for item in node.items { advisories += OSVRecord.advisories(in: item) }
        } else {
            advisories += OSVRecord.advisories(in: node)
        }
    }
}
