import Glibc
import SentinelModel

extension FileReader {
    /// Opens a file and reads its first window; a file of ordinary size is read whole, and again if it changed
    /// meanwhile.
    package func open(_ file: FileReference, of batch: FileBatch) -> ReadOutcome {
        close()
        diagnostics.removeAll(keepingCapacity: true)
        types = file.types
        self.file = file
        self.batch = batch
        var length = -1
        for attempt in 0... {
            if isCancelled() { return .cancelled }
            if attempt > 0 { SystemCalls.pause(beforeAttempt: attempt) }
            let outcome = attemptOpen(file, batch)
            guard outcome == .ready || outcome == .empty, !isWindowed else { return outcome }
            guard !source.isUnchanged else { return finish(outcome) }
            // A file of the kernel's making has a length of its own, and the same one each time.
            if source.hasUnexpectedLength && source.consumed == length { return finish(outcome) }
            length = source.consumed
            guard attempt < max(0, options.retries) else {
                report(changedWhileRead: false)
                return finish(outcome)
            }
        }
        return .failed
    }

    private func finish(_ outcome: ReadOutcome) -> ReadOutcome {
        reportDecodingErrors()
        if source.consumed > options.hardFileSize { report(tooLarge: source.consumed) }
        return outcome
    }

    private func attemptOpen(_ file: FileReference, _ batch: FileBatch) -> ReadOutcome {
        resetText()
        if file.isMemory {
            source.open(memory: batch.memory[file.folder])
        } else if let failed = openSource(file, batch) {
            return failed
        }
        let size = source.size
        guard size <= options.hardFileSize else {
            report(tooLarge: size)
            return .tooLarge
        }
        willRead(size)
        text.expect(size)
        if size > 0, size <= options.maxFileSize, let place = unsafe lend(size, file.types) {
            unsafe text.borrow(place)
        }
        let head = fill(to: headSize(of: file, size))
        guard head == 0 else { return failed(head) }
        if let outcome = classify(file) { return outcome }
        isWindowed = size > options.maxFileSize
        if !isWindowed, encoding == .bytes, unsafe text.room(for: size + 1 - text.count) == nil {
            return failed(ENOMEM)
        }
        var target = size > 0 ? Int.max : min(options.maxFileSize, 1 << 40) + 1
        if isWindowed { target = windowSize + overlap }
        let rest = fill(to: target)
        guard rest == 0 else { return failed(rest) }
        if !isWindowed && !atEnd { isWindowed = true }
        guard text.count > 0 else { return .empty }
        if isWindowed { reportWindowed() }
        showWindow(offset: 0)
        return refine(file, batch)
    }

    /// How much is read before the content is looked at: a known kind of text at once if it is not large, anything else
    /// only until it is clear that it is no picture or archive.
    private func headSize(of file: FileReference, _ size: Int) -> Int {
        guard file.types != FileTypeSet(.unknown) else { return Self.headSize }
        return max(Self.headSize, min(size + 1, Self.chunk))
    }

    private static let headSize = 64 << 10

    private func resetText() {
        source.close()
        text.removeAll()
        raw.removeAll()
        encoding = .bytes
        decoder = UnicodeDecoder(.bytes)
        atEnd = false
        isWindowed = false
        mark = 0
        reportStart = 0
        positions = PositionFinder(from: TextCursor(mark: 0), .bytes)
    }

    /// Looks at the head: encoding and byte order mark, or an outcome that ends the matter.
    private func classify(_ file: FileReference) -> ReadOutcome? {
        if text.count == 0 { return .empty }
        let isNamedText = file.types != FileTypeSet(.unknown)
        let guess = unsafe ContentGuess(text.bytes, isNamedText: isNamedText)
        if guess.isBinary {
            reportBinary(isNamedText: isNamedText)
            return .binary
        }
        mark = guess.mark
        positions = PositionFinder(from: TextCursor(mark: mark), guess.encoding)
        if guess.encoding == .bytes {
            text.dropFirst(mark)
            text.seal()
            return nil
        }
        encoding = guess.encoding
        decoder = UnicodeDecoder(encoding)
        text.dropFirst(mark)
        guard unsafe raw.append(text.bytes) else { return failed(ENOMEM) }
        text.removeAll()
        let failure = decodeRaw()
        return failure == 0 ? nil : failed(failure)
    }

    private func refine(_ file: FileReference, _ batch: FileBatch) -> ReadOutcome {
        let name = batch.names[file.nameStart..<file.nameStart + file.nameLength]
        types = unsafe FileTypes.refined(file.types, name: name, content: window.bytes)
        return options.types == .all || types.intersects(options.types) ? .ready : .notSelected
    }

    private func failed(_ code: Int32) -> ReadOutcome {
        if code == ECANCELED { return .cancelled }
        report(readFailure: code)
        return .failed
    }

    /// Opens the file itself; nil if that worked.
    private func openSource(_ file: FileReference, _ batch: FileBatch) -> ReadOutcome? {
        for attempt in 0... {
            let code = tryOpenSource(file, batch)
            if code == 0 { return nil }
            guard Failure(code) == .passing, attempt < options.retries, !isCancelled() else {
                return failedToOpen(code)
            }
            reopened = nil
            SystemCalls.pause(beforeAttempt: attempt + 1)
        }
        return .failed
    }

    private func failedToOpen(_ code: Int32) -> ReadOutcome {
        report(openFailure: code)
        return .failed
    }

    /// Returns 0, or errno.
    private func tryOpenSource(_ file: FileReference, _ batch: FileBatch) -> Int32 {
        let handle: FolderHandle
        switch opened(file, batch) {
        case .opened(let found): handle = found
        case .failed(let code): return code
        }
        // A root that is a link was named by the user; everything else is what the listing said or is not opened.
        let flags = SystemCalls.guarded | (file.isRoot ? 0 : O_NOFOLLOW)
        let descriptor = unsafe batch.names.withUnsafeBytes { names in
            let name = unsafe names.baseAddress.unsafelyUnwrapped + file.nameStart
            return unsafe SystemCalls.open(
                name.assumingMemoryBound(to: CChar.self), in: handle.descriptor, flags: flags)
        }
        guard descriptor >= 0 else { return -descriptor }
        guard let status = SystemCalls.status(descriptor), status.kind == .file else {
            Glibc.close(descriptor)
            return ENXIO
        }
        source.open(descriptor: descriptor, status: status)
        return 0
    }

    /// The file's folder: as the batch keeps it open, or opened again.
    private func opened(_ file: FileReference, _ batch: FileBatch) -> Folder.Reopened {
        if let handle = batch.handles[file.folder] { return .opened(handle) }
        let folder = batch.folders[file.folder]
        if let reopened, reopened.folder === folder { return .opened(reopened.handle) }
        reopened = nil
        let outcome = folder.reopen(budget: budget)
        if case .opened(let handle) = outcome { reopened = (folder, handle) }
        return outcome
    }
}
