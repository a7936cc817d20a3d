internal import CPlugin
internal import Glibc

/// Memory into which file contents are copied for plugins, each followed by zero bytes. Whoever has the descriptor can map it and
/// read it.
@safe
package final class PluginArena {
    let size: Int
    private let base: UnsafeMutablePointer<UInt8>
    let descriptor: Int32
    private var used = 0

    static let padding = Int(CPLUGIN_PADDING)

    /// Room for one file of `largest` bytes. Pages that nothing was written to take no memory.
    init(largest: Int) throws(PluginFailure) {
        size = largest + Self.padding + 4096
        var place: UnsafeMutablePointer<UInt8>?
        descriptor = unsafe cplugin_arena_new(size, &place)
        guard let place = unsafe place else { throw PluginFailure(.host, "there is no memory to share with plugins") }
        unsafe base = place
    }

    deinit {
        unsafe cplugin_unmap(base, size)
        close(descriptor)
    }

    /// What lies at a place that `add` returned.
    package func content(_ place: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: base + place.lowerBound, count: place.count)
    }

    /// How full it is.
    package var count: Int { used }

    /// Where the next content may be written; nil when there is no room for so many bytes.
    package func room(for count: Int) -> UnsafeMutableRawBufferPointer? {
        guard count <= size - used else { return nil }
        return unsafe UnsafeMutableRawBufferPointer(start: base + used, count: size - used)
    }

    /// Takes `content` in, which is copied unless it was written where it belongs; nil when there is no room left.
    package func add(_ content: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard content.count <= size - used - Self.padding else { return nil }
        let start = used
        if let source = content.baseAddress, unsafe source != UnsafePointer(base + start) {
            unsafe (base + start).update(from: source, count: content.count)
        }
        let end = start + content.count
        unsafe (base + end).update(repeating: 0, count: Self.padding)
        used = (end + Self.padding + 63) & ~63
        return start..<end
    }

    package func removeAll() { used = 0 }
}
