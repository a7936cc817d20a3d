internal import SentinelFiles

extension FileBatch {
    /// The places in the order of the scan that the batch covers.
    var places: Range<Int> {
        let first = min(files.first?.sequence ?? Int.max, diagnostics.first?.sequence ?? Int.max)
        let last = max(files.last?.sequence ?? -1, diagnostics.last?.sequence ?? -1)
        return first <= last ? first..<(last + 1) : 0..<0
    }
}
