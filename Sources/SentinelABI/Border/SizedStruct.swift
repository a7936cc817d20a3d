internal import CMCPSentinel

/// Fills a caller's struct, which starts with its size in a `uint32_t`, as far as that size reaches. The size itself stays.
/// Returns `MCPS_ERR_ARGUMENT` for NULL and for a size below that of the first release (which every struct here still has).
func fill<Struct>(_ out: UnsafeMutablePointer<Struct>?, with value: Struct) -> Int32 {
    guard let out = unsafe out else { return MCPS_ERR_ARGUMENT }
    let target = UnsafeMutableRawPointer(out)
    let given = unsafe Int(target.loadUnaligned(as: UInt32.self))
    let size = MemoryLayout<Struct>.size
    guard given >= size else { return MCPS_ERR_ARGUMENT }
    let head = MemoryLayout<UInt32>.size
    unsafe withUnsafeBytes(of: value) { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe (target + head).copyMemory(from: source + head, byteCount: size - head)
    }
    return MCPS_OK
}
