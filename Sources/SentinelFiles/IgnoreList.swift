import SentinelModel

/// The patterns of one ignore file. The last one that matches decides.
///
/// Names and extensions written out in full are looked up; only the others are tried one by one, from the last.
final class IgnoreList {
    /// The file as diagnostics name it; nil for globs of the options, which are obeyed whatever they cost.
    let source: RawPath?
    /// How much of the walk's path leads to the folder of the ignore file.
    let base: Int
    /// Work done so far, in bytes looked at by patterns.
    private(set) var cost = 0
    /// Set when the list is given up for costing too much; it then says nothing.
    private(set) var isDisabled = false

    private let patterns: [IgnorePattern]
    private var names = ByteTable<Latest>()
    private var extensions = ByteTable<Latest>()
    private var others: [Int] = []

    /// The last pattern of a key, and the last one that folders-only patterns leave for files.
    struct Latest: Sendable {
        var anything = -1
        var folders = -1
    }

    init(patterns: [IgnorePattern], source: RawPath?, base: Int) {
        self.patterns = patterns
        self.source = source
        self.base = base
        for (index, pattern) in patterns.enumerated() { add(pattern, at: index) }
    }

    /// Reads an ignore file: a UTF-8 byte order mark is skipped, lines end in LF or CRLF.
    convenience init(content: [UInt8], source: RawPath?, base: Int) {
        var content = content[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        let patterns = content.split(separator: UInt8(ascii: "\n")).compactMap { line in
            IgnorePattern(line: line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
        self.init(patterns: patterns, source: source, base: base)
    }

    var isEmpty: Bool { patterns.isEmpty }

    func disable() {
        isDisabled = true
    }

    private func add(_ pattern: IgnorePattern, at index: Int) {
        switch pattern.shape {
        case .name(let name):
            names.update(name, default: Latest()) { $0.note(index, pattern) }
        case .suffix(let end) where end.first == UInt8(ascii: ".") && !end.dropFirst().contains(UInt8(ascii: ".")):
            extensions.update(end, default: Latest()) { $0.note(index, pattern) }
        default:
            others.append(index)
        }
    }

    /// What the list says of an entry: true, ignored; false, brought back; nil, nothing.
    func verdict(on query: IgnoreQuery) -> Bool? {
        var best = names.find(query.name, hash: query.nameHash)?.latest(isFolder: query.isFolder) ?? -1
        if let found = extensions.find(query.ending, hash: query.endingHash) {
            best = max(best, found.latest(isFolder: query.isFolder))
        }
        cost += 1
        let path = query.path[base...]
        for index in others.reversed() {
            guard index > best else { break }
            let pattern = patterns[index]
            if pattern.foldersOnly && !query.isFolder { continue }
            if pattern.matches(name: query.name, path: path, cost: &cost) { best = index }
        }
        return best < 0 ? nil : !patterns[best].isNegative
    }
}

extension IgnoreList.Latest {
    mutating func note(_ index: Int, _ pattern: IgnorePattern) {
        folders = index
        if !pattern.foldersOnly { anything = index }
    }

    func latest(isFolder: Bool) -> Int { isFolder ? folders : anything }
}

/// An entry of the walk, prepared once for all lists.
struct IgnoreQuery {
    /// From the top of the walk down to the entry, without a trailing `/`.
    let path: ArraySlice<UInt8>
    let name: ArraySlice<UInt8>
    /// From the last dot of the name on.
    let ending: ArraySlice<UInt8>
    let isFolder: Bool
    let nameHash: Int
    let endingHash: Int

    init(path: ArraySlice<UInt8>, nameStart: Int, isFolder: Bool) {
        self.path = path
        name = path[nameStart...]
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        ending = name[dot...]
        self.isFolder = isFolder
        nameHash = hashOfBytes(name)
        endingHash = hashOfBytes(ending)
    }
}
