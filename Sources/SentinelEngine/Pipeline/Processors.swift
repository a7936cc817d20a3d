internal import Glibc

/// Linux's call, which the Glibc module does not show. `mask` has a bit for each processor; returns how many bytes of it count.
@_extern(c, "sched_getaffinity")
private func sched_getaffinity(_ thread: Int32, _ size: Int, _ mask: UnsafeMutableRawPointer) -> Int32

/// How many processors this process may use, which in a container or under `taskset` may be fewer than there are; at least 1.
package func availableProcessors() -> Int {
    // Room for 8,192 processors, the most that Linux knows.
    var mask = InlineArray<1024, UInt8>(repeating: 0)
    let isKnown = unsafe withUnsafeMutableBytes(of: &mask) { bytes in
        unsafe bytes.baseAddress.map { unsafe sched_getaffinity(0, bytes.count, $0) >= 0 } ?? false
    }
    guard isKnown else { return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
    return max(1, mask.indices.reduce(0) { $0 + mask[$1].nonzeroBitCount })
}
