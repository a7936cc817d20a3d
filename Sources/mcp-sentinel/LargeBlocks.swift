import Glibc

/// How malloc keeps large blocks. Only the command sets that: a library's host has its own opinion.
enum LargeBlocks {
    /// Has them given back to the system as soon as they are free. Else the size from which that is done rises with the first of them, and
    /// what reading one file took stays with the thread that read it.
    ///
    /// What is smaller comes from heaps that grow and shrink by half a megabyte: less, and threads ask the system thousands of times.
    static func areGivenBack() {
        _ = mallopt(mmapThreshold, 1 << 17)
        _ = mallopt(trimThreshold, 1 << 19)
        _ = mallopt(topPad, 1 << 19)
    }

    /// `M_MMAP_THRESHOLD`, `M_TRIM_THRESHOLD` and `M_TOP_PAD` of `malloc.h`, which Glibc's module leaves out.
    private static let mmapThreshold: CInt = -3
    private static let trimThreshold: CInt = -1
    private static let topPad: CInt = -2
}

@_extern(c, "mallopt")
private func mallopt(_ parameter: CInt, _ value: CInt) -> CInt
