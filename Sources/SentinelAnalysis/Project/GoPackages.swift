internal import SentinelModel

/// Where names of Go lie: packages are folders, and imports begin with the path that `go.mod` gives the module.
struct GoPackages {
    struct Package {
        /// By name at the top of a file, methods included: the files that declare it.
        var declaring: [String: [String]] = [:]
        /// A file that stands for the package.
        var first: String?
        /// What was read for it, and how much.
        var files: [(path: String, bytes: Int)] = []
        /// A limit kept some of it from being read.
        var isCut = false
    }

    struct Key: Hashable {
        var folder: String
        var name: String
    }

    /// By folder and the name that files say.
    var known: [Key: Package] = [:]
    /// The module that folders belong to.
    var modules: [String: Module?] = [:]
    /// By folder, the methods of its types.
    var methods: [String: GoMethods] = [:]

    struct Module {
        /// `example.com/server`
        var path: String
        var folder: String
    }

    /// The path in `module example.com/server`.
    static func modulePath(in content: [UInt8]) -> String? {
        for line in String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.first == "module", words.count >= 2 else { continue }
            return words[1].trimming { $0 == "\"" || $0 == "`" }
        }
        return nil
    }

    /// What an import is called where nothing else is said: the last part of its path that is no version, with what surrounds it in names
    /// of repositories alone.
    static func names(of source: String) -> [String] {
        var parts = source.split(separator: "/")
        if parts.count > 1, let last = parts.last, last.first == "v", last.dropFirst().allSatisfy(\.isNumber) {
            parts.removeLast()
        }
        guard var last = parts.last else { return [] }
        // `gopkg.in/yaml.v3`
        if let dot = last.lastIndex(of: "."), last[dot...].dropFirst().first == "v" { last = last[..<dot] }
        var found = [String(last)]
        for start in ["go-", "go."] where last.hasPrefix(start) { found.append(String(last.dropFirst(3))) }
        for end in ["-go", ".go"] where last.hasSuffix(end) { found.append(String(last.dropLast(3))) }
        return found + found.filter { $0.contains("-") }.map { $0.replacing("-", with: "_") }
    }
}

extension Substring {
    fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
        var rest = self
        while let first = rest.first, isLeftOut(first) { rest.removeFirst() }
        while let last = rest.last, isLeftOut(last) { rest.removeLast() }
        return String(rest)
    }
}
