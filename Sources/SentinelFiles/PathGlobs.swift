package import SentinelModel

/// Globs in gitignore's syntax as a question about one path, whatever the case of its letters: for rules that look at some files only.
package struct PathGlobs: Sendable {
    private let patterns: [IgnorePattern]
    /// By pattern, what every path must hold that it matches, and a sketch of that: nearly all paths are ruled out by the sketches.
    private let needles: [[[UInt8]]]
    private let sketches: [ByteSketch]

    /// Globs in small letters. Empty ones and comments are left out.
    package init(_ globs: [String]) {
        var (patterns, needles): ([IgnorePattern], [[[UInt8]]]) = ([], [])
        for glob in globs {
            let text = Array(glob.utf8)
            guard let pattern = IgnorePattern(line: text[...]) else { continue }
            patterns.append(pattern)
            needles.append(Self.needles(of: text))
        }
        self.patterns = patterns
        self.needles = needles
        sketches = needles.map { $0.reduce(into: ByteSketch([])) { $0.add(ByteSketch($1)) } }
    }

    package var isEmpty: Bool { patterns.isEmpty }

    /// True if the file at `path` (below the scan's root), or a folder above it, is selected; the last glob that matches a
    /// name decides.
    package func select(_ path: SmallPath) -> Bool {
        var possible: [IgnorePattern] = []
        for index in sketches.indices where path.mayHold(sketches[index]) && holds(needles[index], path) {
            possible.append(patterns[index])
        }
        if possible.isEmpty { return false }
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

    private func holds(_ needles: [[UInt8]], _ path: SmallPath) -> Bool {
        unsafe path.path.bytes.withUnsafeBufferPointer { path in needles.allSatisfy { unsafe path.holds($0) } }
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
