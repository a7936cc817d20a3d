public import CMCPSentinel

@_cdecl("mcps_error_code") @implementation
public func mcps_error_code(_ error: OpaquePointer!) -> Int32 {
    unsafe Handle.object(ErrorBox.self, error)?.code ?? MCPS_OK
}

@_cdecl("mcps_error_message") @implementation
public func mcps_error_message(_ error: OpaquePointer!) -> mcps_text {
    unsafe Handle.object(ErrorBox.self, error)?.texts[0] ?? emptyText
}

@_cdecl("mcps_error_detail") @implementation
public func mcps_error_detail(_ error: OpaquePointer!) -> mcps_text {
    unsafe Handle.object(ErrorBox.self, error)?.texts[1] ?? emptyText
}

@_cdecl("mcps_error_offset") @implementation
public func mcps_error_offset(_ error: OpaquePointer!) -> Int64 {
    unsafe Handle.object(ErrorBox.self, error)?.offset ?? -1
}

@_cdecl("mcps_error_free") @implementation
public func mcps_error_free(_ error: OpaquePointer!) { unsafe Handle.release(ErrorBox.self, error) }
