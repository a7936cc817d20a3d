internal import CMCPSentinel

/// Fills a caller's struct, which starts with its size in a `uint32_t`, as far as that size reaches. The size itself stays.
/// Returns `MCPS_ERR_ARGUMENT` for NULL and for a size below that of the first release.
func fill<Struct>(_ out: UnsafeMutablePointer<Struct>?, with value: Struct, firstSize: Int) -> Int32 {
    guard let out = unsafe out else { return MCPS_ERR_ARGUMENT }
    let target = unsafe UnsafeMutableRawPointer(out)
    let given = unsafe Int(target.loadUnaligned(as: UInt32.self))
    guard given >= firstSize else { return MCPS_ERR_ARGUMENT }
    let head = MemoryLayout<UInt32>.size
    let end = min(given, MemoryLayout<Struct>.size)
    unsafe withUnsafeBytes(of: value) { bytes in
        unsafe (target + head).copyMemory(from: bytes.baseAddress.unsafelyUnwrapped + head, byteCount: end - head)
    }
    return MCPS_OK
}
