internal import CMCPSentinel

// The few types and functions through which every call of this target crosses the C border. The wrappers are `@safe` because
// an address in them is only ever handed back to the library while its object lives.

/// The address of an object that the library made.
@safe
struct Handle {
    let address: OpaquePointer
}

/// Where a call stores the address of an object: the one it makes, or its error.
@safe
struct Slot {
    let address: UnsafeMutablePointer<OpaquePointer?>
}

/// Where a call fills a struct.
@safe
struct Place<Value> {
    let address: UnsafeMutablePointer<Value>
}

/// A NUL-terminated text, lent for a call.
@safe
struct CText {
    let address: UnsafePointer<CChar>
}

/// Calls the library, and throws the error object that a negative status comes with. Returns the other statuses.
@discardableResult
func call(_ body: (_ error: Slot) -> Int32) throws(SentinelError) -> Status {
    var error: OpaquePointer?
    let status = unsafe withUnsafeMutablePointer(to: &error) { unsafe body(Slot(address: $0)) }
    guard status < 0 else { return Status(rawValue: status) }
    throw unsafe SentinelError(status: status, taking: error)
}

/// Calls a function that makes an object, and returns the object.
func make(_ body: (_ out: Slot, _ error: Slot) -> Int32) throws(SentinelError) -> Handle {
    var object: OpaquePointer?
    try call { error in unsafe withUnsafeMutablePointer(to: &object) { unsafe body(Slot(address: $0), error) } }
    guard let object = unsafe object else {
        throw SentinelError(status: .internalFault, message: "The library said it made an object but gave none.")
    }
    return unsafe Handle(address: object)
}

/// Calls a function that makes a buffer, copies the buffer's bytes, and frees it.
func copyBuffer(_ body: (_ out: Slot, _ error: Slot) -> Int32) throws(SentinelError) -> [UInt8] {
    let buffer = try make(body)
    defer { unsafe mcps_buffer_free(buffer.address) }
    return unsafe bytes(mcps_buffer_data(buffer.address))
}

/// Lets `body` fill `value`. The closure sees the place of `value` for the call alone.
@discardableResult
func fill<Value>(
    _ value: inout Value, _ body: (_ place: Place<Value>, _ error: Slot) -> Int32
) throws(SentinelError) -> Status {
    try call { error in unsafe withUnsafeMutablePointer(to: &value) { unsafe body(Place(address: $0), error) } }
}

/// The size of a C struct as its `struct_size` field takes it.
func structSize<T>(of type: T.Type) -> UInt32 { UInt32(truncatingIfNeeded: MemoryLayout<T>.size) }

/// Hands `text` to `body` with a NUL behind it. A text with a NUL inside is refused: C would see only its beginning.
@discardableResult
func withCText<R>(
    _ text: some Collection<UInt8>, named what: String, _ body: (CText) throws(SentinelError) -> R
) throws(SentinelError) -> R {
    guard !text.contains(0) else {
        throw SentinelError(status: .argument, message: "A NUL byte cannot stand in \(what).")
    }
    let terminated = text.map { CChar(bitPattern: $0) } + [0]
    return try unsafe terminated.withUnsafeBufferPointer { buffer throws(SentinelError) in
        guard let start = buffer.baseAddress else {
            throw SentinelError(status: .internalFault, message: "An array without a base address.")
        }
        return try body(unsafe CText(address: start))
    }
}

/// Copies a text; bytes that are not UTF-8 become U+FFFD.
@unsafe
func string(_ text: mcps_text) -> String { unsafe String(decoding: bytes(text), as: UTF8.self) }

/// Copies the bytes of a text.
@unsafe
func bytes(_ text: mcps_text) -> [UInt8] {
    guard let start = unsafe text.data else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: text.length))
}

/// Copies a text whose items stand on a line each.
@unsafe
func lines(_ text: mcps_text) -> [String] { unsafe string(text).split(separator: "\n").map(String.init) }
