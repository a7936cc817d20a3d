package import SentinelModel

/// Where a scan starts.
package enum Root: Sendable {
    /// A file or folder, relative to the working directory or absolute. A symbolic link given here is followed.
    case path(RawPath)
    /// Bytes that are scanned as if they were a file called `name`.
    case memory(name: RawPath, bytes: [UInt8])
}

/// What discovery selects and how reading is bounded. One value serves a `Discovery` and all its `FileReader`s.
package struct DiscoveryOptions: Sendable {
    /// Globs in the syntax of `.gitignore`, relative to the root: when there are any, only files that one of them
    /// selects (or that lie in a folder that one of them selects) are scanned.
    package var include: [String] = []
    /// Globs in the same syntax: what they select is left out. They stand above every ignore file, so `!name` brings
    /// back what an ignore file excludes.
    package var exclude: [String] = []
    /// Obey `.git/info/exclude`, `.gitignore`, `.ignore` and `.mcpsentinelignore`, also those in the folders above the
    /// root up to the repository's.
    package var useIgnoreFiles = true
    /// Disregard every ignore file, and say so in one diagnostic for each.
    package var untrusted = false
    /// Scan files and folders whose name starts with a dot. `.git` folders are never entered.
    package var includeHidden = true
    /// Only files of at least one of these types are scanned.
    package var types = FileTypeSet.all
    /// Bytes. Larger files are read in overlapping windows.
    package var maxFileSize = 10_000_000
    /// Bytes. Larger files are not read.
    package var hardFileSize = 1_000_000_000
    /// Emit one low `file-skipped` diagnostic for each thing that is left out on purpose.
    package var reportSkipped = false
    /// How often a call that failed for a passing reason, or a file that changed while it was read, is tried again.
    package var retries = 3
    /// Files in a batch at most.
    package var batchSize = 50
    /// Folders below the root at most.
    package var maxDepth = 20_000
    /// Bytes of decoded text that one window of a large file reports.
    package var windowSize = 1 << 20
    /// Bytes of decoded text that stand before and after them in the same window.
    package var overlap = 64 << 10

    package init() {}
}

/// What was met so far.
package struct DiscoveryCounts: Hashable, Sendable {
    /// Files handed out.
    package var eligible = 0
    /// Files left out by ignore files, globs, type, or being hidden. An ignored folder is not entered, so its files are
    /// not counted.
    package var ignored = 0
    /// Folders left out in the same way.
    package var ignoredFolders = 0
    /// Symbolic links, FIFOs, sockets and devices.
    package var special = 0
    /// Folders entered.
    package var folders = 0

    package init() {}
}
