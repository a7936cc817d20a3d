/// The body of a function that was passed over, and what its parser needs to come back to it.
struct UnreadBody {
    /// The block that stands for it: it has no children until they are asked for.
    var block: NodeID
    var function = NodeID.none
    /// Where the colon before it stands, how far its function is indented, and how deep it is nested.
    var colon: UInt32
    var column: UInt32
    var depth: UInt32
    /// True if an import stands in it.
    var hasImport: Bool
}

/// Bodies of functions that are read when they are first looked into. Of what is imported few are: the answers are the same, in a
/// fraction of the time and memory.
extension SyntaxTree {
    /// True while there is a body that was not read.
    package var isOutline: Bool { bodiesRead.count < bodies.count }

    /// True if nothing was passed over: only then nodes come in the order in which a parser makes them.
    package var wasReadWhole: Bool { bodies.isEmpty }

    /// Says whose body was passed over; nothing for one that was not.
    func note(_ function: NodeID, of body: NodeID) {
        guard let last = bodies.last, last.block == body else { return }
        bodies[bodies.count - 1].function = function
    }

    /// Reads the body that `block` stands for.
    @usableFromInline
    func read(_ block: NodeID) {
        var (low, high) = (0, bodies.count)
        while low < high {
            let middle = (low + high) / 2
            if bodies[middle].block.index < block.index { low = middle + 1 } else { high = middle }
        }
        guard low < bodies.count, bodies[low].block == block else { return }
        read(bodies[low])
    }

    private func read(_ body: UnreadBody) {
        let block = body.block
        guard self[block].flags.contains(.isUnread) else { return }
        nodes[Int(block.index)].flags.remove(.isUnread)
        bodiesRead.append(block)
        let (first, hasYield) = PythonParser.read(body, of: self)
        nodes[Int(block.index)].first = first
        if hasYield, !body.function.isNone { nodes[Int(body.function.index)].flags.insert(.isGenerator) }
    }

    /// Reads the bodies in a part of the source, for who looks through all of it.
    package func readBodies(in range: Range<Int>) { readBodies(in: range) { _ in true } }

    /// Reads those of them in which `name` stands behind a dot.
    package func readBodies(in range: Range<Int>, withMember name: String) {
        guard isOutline else { return }
        if members == nil {
            members = unsafe withSource { unsafe PythonMembers($0, in: bodies.map { self[$0.block].range }) }
        }
        for index in members?.bodies(with: name) ?? [] where range.contains(Int(self[bodies[index].block].start)) {
            read(bodies[index])
        }
    }

    /// Reads the bodies in which something is imported.
    package func readBodiesWithImports() { readBodies(in: 0..<count, where: \.hasImport) }

    /// Bodies come in the order of the source, and none within another.
    private func readBodies(in range: Range<Int>, where isMeant: (UnreadBody) -> Bool) {
        guard isOutline else { return }
        func start(of index: Int) -> Int { Int(self[bodies[index].block].start) }
        var (index, high) = (0, bodies.count)
        while index < high {
            let middle = (index + high) / 2
            if start(of: middle) < range.lowerBound { index = middle + 1 } else { high = middle }
        }
        while index < bodies.count, start(of: index) < range.upperBound {
            let body = bodies[index]
            index += 1
            if self[body.block].flags.contains(.isUnread), isMeant(body) { read(body) }
        }
    }
}
