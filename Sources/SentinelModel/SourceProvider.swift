/// Where analysis gets files from that another file refers to. Paths are below the scan's root, without `.` and `..`; nothing outside of
/// the root is ever read, and links that lead out of it are not followed.
package protocol SourceProvider: AnyObject {
    /// What the root is called: a package that is scanned by itself names its own modules by it. Empty where that is not known.
    var rootName: RawPath { get }

    /// The content of a file; nil where there is none, or it may not be read, or it has more than `limit` bytes.
    func source(at path: RawPath, limit: Int) -> [UInt8]?

    /// True if there may be a file or folder: cheap to ask, and sure when it says no.
    func mayExist(_ path: RawPath) -> Bool

    /// The files and folders in a folder, links and special files left out, by the bytes of their names; an empty path is the root. Nil where
    /// there is no such folder, it may not be read, or it holds more than `limit` entries.
    func entries(of folder: RawPath, limit: Int) -> [SourceEntry]?
}

/// What lies in a folder.
package struct SourceEntry: Hashable, Sendable {
    package var name: RawPath
    package var isFolder: Bool

    package init(name: RawPath, isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
    }
}
