import Glibc

/// How malloc keeps large blocks. Only the command sets that: a library's host has its own opinion.
enum LargeBlocks {
    /// Has them given back to the system as soon as they are free. Else the size from which that is done rises with the first of them, and
    /// what reading one file took stays with the thread that read it.
    static func areGivenBack() { _ = mallopt(mmapThreshold, 1 << 17) }

    /// `M_MMAP_THRESHOLD` of `malloc.h`, which Glibc's module leaves out.
    private static let mmapThreshold: CInt = -3
}

@_extern(c, "mallopt")
private func mallopt(_ parameter: CInt, _ value: CInt) -> CInt
