import Glibc

/// A parsed file: nodes, names and zones over its source. Reused for one file after the other; used by one thread at a time.
@safe
package final class SyntaxTree {
    /// The source, and `padding` zero bytes behind it, so that lexers look ahead without asking.
    var storage: [UInt8] = []
    static let padding = 16
    package internal(set) var count = 0
    package internal(set) var language = Language.python
    package internal(set) var nodes: [SyntaxNode] = []
    package internal(set) var zones = Zones()
    package internal(set) var root = NodeID.none
    /// True where something could not be understood, or was too deep or too large.
    package internal(set) var isPartial = false
    var names = NameTable()
    /// Bodies of functions that were passed over, in the order of their blocks, and the blocks of those that were read since.
    var bodies: [UnreadBody] = []
    package internal(set) var bodiesRead: [NodeID] = []
    /// Found when it is first asked for.
    var members: PythonMembers?
    /// False where only nodes are asked for.
    var notesZones = true

    package init() {}

    /// Forgets what was parsed and takes a copy of the next source.
    func start(_ source: UnsafeBufferPointer<UInt8>, _ language: Language) {
        self.language = language
        storage.removeAll(keepingCapacity: true)
        storage.reserveCapacity(source.count + Self.padding)
        unsafe storage.append(contentsOf: source)
        storage.append(contentsOf: repeatElement(0, count: Self.padding))
        count = source.count
        nodes.removeAll(keepingCapacity: true)
        // Of a large file, as many as most have: growing by doubling would take twice the memory, while what is not used costs nothing.
        if source.count > 1 << 16, language.hasOutline { nodes.reserveCapacity(source.count / 4) }
        nodes.append(SyntaxNode(kind: .error, start: 0, end: 0))
        zones.removeAll()
        names.removeAll()
        bodies.removeAll(keepingCapacity: true)
        bodiesRead.removeAll(keepingCapacity: true)
        members = nil
        root = .none
        isPartial = false
    }

    @inlinable @inline(__always)
    package subscript(_ id: NodeID) -> SyntaxNode { nodes[Int(id.index)] }

    /// Lends the source.
    package func withSource<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe storage.withUnsafeBufferPointer { unsafe body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// Source text; empty for what does not lie in it.
    package func text(_ range: Range<Int>) -> ArraySlice<UInt8> {
        range.lowerBound >= 0 && range.upperBound <= count ? storage[range] : []
    }

    package func text(of id: NodeID) -> ArraySlice<UInt8> { text(self[id].range) }

    /// The same as a String; invalid UTF-8 becomes U+FFFD.
    package func string(_ range: Range<Int>) -> String { String(decoding: text(range), as: UTF8.self) }
}
