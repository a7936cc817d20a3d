/// Swift objects as opaque C pointers. The count of references is Swift's own.
enum Handle {
    /// Gives the caller one reference.
    static func give(_ object: some AnyObject) -> OpaquePointer {
        unsafe OpaquePointer(Unmanaged.passRetained(object).toOpaque())
    }

    /// A pointer that is good while `object` lives.
    static func lend(_ object: some AnyObject) -> OpaquePointer {
        unsafe OpaquePointer(Unmanaged.passUnretained(object).toOpaque())
    }

    /// The object behind a pointer; nil for NULL. The pointer must be one that `give` or `lend` made of that type.
    static func object<Object: AnyObject>(_ type: Object.Type, _ pointer: OpaquePointer?) -> Object? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
    }

    /// Takes a reference back.
    static func release<Object: AnyObject>(_ type: Object.Type, _ pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return }
        unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).release()
    }

    /// Adds a reference.
    static func retain<Object: AnyObject>(_ type: Object.Type, _ pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return }
        _ = unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).retain()
    }
}
