/// Where analysis gets files from that another file refers to. Paths are below the scan's root, without `.` and `..`; nothing outside of
/// the root is ever read, and links that lead out of it are not followed.
package protocol SourceProvider: AnyObject {
    /// The content of a file; nil where there is none, or it may not be read, or it has more than `limit` bytes.
    func source(at path: RawPath, limit: Int) -> [UInt8]?

    /// True if there may be a file or folder: cheap to ask, and sure when it says no.
    func mayExist(_ path: RawPath) -> Bool
}
