internal import Synchronization

/// An object that is made when it is first asked for, by whichever threads ask first; one of what they make is kept. Asking again costs one
/// atomic load and counts no reference: threads would fight over the count.
@safe
package final class SharedLazy<Value: AnyObject & Sendable>: Sendable {
    /// Of the object, which is owned; 0 until there is one.
    private let address = Atomic<UInt>(0)

    package init() {}

    deinit {
        let address = address.load(ordering: .acquiring)
        if let pointer = unsafe UnsafeRawPointer(bitPattern: address) {
            unsafe Unmanaged<Value>.fromOpaque(pointer).release()
        }
    }

    /// Gives `body` the object. `make` may be called by several threads at once.
    package func read<Result>(making make: () -> Value, _ body: (Value) -> Result) -> Result {
        var known = address.load(ordering: .acquiring)
        if known == 0 {
            let made = unsafe Unmanaged.passRetained(make())
            let (stored, first) = address.compareExchange(
                expected: 0, desired: unsafe UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
            if !stored { unsafe made.release() }
            known = stored ? unsafe UInt(bitPattern: made.toOpaque()) : first
        }
        guard let pointer = unsafe UnsafeRawPointer(bitPattern: known) else { return body(make()) }
        return unsafe Unmanaged<Value>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
    }
}
