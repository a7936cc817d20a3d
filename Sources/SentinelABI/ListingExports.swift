internal import CMCPSentinel
internal import SentinelEngine
internal import SentinelReport

@_cdecl("mcps_scan_extract") @implementation
public func mcps_scan_extract(
    _ scan: OpaquePointer!, _ format: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        let name = unsafe try text(format, "format")
        let out = unsafe try present(out, "out")
        guard name == "json" || name == "text" else {
            throw Failure(
                code: MCPS_ERR_ARGUMENT, message: "there is no format `\(name)` of a listing; there are json and text")
        }
        let (items, diagnostics) = box.scan.listing()
        let rendered =
            name == "json" ? ServerListingWriter.json(items, diagnostics) : ServerListingWriter.text(items, diagnostics)
        unsafe out.pointee = Handle.give(BufferBox(rendered))
        return MCPS_OK
    }
}
