/// A family of texts that may make a pattern backtrack: `prefix`, then `pump` again and again, then `suffix`.
struct RegexProbe: Hashable {
    /// What a lookbehind at the pattern's start wants to see; matching starts behind it.
    var before: [UInt8]
    var prefix: [UInt8]
    var pump: [UInt8]
    var suffix: [UInt8]

    func text(_ count: Int) -> [UInt8] {
        var text = before + prefix
        text.reserveCapacity(text.count + pump.count * count + suffix.count)
        for _ in 0..<count { text += pump }
        return text + suffix
    }
}

/// Derives probes from a parsed pattern: for each quantifier, what leads to it, then what it repeats, then what fails.
///
/// A pattern is slow on texts that several quantifiers can share in many ways. So the characters of a probe are chosen
/// by how many of the pattern's repeated classes contain them, and a few different choices are tried.
struct RegexProbes {
    private static let maxProbes = 96
    private static let choices = 4
    private static let maxWitness = 4_096

    private let regex: ParsedRegex
    /// One byte for each set of bytes that the pattern does not tell apart, the most shared first.
    private var ranking: [UInt8] = []
    /// In the fewest classes: what the pattern most likely does not want.
    private var stranger: UInt8 = 0x01
    private var found: [RegexProbe] = []
    private var seen: Set<RegexProbe> = []

    static func all(for regex: ParsedRegex) -> [RegexProbe] {
        var probes = RegexProbes(regex: regex)
        probes.rank()
        for choice in 0..<max(1, min(choices, probes.ranking.count)) { probes.collect(preferring: choice) }
        return probes.found
    }

    private init(regex: ParsedRegex) { self.regex = regex }

    // MARK: Characters

    private mutating func rank() {
        var classes: [(set: ByteSet, repeated: Bool)] = []
        Self.classes(regex.root, repeated: false, into: &classes)
        var best: [UInt64: UInt8] = [:]
        var order: [(byte: UInt8, shared: Int, single: Int)] = []
        for byte in Self.readable {
            var signature: UInt64 = 0
            var shared = 0
            var single = 0
            for (index, entry) in classes.enumerated() where entry.set.contains(byte) {
                signature ^= 0x9E37_79B9_7F4A_7C15 &* UInt64(truncatingIfNeeded: index * 2 + 1)
                if entry.repeated { shared += 1 } else { single += 1 }
            }
            if best.updateValue(byte, forKey: signature) != nil { continue }
            order.append((byte, shared, single))
        }
        order.sort { ($1.shared, $0.single) < ($0.shared, $1.single) }
        stranger = order.min { $0.shared + $0.single < $1.shared + $1.single }?.byte ?? 0x01
        ranking = order.map(\.byte)
    }

    /// All bytes, those an author reads most easily first.
    private static let readable: [UInt8] = {
        let plain = Array("ax0A_ .-/:=;,'\"!".utf8) + [0x0A, 0x01]
        return plain + (0...0x7F).filter { !plain.contains($0) } + (0x80...0xFF)
    }()

    private static func classes(_ node: RegexNode, repeated: Bool, into all: inout [(set: ByteSet, repeated: Bool)]) {
        switch node {
        case .character(let set): all.append((set.firstBytes, repeated))
        case .newline: all.append((CharacterClass.vertical.bytes, repeated))
        case .sequence(let items), .alternation(let items):
            for item in items { classes(item, repeated: repeated, into: &all) }
        case .repetition(let body, _, let most, _): classes(body, repeated: repeated || most ?? 2 > 1, into: &all)
        case .capture(let body, _), .atomic(let body), .look(let body, _, _):
            classes(body, repeated: repeated, into: &all)
        case .assertion: break
        }
    }

    // MARK: Probes

    private mutating func collect(preferring choice: Int) {
        var order = ranking
        if choice < order.count { order.insert(order.remove(at: choice), at: 0) }
        visit(regex.root, after: [], before: Self.lookedBehind(regex.root, order), order)
    }

    private mutating func visit(_ node: RegexNode, after prefix: [UInt8], before: [UInt8], _ order: [UInt8]) {
        switch node {
        case .sequence(let items):
            var prefix = prefix
            for item in items {
                visit(item, after: prefix, before: before, order)
                prefix += Self.witness(item, order, long: false)
                if prefix.count > Self.maxWitness { return }
            }
        case .alternation(let branches):
            for branch in branches { visit(branch, after: prefix, before: before, order) }
        case .repetition(let body, let least, let most, _):
            if most ?? .max >= 4 {
                for pump in Self.pumps(body, order) { add(prefix, pump, before) }
            }
            if most ?? 1 > 0 || least > 0 { visit(body, after: prefix, before: before, order) }
        case .capture(let body, _), .atomic(let body), .look(let body, behind: false, _):
            visit(body, after: prefix, before: before, order)
        case .character, .newline, .assertion, .look: break
        }
    }

    private mutating func add(_ prefix: [UInt8], _ pump: [UInt8], _ before: [UInt8]) {
        guard !pump.isEmpty, pump.count <= 64 else { return }
        for suffix in [[stranger], []] {
            guard found.count < Self.maxProbes else { return }
            let probe = RegexProbe(before: before, prefix: prefix, pump: pump, suffix: suffix)
            if seen.insert(probe).inserted { found.append(probe) }
        }
    }

    /// What one round of a repetition can take: little, more, each branch, and all branches in turn.
    private static func pumps(_ body: RegexNode, _ order: [UInt8]) -> [[UInt8]] {
        var all = [witness(body, order, long: false), witness(body, order, long: true)]
        var inner = body
        while true {
            if case .capture(let next, _) = inner {
                inner = next
            } else if case .atomic(let next) = inner {
                inner = next
            } else {
                break
            }
        }
        if case .alternation(let branches) = inner {
            let each = branches.prefix(4).map { witness($0, order, long: false) }
            all += each
            all.append(each.flatMap(\.self))
        }
        return all
    }

    private static func lookedBehind(_ node: RegexNode, _ order: [UInt8]) -> [UInt8] {
        switch node {
        case .look(let body, behind: true, negative: false): witness(body, order, long: false)
        case .sequence(let items): items.first.map { lookedBehind($0, order) } ?? []
        case .alternation(let branches): branches.first.map { lookedBehind($0, order) } ?? []
        case .capture(let body, _), .atomic(let body): lookedBehind(body, order)
        default: []
        }
    }

    /// A text the node matches; with `long`, optional parts are in it. Lookarounds are not asked.
    private static func witness(_ node: RegexNode, _ order: [UInt8], long: Bool) -> [UInt8] {
        switch node {
        case .character(let set):
            if let byte = order.first(where: set.bytes.contains) ?? set.bytes.members.first { return [byte] }
            return set.wide.first.map { CharacterClass.utf8($0.lowerBound) } ?? []
        case .newline: return [0x0A]
        case .sequence(let items):
            var text: [UInt8] = []
            for item in items where text.count <= maxWitness { text += witness(item, order, long: long) }
            return text
        case .alternation(let branches): return branches.first.map { witness($0, order, long: long) } ?? []
        case .repetition(let body, let least, let most, _):
            let one = witness(body, order, long: long)
            let count = max(least, long && most != 0 ? 1 : 0)
            return Array(repeatElement(one, count: min(count, maxWitness / max(one.count, 1) + 1)).joined())
        case .capture(let body, _), .atomic(let body): return witness(body, order, long: long)
        case .look, .assertion: return []
        }
    }
}
