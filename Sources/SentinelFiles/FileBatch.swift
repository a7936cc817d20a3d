package import SentinelModel

/// A file that was discovered. Plain numbers: what they mean is in the batch that hands it out.
package struct FileReference: Sendable {
    /// One running number for files and walk diagnostics: the order of the scan.
    package var sequence: Int
    /// What the name tells. The reader's `types` knows the content as well.
    package var types: FileTypeSet
    /// Index in the batch's folders, or of the bytes in memory when `isMemory`.
    var folder: Int
    /// The name in the batch's arena, followed by NUL.
    var nameStart: Int
    var nameLength: Int
    var isMemory: Bool
    /// A root that was given directly: a link is followed.
    var isRoot: Bool
}

/// A diagnostic of the walk and its place in the order of the scan.
package struct PlacedDiagnostic: Sendable {
    package var sequence: Int
    package var diagnostic: Diagnostic

    package init(sequence: Int, diagnostic: Diagnostic) {
        self.sequence = sequence
        self.diagnostic = diagnostic
    }
}

/// Some files in the order of the scan, and the walk's diagnostics among them. Used by one thread at a time; reuse it,
/// since its storage stays.
package final class FileBatch: @unchecked Sendable {
    package internal(set) var files: [FileReference] = []
    package internal(set) var diagnostics: [PlacedDiagnostic] = []
    var names: [UInt8] = []
    var folders: [Folder] = []
    var handles: [FolderHandle?] = []
    var memory: [[UInt8]] = []

    package init() {}

    package var isEmpty: Bool { files.isEmpty && diagnostics.isEmpty }

    /// The path as findings show it: starts with the root as it was given, without a leading `./`.
    package func path(of file: FileReference) -> RawPath {
        let name = names[file.nameStart..<file.nameStart + file.nameLength]
        return file.isMemory ? RawPath(Array(name)) : folders[file.folder].path(of: name)
    }

    /// The path below the root; a root that is a file has its name.
    package func relativePath(of file: FileReference) -> RawPath {
        let name = names[file.nameStart..<file.nameStart + file.nameLength]
        return RawPath(file.isMemory ? Array(name) : folders[file.folder].relativePath(of: name))
    }

    /// The folder that was scanned and holds the file; nil for what lies in memory, and for a root that is a file.
    package func root(of file: FileReference) -> RawPath? {
        guard !file.isMemory, !file.isRoot else { return nil }
        return folders[file.folder].place.given
    }

    /// What stands before the paths below the file's root where they are shown: empty, or ending in `/`.
    package func prefix(of file: FileReference) -> RawPath {
        RawPath(file.isMemory ? [] : folders[file.folder].place.prefix)
    }

    /// The path below the root, into memory that is used again.
    package func copyRelativePath(of file: FileReference, to path: inout [UInt8]) {
        path.removeAll(keepingCapacity: true)
        let name = names[file.nameStart..<file.nameStart + file.nameLength]
        if file.isMemory { path += name } else { folders[file.folder].addRelativePath(of: name, to: &path) }
    }

    /// Moves the files from `index` on, and the diagnostics that follow them in order, into a batch of their own.
    package func split(at index: Int) -> FileBatch {
        let rest = FileBatch()
        guard index >= 0, index < files.count else { return rest }
        let border = files[index].sequence
        rest.files = Array(files[index...])
        rest.diagnostics = diagnostics.filter { $0.sequence > border }
        rest.names = names
        rest.folders = folders
        rest.handles = handles
        rest.memory = memory
        files.removeSubrange(index...)
        diagnostics.removeAll { $0.sequence > border }
        return rest
    }

    /// Folders that the batch keeps open.
    package var openFolders: Int { handles.count { $0 != nil } }

    /// Gives the folders' descriptors back; a reader opens a folder again when it needs it, which is slower.
    package func closeFolders() {
        for index in handles.indices { handles[index] = nil }
    }

    /// Empties the batch, releases the folders it keeps open, and keeps its storage.
    package func removeAll() {
        files.removeAll(keepingCapacity: true)
        diagnostics.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        folders.removeAll(keepingCapacity: true)
        handles.removeAll(keepingCapacity: true)
        memory.removeAll()
    }
}
