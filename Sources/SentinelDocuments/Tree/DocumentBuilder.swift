/// Makes a tree, node by node, in the order in which they stand in the file.
struct DocumentBuilder {
    let source: DocumentSource
    let limits: DocumentLimits
    private(set) var records: [DocumentRecord] = []
    private(set) var roots: [UInt32] = []
    private(set) var texts = OwnTexts()
    private(set) var mistake: Mistake?
    var isPartial = false
    private var open: [Open] = []

    /// What is wrong, and where; `place` only where the offset does not tell it.
    struct Mistake: Error {
        var message: String
        var offset: Int
        var place: DocumentPlace?

        init(_ message: String, at offset: Int) {
            self.message = message
            self.offset = offset
        }

        init(_ message: String, at place: DocumentPlace) {
            self.message = message
            offset = place.offset
            self.place = place
        }
    }

    /// A mapping or sequence that has begun and not ended, and the last of its children.
    private struct Open {
        var id: UInt32
        var last: UInt32 = 0
        var isMapping: Bool
        /// True where a mapping has a key without a value.
        var isOwing = false
    }

    init(_ source: DocumentSource, limits: DocumentLimits) {
        self.source = source
        self.limits = limits
        records.reserveCapacity(min(source.count / 12, limits.nodes) + 1)
    }

    /// True where nothing is open: what comes next is a root.
    var isAtRoot: Bool { open.isEmpty }
    /// True inside a mapping, false inside a sequence and outside of everything.
    var isInMapping: Bool { open.last?.isMapping ?? false }

    /// Keeps the first mistake.
    mutating func note(_ mistake: Mistake) {
        if self.mistake == nil { self.mistake = mistake }
    }

    mutating func replaceMistake(by mistake: Mistake) { self.mistake = mistake }

    mutating func note(_ message: @autoclosure () -> String, at offset: Int) {
        if mistake == nil { mistake = Mistake(message(), at: offset) }
    }

    @discardableResult
    mutating func add(_ kind: DocumentKind, _ range: Range<Int>, _ form: TextForm = .verbatim) throws(Mistake)
        -> UInt32
    {
        guard records.count < limits.nodes else {
            throw Mistake("more than \(limits.nodes) values", at: range.lowerBound)
        }
        return append(
            DocumentRecord(
                start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound),
                kind: kind, form: form))
    }

    /// Adds a scalar whose text is not in the file as it is.
    @discardableResult
    mutating func add(_ kind: DocumentKind, _ range: Range<Int>, text: some Sequence<UInt8>) throws(Mistake)
        -> UInt32
    {
        let id = try add(kind, range, .own)
        texts.append(text, for: id)
        return id
    }

    /// Adds a node that stands for `target`.
    mutating func addAlias(of target: UInt32, at range: Range<Int>) throws(Mistake) {
        let id = try add(.alias, range)
        records[Int(id)].child = target
    }

    private mutating func append(_ record: DocumentRecord) -> UInt32 {
        let id = UInt32(truncatingIfNeeded: records.count)
        records.append(record)
        let top = open.count - 1
        guard top >= 0 else {
            roots.append(id)
            return id
        }
        if open[top].last == 0 {
            records[Int(open[top].id)].child = id
        } else {
            records[Int(open[top].last)].next = id
        }
        open[top].last = id
        if open[top].isMapping { open[top].isOwing.toggle() }
        return id
    }

    /// Begins a mapping or sequence; what is added goes into it until `end`.
    @discardableResult
    mutating func begin(_ kind: DocumentKind, at start: Int) throws(Mistake) -> UInt32 {
        guard open.count < limits.depth else {
            throw Mistake("nested deeper than \(limits.depth) levels", at: start)
        }
        let id = try add(kind, start..<start)
        open.append(Open(id: id, isMapping: kind == .mapping))
        return id
    }

    /// Ends the innermost one; `end` nil: where its last child ends.
    @discardableResult
    mutating func end(at end: Int? = nil) -> UInt32? {
        guard let done = open.popLast() else { return nil }
        let own = records[Int(done.id)]
        let end = end ?? (done.last == 0 ? Int(own.end) : Int(records[Int(done.last)].end))
        records[Int(done.id)].end = UInt32(truncatingIfNeeded: max(end, Int(own.start)))
        return done.id
    }

    /// A mapping or sequence that anything can be added to at any time, in formats that come back to their tables.
    struct Parent {
        var id: UInt32
        fileprivate var last: UInt32 = 0

        init(id: UInt32) { self.id = id }
    }

    /// Adds a node to `parent`, with a text of its own where the file does not have it.
    @discardableResult
    mutating func add(
        _ kind: DocumentKind, _ range: Range<Int>, _ form: TextForm = .verbatim, text: [UInt8]? = nil,
        to parent: inout Parent
    ) throws(Mistake) -> UInt32 {
        open.append(Open(id: parent.id, last: parent.last, isMapping: false))
        defer { parent.last = open.removeLast().last }
        guard let text else { return try add(kind, range, form) }
        return try add(kind, range, text: text)
    }

    mutating func setEnd(_ end: Int, of id: UInt32) { records[Int(id)].end = UInt32(truncatingIfNeeded: end) }

    /// Lets every mapping and sequence reach to where the last of what is in it ends.
    mutating func widen() {
        for index in records.indices.reversed() where !records[index].kind.isScalar {
            var child = records[index].child
            while child != 0 {
                records[index].end = max(records[index].end, records[Int(child)].end)
                child = records[Int(child)].next
            }
        }
    }

    /// Ends everything that is open, after a mistake. A key without a value gets an empty one.
    mutating func endAll(at end: Int) {
        while let last = open.last {
            if last.isOwing {
                _ = append(
                    DocumentRecord(
                        start: UInt32(truncatingIfNeeded: end), end: UInt32(truncatingIfNeeded: end), kind: .null))
            }
            self.end(at: end)
        }
    }
}
