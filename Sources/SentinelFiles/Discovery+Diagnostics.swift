import Glibc
import SentinelModel

extension Discovery {
    private func place(_ diagnostic: Diagnostic, _ batch: FileBatch) {
        batch.diagnostics.append(PlacedDiagnostic(sequence: nextSequence(), diagnostic: diagnostic))
    }

    private func report(
        _ code: Diagnostic.Code, _ severity: Severity, _ path: RawPath, _ message: String, recovery: String,
        retry: Bool = false, incomplete: Bool, _ batch: FileBatch
    ) {
        place(
            Diagnostic(
                code, severity, .fileAccess, message: message, path: path, recovery: recovery, retryMayHelp: retry,
                isIncomplete: incomplete), batch)
    }

    func report(rootMissing path: RawPath, _ failure: Int32, _ batch: FileBatch) {
        report(
            .rootMissing, .high, path, "The path to scan cannot be used: \(SystemCalls.describe(failure)).",
            recovery: "Nothing of it was scanned. Check the path and its permissions.", incomplete: true, batch)
    }

    func report(_ outcome: FolderOutcome, given: RawPath, _ batch: FileBatch) {
        guard case .failed(let failure) = outcome else { return }
        switch Failure(failure) {
        case .missing, .replaced: report(rootMissing: given, failure, batch)
        default: report(folder: given, failure, batch)
        }
    }

    func report(specialRoot path: RawPath, _ batch: FileBatch) {
        report(
            .specialFile, .medium, path, "The path to scan is neither a file nor a folder.",
            recovery: "It was not opened. Copy its content into a file and scan that.", incomplete: true, batch)
    }

    func report(folder path: RawPath, _ failure: Int32, _ batch: FileBatch) {
        let reason = SystemCalls.describe(failure)
        switch Failure(failure) {
        case .missing:
            report(
                .fileVanished, .low, path, "The folder vanished before it could be listed.",
                recovery: "It was left out. Scan again when nothing changes the tree.", retry: true, incomplete: true,
                batch)
        case .replaced, .special:
            report(folderChanged: path, batch)
        case .passing, .refused:
            report(
                .folderUnreadable, .medium, path, "The folder cannot be listed: \(reason).",
                recovery: "What could not be listed was left out. Check the permissions.",
                retry: Failure(failure) == .passing, incomplete: true, batch)
        }
    }

    func report(folderChanged path: RawPath, _ batch: FileBatch) {
        report(
            .folderChanged, .medium, path, "The folder was moved or replaced while it was being scanned.",
            recovery: "The rest of it was left out. Scan again when nothing changes the tree.", retry: true,
            incomplete: true, batch)
    }

    func report(folderTooDeep path: RawPath, _ batch: FileBatch) {
        report(
            .folderTooDeep, .medium, path, "The folder lies more than \(options.maxDepth) folders deep.",
            recovery: "It was not entered. Scan it as a root of its own.", incomplete: true, batch)
    }

    func report(loop path: RawPath, _ batch: FileBatch) {
        report(
            .symlinkLoop, .low, path, "The path leads back to a folder it lies in, or to itself.",
            recovery: "It was not followed.", incomplete: false, batch)
    }

    func report(linkOutside path: RawPath, _ batch: FileBatch) {
        report(
            .symlinkOutside, .low, path, "The symbolic link leads out of the scanned folder.",
            recovery: "It was not followed. Scan its target as a root of its own.", incomplete: false, batch)
    }

    func report(linkBroken path: RawPath, _ batch: FileBatch) {
        report(
            .symlinkBroken, .low, path, "The symbolic link leads nowhere.", recovery: "It was skipped.",
            incomplete: false, batch)
    }

    func report(special path: RawPath, _ batch: FileBatch) {
        report(
            .specialFile, .low, path, "A FIFO, socket or device.", recovery: "It was not opened.", incomplete: false,
            batch)
    }

    func report(skipped path: RawPath, _ reason: String, _ batch: FileBatch) {
        report(.fileSkipped, .low, path, "Left out: \(reason).", recovery: "None is needed.", incomplete: false, batch)
    }

    func report(invalidIgnoreFile path: RawPath, _ reason: String, _ batch: FileBatch) {
        report(
            .ignoreFileInvalid, .medium, path, "The ignore file was not read: \(reason).",
            recovery: "The scan went on as if it were not there.", incomplete: false, batch)
    }

    func report(costlyIgnoreFile path: RawPath, _ batch: FileBatch) {
        report(
            .ignoreFileInvalid, .medium, path, "The patterns of the ignore file take too long to match.",
            recovery: "They are disregarded from here on. Simplify them.", incomplete: false, batch)
    }

    func report(disregarded path: RawPath, _ batch: FileBatch) {
        report(
            .disregarded, .low, path, "The ignore file was disregarded, since the scanned tree is not trusted.",
            recovery: "What it excludes was scanned.", incomplete: false, batch)
    }

    /// The status of an entry could not be had.
    func report(_ entry: FolderListing.Entry, in frame: Frame, _ failure: Int32, _ batch: FileBatch) {
        let path = frame.folder.path(of: listing.name(entry))
        if Failure(failure) == .missing {
            report(
                .fileVanished, .low, path, "The entry vanished before it could be looked at.",
                recovery: "It was left out. Scan again when nothing changes the tree.", retry: true, incomplete: true,
                batch)
        } else {
            report(
                .fileUnreadable, .medium, path, "The entry cannot be looked at: \(SystemCalls.describe(failure)).",
                recovery: "It was left out. Check the permissions.", incomplete: true, batch)
        }
    }
}
