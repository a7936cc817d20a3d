package import SentinelModel

/// Globs in gitignore's syntax as a question about one path: for rules that look at some files only.
package struct PathGlobs: Sendable {
    private let patterns: [IgnorePattern]

    /// Empty globs and comments are left out.
    package init(_ globs: [String]) {
        patterns = globs.compactMap { IgnorePattern(line: Array($0.utf8)[...]) }
    }

    package var isEmpty: Bool { patterns.isEmpty }

    /// True if the file at `path` (below the scan's root), or a folder above it, is selected; the last glob that matches a
    /// name decides.
    package func select(_ path: RawPath) -> Bool {
        let bytes = path.bytes[...]
        var start = bytes.startIndex
        while true {
            let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/"))
            if selects(bytes[..<(slash ?? bytes.endIndex)], nameStart: start, isFolder: slash != nil) { return true }
            guard let slash else { return false }
            start = slash + 1
        }
    }

    private func selects(_ path: ArraySlice<UInt8>, nameStart: Int, isFolder: Bool) -> Bool {
        var cost = 0
        let match = patterns.last { pattern in
            (isFolder || !pattern.foldersOnly) && pattern.matches(name: path[nameStart...], path: path, cost: &cost)
        }
        return match.map { !$0.isNegative } ?? false
    }
}
