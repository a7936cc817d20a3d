internal import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel

@_cdecl("mcps_advisories_update") @implementation
public func mcps_advisories_update(
    _ source: UnsafePointer<CChar>!, _ output: UnsafePointer<CChar>!, _ count: UnsafeMutablePointer<Int>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let source = RawPath(unsafe try rawText(source, "source"))
        let output = RawPath(unsafe try rawText(output, "output"))
        let kept: Int
        do throws(EngineMistake) { kept = try AdvisoryImport.run(from: source, to: output) } catch {
            throw Failure(error)
        }
        if let count = unsafe count { unsafe count.pointee = kept }
        return MCPS_OK
    }
}

@_cdecl("mcps_engine_advisories") @implementation
public func mcps_engine_advisories(
    _ engine: OpaquePointer!, _ format: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let engine = unsafe try object(EngineBox.self, engine, "engine").engine
        let name = unsafe try text(format, "format")
        let out = unsafe try present(out, "out")
        guard name == "json" || name == "text" else {
            throw Failure(
                code: MCPS_ERR_ARGUMENT, message: "there is no format `\(name)` of a listing; there are json and text")
        }
        unsafe out.pointee = Handle.give(BufferBox(engine.advisoryListing(asJSON: name == "json")))
        return MCPS_OK
    }
}
