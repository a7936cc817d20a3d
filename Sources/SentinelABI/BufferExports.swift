public import CMCPSentinel

/// What `mcps_buffer` points to.
final class BufferBox {
    let block: TextBlock
    init(_ bytes: [UInt8]) { block = TextBlock([bytes]) }
}

@_cdecl("mcps_buffer_data") @implementation
public func mcps_buffer_data(_ buffer: OpaquePointer!) -> mcps_text {
    unsafe Handle.object(BufferBox.self, buffer)?.block[0] ?? emptyText
}

@_cdecl("mcps_buffer_free") @implementation
public func mcps_buffer_free(_ buffer: OpaquePointer!) { unsafe Handle.release(BufferBox.self, buffer) }
