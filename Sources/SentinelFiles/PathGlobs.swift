package import SentinelModel

/// Globs in gitignore's syntax as a question about one path, whatever the case of its letters: for rules that look at some files only.
package struct PathGlobs: Sendable {
    /// A glob, and what every path must hold that it matches: nearly all paths are ruled out by that.
    private struct Entry {
        let pattern: IgnorePattern
        let needles: [[UInt8]]
        let sketch: ByteSketch

        init(_ pattern: IgnorePattern, _ needles: [[UInt8]]) {
            self.pattern = pattern
            self.needles = needles
            sketch = needles.reduce(into: ByteSketch([])) { $0.add(ByteSketch($1)) }
        }

        func mayMatch(_ path: SmallPath) -> Bool {
            guard path.mayHold(sketch) else { return false }
            return unsafe path.path.bytes.withUnsafeBufferPointer { path in
                needles.allSatisfy { unsafe path.holds($0) }
            }
        }
    }

    private let entries: [Entry]

    /// Globs in small letters. Empty ones and comments are left out.
    package init(_ globs: [String]) {
        entries = globs.compactMap { glob in
            let text = Array(glob.utf8)
            return IgnorePattern(line: text[...]).map { Entry($0, Self.needles(of: text)) }
        }
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// True if the file at `path` (below the scan's root), or a folder above it, is selected; the last glob that matches a
    /// name decides.
    package func select(_ path: SmallPath) -> Bool {
        guard entries.contains(where: { $0.mayMatch(path) }) else { return false }
        let possible = entries.filter { $0.mayMatch(path) }.map(\.pattern)
        let bytes = path.path.bytes[...]
        var start = bytes.startIndex
        while true {
            let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/"))
            let part = bytes[..<(slash ?? bytes.endIndex)]
            if Self.selects(part, nameStart: start, isFolder: slash != nil, possible) { return true }
            guard let slash else { return false }
            start = slash + 1
        }
    }

    private static func selects(
        _ path: ArraySlice<UInt8>, nameStart: Int, isFolder: Bool, _ patterns: [IgnorePattern]
    ) -> Bool {
        var cost = 0
        let match = patterns.last { pattern in
            (isFolder || !pattern.foldersOnly) && pattern.matches(name: path[nameStart...], path: path, cost: &cost)
        }
        return match.map { !$0.isNegative } ?? false
    }

    /// The runs of bytes in a glob that mean themselves. Slashes at their ends do not count: `**/` may stand for nothing.
    private static func needles(of glob: [UInt8]) -> [[UInt8]] {
        // Brackets and backslashes would have to be read to know what is literal behind them.
        let readable = glob.prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "\\") }
        let isCut = readable.count < glob.count
        // Blanks at the end may be none of the glob.
        let runs = readable.split { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: " ") }
        let slash = UInt8(ascii: "/")
        let needles = runs.map { run in
            var run = run.drop { $0 == slash || $0 == UInt8(ascii: "!") }
            while run.last == slash { run.removeLast() }
            return Array(run)
        }
        return isCut ? needles.dropLast() : needles
    }
}
