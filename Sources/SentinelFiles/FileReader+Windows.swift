import Glibc
import SentinelModel

extension FileReader {
    /// Bytes that are asked for at once; cancellation is looked at in between.
    static let chunk = 1 << 20
    private static let rawChunk = 64 << 10

    /// Reads and decodes until `text` holds `target` bytes or the file ends. Returns 0, or errno: `ECANCELED`, `ENOMEM`
    /// or that of `read`.
    func fill(to target: Int) -> Int32 {
        while !atEnd, text.count < target {
            if isCancelled() { return ECANCELED }
            let failure = encoding == .bytes ? fillDirectly(min(target - text.count, Self.chunk)) : fillDecoded()
            if failure != 0 { return failure }
        }
        text.seal()
        return 0
    }

    private func fillDirectly(_ wanted: Int) -> Int32 {
        let wanted = bounded(wanted)
        guard let place = unsafe text.room(for: wanted) else { return ENOMEM }
        let count = unsafe source.read(place, wanted, retries: options.retries)
        guard count >= 0 else { return Int32(-count) }
        text.fill(count)
        note(count, of: wanted)
        return 0
    }

    private func fillDecoded() -> Int32 {
        let wanted = bounded(Self.rawChunk)
        guard let place = unsafe raw.room(for: wanted) else { return ENOMEM }
        let count = unsafe source.read(place, wanted, retries: options.retries)
        guard count >= 0 else { return Int32(-count) }
        raw.fill(count)
        note(count, of: wanted)
        return decodeRaw()
    }

    /// Decodes what `raw` holds, all of it if the file has ended.
    func decodeRaw() -> Int32 {
        guard let place = unsafe text.room(for: decoder.capacity(for: raw.count)) else { return ENOMEM }
        let (read, written) = unsafe decoder.decode(raw.bytes, atEnd: atEnd, to: place)
        raw.dropFirst(read)
        text.fill(written)
        return 0
    }

    /// One byte more than the file should have is asked for, so that its end and its growth show without another call.
    private func bounded(_ wanted: Int) -> Int {
        guard source.size > 0 else { return wanted }
        return max(1, min(wanted, source.size + 1 - source.consumed))
    }

    private func note(_ count: Int, of wanted: Int) {
        if count == 0 || source.consumed > max(options.hardFileSize, source.size) {
            atEnd = true
        } else if source.size > 0 {
            atEnd = source.consumed > source.size || (count < wanted && source.consumed == source.size)
        }
    }

    /// Moves on to the next window of a large file; false when there is none. Afterwards `diagnostics` may hold more.
    package func advance() -> Bool {
        guard source.isOpen, !window.isLast else { return false }
        let start = aligned(max(0, window.reportable.upperBound - overlap))
        let base = unsafe positions.cursor(at: start, in: text.bytes) ?? TextCursor(mark: mark)
        let reportEnd = window.reportable.upperBound
        let offset = window.offset + start
        text.dropFirst(start)
        positions = PositionFinder(from: base.moved(back: start), encoding)
        reportStart = reportEnd - start
        let failure = fill(to: reportStart + windowSize + overlap)
        if failure != 0 {
            guard failure != ECANCELED else { return false }
            report(readFailure: failure)
            atEnd = true
            text.seal()
        }
        showWindow(offset: offset)
        if window.isLast { finishLarge() }
        return true
    }

    /// Publishes what `text` holds as the window.
    func showWindow(offset: Int) {
        let isLast = atEnd && text.count - reportStart <= windowSize + overlap
        let whole = !isWindowed
        unsafe window = Window(bytes: text.bytes)
        window.offset = offset
        window.isLast = whole || isLast
        window.isWhole = whole
        let end = window.isLast ? text.count : aligned(reportStart + windowSize)
        window.reportable = min(reportStart, end)..<end
    }

    /// The start of the character that lies across `index`.
    func aligned(_ index: Int) -> Int {
        let bytes = unsafe text.bytes
        for back in 0..<4 where index - back >= 0 {
            guard index - back < bytes.count, unsafe bytes[index - back] & 0xC0 == 0x80 else { return index - back }
        }
        return index
    }

    /// What can be told of a large file only at its end.
    func finishLarge() {
        if !source.isUnchanged { report(changedWhileRead: true) }
        if source.consumed > options.hardFileSize { report(tooLarge: source.consumed) }
        reportDecodingErrors()
    }
}
