internal import CMCPSentinel

/// What `mcps_error` points to.
final class ErrorBox {
    let code: Int32
    let texts: TextBlock
    let offset: Int64

    init(_ failure: Failure) {
        code = failure.code
        offset = failure.offset
        texts = TextBlock([failure.message, failure.detail])
    }
}

/// Why a call fails.
struct Failure: Error {
    var code: Int32
    var message: String
    var detail = ""
    var offset: Int64 = -1

    static func argument(_ name: String) -> Failure {
        Failure(code: MCPS_ERR_ARGUMENT, message: "`\(name)` is NULL or not of the documented form")
    }
}

typealias ErrorOut = UnsafeMutablePointer<OpaquePointer?>?

/// Runs the body of an exported function: what it throws becomes the status, and the error that the caller asked for.
func guarded(_ error: ErrorOut, _ body: () throws(Failure) -> Int32) -> Int32 {
    do throws(Failure) {
        return try body()
    } catch let failure {
        if let error = unsafe error { unsafe error.pointee = Handle.give(ErrorBox(failure)) }
        return failure.code
    }
}

/// The object behind a handle, or the failure that says which argument is wrong.
func object<Object: AnyObject>(
    _ type: Object.Type, _ pointer: OpaquePointer?, _ name: String
) throws(Failure) -> Object {
    guard let found = unsafe Handle.object(type, pointer) else { throw .argument(name) }
    return found
}

/// `pointer`, or the failure that says which argument is NULL.
func present<Pointee>(
    _ pointer: UnsafeMutablePointer<Pointee>?, _ name: String
) throws(Failure) -> UnsafeMutablePointer<Pointee> {
    guard let pointer = unsafe pointer else { throw .argument(name) }
    return unsafe pointer
}

/// A NUL-terminated UTF-8 argument.
func text(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Failure) -> String {
    guard let pointer = unsafe pointer, let text = unsafe String(validatingCString: pointer) else {
        throw .argument(name)
    }
    return text
}

/// `length` bytes at `pointer`, which may be NULL only when `length` is 0.
func bytes(_ pointer: UnsafeRawPointer?, _ length: Int, _ name: String) throws(Failure) -> [UInt8] {
    guard length >= 0 else { throw .argument(name) }
    guard let pointer = unsafe pointer else {
        if length == 0 { return [] }
        throw .argument(name)
    }
    return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: length))
}

/// A NUL-terminated argument of raw bytes, without the NUL.
func rawText(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Failure) -> [UInt8] {
    guard let pointer = unsafe pointer else { throw .argument(name) }
    var bytes: [UInt8] = []
    var next = unsafe pointer
    while unsafe next.pointee != 0 {
        unsafe bytes.append(UInt8(bitPattern: next.pointee))
        unsafe next += 1
    }
    return bytes
}

/// Fills a struct, or fails when it is NULL or too small.
func fillOrThrow<Struct>(
    _ out: UnsafeMutablePointer<Struct>?, with value: Struct, _ name: String
) throws(Failure) -> Int32 {
    guard unsafe fill(out, with: value) == MCPS_OK else { throw .argument(name) }
    return MCPS_OK
}
