/// Which names stand behind a dot in which parts of a Python file, by their hashes: more may be told than there are, never fewer.
struct PythonMembers {
    private struct Entry: BitwiseCopyable {
        var hash: UInt32
        var part: UInt32
    }

    /// In order.
    private var entries: [Entry] = []
    /// Parts of which any may be told.
    private var unclear: [Int] = []

    init(_ source: UnsafeBufferPointer<UInt8>, in parts: [Range<Int>]) {
        for (number, part) in parts.enumerated() {
            unsafe read(UnsafeBufferPointer(rebasing: source[part]), UInt32(clamping: number))
        }
        entries.sort { ($0.hash, $0.part) < ($1.hash, $1.part) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ part: UInt32) {
        let first = entries.count
        var at = 0
        while at < bytes.count {
            let byte = unsafe bytes[at]
            at += 1
            guard byte == UInt8(ascii: ".") else { continue }
            // The name may stand in another line.
            while at < bytes.count, unsafe Self.isBetween(bytes[at]) { at += 1 }
            if at < bytes.count, unsafe bytes[at] == UInt8(ascii: "#") {
                entries.removeSubrange(first...)
                unclear.append(Int(part))
                return
            }
            let start = at
            while at < bytes.count, unsafe Bytes.isWord(bytes[at]) { at += 1 }
            guard at > start else { continue }
            unsafe entries.append(Entry(hash: Self.hash(bytes[start..<at]), part: part))
        }
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        Bytes.isBlank(byte) || Bytes.isLineEnd(byte) || byte == UInt8(ascii: "\\")
    }

    /// FNV-1a.
    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// The parts in which `name` may stand behind a dot.
    func bodies(with name: String) -> [Int] {
        let hash = Self.hash(name.utf8)
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        var found = unclear
        while low < entries.count, entries[low].hash == hash {
            let part = Int(entries[low].part)
            if found.last != part { found.append(part) }
            low += 1
        }
        return found
    }
}
