internal import SentinelSyntax

/// Parsed files: those in use by the file in work, and of those before them the ones that are asked for again and again, as a project's
/// constants, its logger and its types are.
struct KeptFiles {
    private struct Entry {
        var file: SourceFile
        /// By how many files it was asked for, half of that after each time that something had to go.
        var uses: Int
        /// The last of them.
        var last: Int
    }

    private var entries: [String: Entry] = [:]
    /// Of source.
    private var bytes = 0
    /// Which file is in work.
    private var round = 0

    /// Another file is in work from now on.
    mutating func begin() { round += 1 }

    /// A file that the one in work uses already.
    func inUse(_ path: String) -> SourceFile? {
        guard let entry = entries[path], entry.last == round else { return nil }
        return entry.file
    }

    /// A file that was parsed for another one, and may be put in use.
    func kept(_ path: String) -> SourceFile? { entries[path]?.file }

    /// The file in work does not use it after all.
    mutating func letGo(_ path: String) { entries[path]?.last = round - 1 }

    mutating func use(_ path: String) {
        entries[path]?.uses += 1
        entries[path]?.last = round
    }

    /// Adds a file that is in use.
    mutating func add(_ file: SourceFile) {
        bytes += file.tree.count - (entries[file.path]?.file.tree.count ?? 0)
        entries[file.path] = Entry(file: file, uses: 1, last: round)
    }

    /// Lets those go that were asked for least, the largest of them first, until no more than `limit` bytes of source are kept.
    mutating func trim(to limit: Int) {
        guard bytes > limit else { return }
        let order = entries.values.sorted {
            ($0.uses, $1.file.tree.count, $0.file.path) < ($1.uses, $0.file.tree.count, $1.file.path)
        }
        for entry in order {
            guard bytes > limit else { break }
            bytes -= entry.file.tree.count
            entries[entry.file.path] = nil
        }
        for index in entries.indices { entries.values[index].uses /= 2 }
    }
}
