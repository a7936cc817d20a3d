internal import SentinelFiles
internal import SentinelModel

/// The rule files at `path`: the file itself, or every `.yaml` and `.yml` file below the folder, in the order of their
/// names. Nil if there is nothing at `path`.
func ruleFiles(at path: RawPath) -> [RawPath]? { files(at: path, matching: ["*.yaml", "*.yml"]) }

/// The JSON file at `path`, or every `.json` file below the folder. Nil if there is nothing at `path`.
func jsonFiles(at path: RawPath) -> [RawPath]? { files(at: path, matching: ["*.json"]) }

/// The shared libraries in the folder at `path`, not below it.
func sharedLibraries(in path: RawPath) -> [RawPath]? { files(at: path, matching: ["/*.so"]) }

private func files(at path: RawPath, matching globs: [String]) -> [RawPath]? {
    var options = DiscoveryOptions()
    options.useIgnoreFiles = false
    options.include = globs
    let discovery = Discovery(roots: [.path(path)], options: options, isCancelled: { false })
    let batch = FileBatch()
    var found: [RawPath] = []
    while discovery.next(batch) {
        if batch.diagnostics.contains(where: { $0.diagnostic.code == .rootMissing }) { return nil }
        found += batch.files.map { batch.path(of: $0) }
    }
    return found
}
