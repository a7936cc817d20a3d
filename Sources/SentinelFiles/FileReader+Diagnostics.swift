import Glibc
import SentinelModel

extension FileReader {
    private func report(
        _ code: Diagnostic.Code, _ severity: Severity, _ message: String, recovery: String, retry: Bool = false,
        incomplete: Bool
    ) {
        guard let file, let batch else { return }
        diagnostics.append(
            Diagnostic(
                code, severity, .fileAccess, message: message, path: batch.path(of: file), recovery: recovery,
                retryMayHelp: retry, isIncomplete: incomplete))
    }

    func report(openFailure code: Int32) {
        switch Failure(code) {
        case .missing:
            report(
                .fileVanished, .low, "The file vanished before it could be read.",
                recovery: "It was left out. Scan again when nothing changes the tree.", retry: true, incomplete: true)
        case .replaced:
            report(
                .fileChanged, .medium, "The file was replaced by something that is not a file.",
                recovery: "It was left out. Scan again when nothing changes the tree.", retry: true, incomplete: true)
        case .special:
            report(
                .specialFile, .low, "The file was replaced by a FIFO, socket or device.", recovery: "It was not read.",
                incomplete: false)
        case .refused where code == ESTALE:
            report(
                .folderChanged, .medium, "The folder of the file was moved or replaced.",
                recovery: "The file was left out. Scan again when nothing changes the tree.", retry: true,
                incomplete: true)
        case .refused, .passing: report(readFailure: code)
        }
    }

    func report(readFailure code: Int32) {
        report(
            .fileUnreadable, .medium, "The file cannot be read: \(SystemCalls.describe(code)).",
            recovery: "What was not read was left out. Check the permissions.", retry: Failure(code) == .passing,
            incomplete: true)
    }

    func report(tooLarge size: Int) {
        report(
            .fileTooLarge, .medium, "The file has \(size) bytes, more than the limit of \(options.hardFileSize).",
            recovery: "What lies beyond the limit was left out. Raise the limit to scan it.", incomplete: true)
    }

    func report(changedWhileRead isLarge: Bool) {
        let effort = isLarge ? "" : " each time it was read"
        report(
            .fileChanged, .medium, "The file changed while it was being read\(effort).",
            recovery: "What was read was scanned. Scan again when nothing writes to it.", retry: true, incomplete: true)
    }

    func reportWindowed() {
        report(
            .fileWindowed, .low, "The file has more than \(options.maxFileSize) bytes and was scanned in pieces.",
            recovery: "Rules saw all of it; analysis that needs the whole file at once was skipped.", incomplete: false)
    }

    func reportBinary(isNamedText: Bool) {
        guard isNamedText || options.reportSkipped else { return }
        let name = isNamedText ? ", though its name is that of a text file" : ""
        report(
            .fileSkipped, .low, "The content is binary\(name).", recovery: "It was not scanned.", incomplete: false)
    }

    func reportDecodingErrors() {
        guard decoder.errors > 0 else { return }
        report(
            .encodingInvalid, .low, "The file is not valid in its encoding in \(decoder.errors) places.",
            recovery: "U+FFFD was scanned in their stead.", incomplete: false)
    }
}
