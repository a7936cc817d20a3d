package import SentinelSyntax

/// What is bound in all scopes of a file, in two arrays: no name costs an allocation of its own. Filled by a walk, then closed; and again for each
/// body that is read later.
final class BindingTable {
    private struct Entry {
        var scope: Int32
        var name: NameID
        /// The next name of the same scope, and the next entry of the same hash.
        var next: Int32 = -1
        var nextAlike: Int32 = -1
        /// While it is filled: its first and last link.
        var first: Int32 = -1
        var last: Int32 = -1
        /// Once it is closed: where its bindings begin.
        var start: Int32 = 0
        var count: Int32 = 0
    }

    private struct Link {
        var binding: Binding
        var next: Int32 = -1
    }

    private var entries: [Entry] = []
    private var links: [Link] = []
    /// What was added to since the table was closed.
    private var filled: [Int32] = []
    private var bindings: [Binding] = []
    private var buckets = [Int32](repeating: -1, count: 64)
    /// By scope, its first and last name.
    private var ends: [(first: Int32, last: Int32)] = []

    func addScope() { ends.append((-1, -1)) }

    /// `isFirst`: before those that are known of the name.
    func add(_ binding: Binding, to name: NameID, in scope: Int, isFirst: Bool = false) {
        let entry = entry(of: name, in: scope)
        if entries[entry].first < 0 { open(entry) }
        let link = Int32(links.count)
        links.append(Link(binding: binding))
        entries[entry].count += 1
        if entries[entry].first < 0 {
            entries[entry].first = link
            entries[entry].last = link
        } else if isFirst {
            links[Int(link)].next = entries[entry].first
            entries[entry].first = link
        } else {
            links[Int(entries[entry].last)].next = link
            entries[entry].last = link
        }
    }

    /// Gives a name its links back.
    private func open(_ entry: Int) {
        filled.append(Int32(entry))
        for binding in bindings(of: entries[entry]) {
            let link = Int32(links.count)
            links.append(Link(binding: binding))
            if entries[entry].first < 0 {
                entries[entry].first = link
            } else {
                links[Int(entries[entry].last)].next = link
            }
            entries[entry].last = link
        }
    }

    /// True if a scope binds a name, as far as the walk has come.
    func binds(_ name: NameID, in scope: Int) -> Bool { find(name, in: scope) != nil }

    private func find(_ name: NameID, in scope: Int) -> Int? {
        var at = buckets[bucket(of: name, in: scope)]
        while at >= 0 {
            if entries[Int(at)].name == name, entries[Int(at)].scope == scope { return Int(at) }
            at = entries[Int(at)].nextAlike
        }
        return nil
    }

    /// Lays the bindings of each name side by side.
    func close() {
        if bindings.isEmpty { bindings.reserveCapacity(links.count) }
        for index in filled {
            var link = entries[Int(index)].first
            entries[Int(index)].first = -1
            entries[Int(index)].start = Int32(bindings.count)
            while link >= 0 {
                bindings.append(links[Int(link)].binding)
                link = links[Int(link)].next
            }
        }
        links = []
        filled = []
    }

    /// What a scope binds a name to; nil if to nothing.
    func bindings(of name: NameID, in scope: Int) -> ArraySlice<Binding>? {
        find(name, in: scope).map { bindings(of: entries[$0]) }
    }

    /// The names that a scope binds, in the order in which it does.
    func names(in scope: Int) -> ScopeNames { ScopeNames(table: self, at: ends[scope].first) }

    fileprivate func name(at place: Int32) -> (element: ScopeNames.Element, next: Int32) {
        let entry = entries[Int(place)]
        return ((entry.name, bindings(of: entry)), entry.next)
    }

    private func bindings(of entry: Entry) -> ArraySlice<Binding> {
        bindings[Int(entry.start)..<Int(entry.start + entry.count)]
    }

    private func bucket(of name: NameID, in scope: Int) -> Int {
        let mixed = (UInt64(name.index) << 32 | UInt64(truncatingIfNeeded: scope)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (buckets.count - 1)
    }

    private func entry(of name: NameID, in scope: Int) -> Int {
        if let known = find(name, in: scope) { return known }
        if entries.count >= buckets.count { grow() }
        let bucket = bucket(of: name, in: scope)
        let made = Int32(entries.count)
        entries.append(
            Entry(scope: Int32(truncatingIfNeeded: scope), name: name, nextAlike: buckets[bucket]))
        buckets[bucket] = made
        if ends[scope].first < 0 { ends[scope].first = made } else { entries[Int(ends[scope].last)].next = made }
        ends[scope].last = made
        return Int(made)
    }

    private func grow() {
        buckets = [Int32](repeating: -1, count: buckets.count * 4)
        for index in entries.indices {
            let bucket = bucket(of: entries[index].name, in: Int(entries[index].scope))
            entries[index].nextAlike = buckets[bucket]
            buckets[bucket] = Int32(index)
        }
    }
}

/// The names that a scope binds, and to what.
package struct ScopeNames: Sequence, IteratorProtocol {
    package typealias Element = (name: NameID, bindings: ArraySlice<Binding>)

    fileprivate let table: BindingTable
    fileprivate var at: Int32

    package mutating func next() -> Element? {
        guard at >= 0 else { return nil }
        let found = table.name(at: at)
        at = found.next
        return found.element
    }
}
