internal import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import SentinelReport

@_cdecl("mcps_scan_explain") @implementation
public func mcps_scan_explain(
    _ scan: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ length: Int, _ line: UInt32,
    _ format: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        let path = unsafe try bytes(UnsafeRawPointer(path), length, "path")
        let name = unsafe try text(format, "format")
        let out = unsafe try present(out, "out")
        guard name == "json" || name == "text" else {
            throw Failure(
                code: MCPS_ERR_ARGUMENT,
                message: "there is no format `\(name)` of an explanation; there are json and text")
        }
        guard line > 0, !path.isEmpty, !path.contains(0) else {
            throw Failure(code: MCPS_ERR_ARGUMENT, message: "a place is a path and a line, which counts from 1")
        }
        let explanation = box.scan.explanation(of: RawPath(path), line: Int(line))
        let rendered =
            name == "json" ? ExplanationWriter.json(explanation) : ExplanationWriter.text(explanation)
        unsafe out.pointee = Handle.give(BufferBox(rendered))
        return MCPS_OK
    }
}
