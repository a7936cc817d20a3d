extension LiteralExtractor {
    /// A node as a row of elements: groups opened, the certain part of a repetition written out.
    func row(_ node: RegexNode) -> [RegexNode] {
        switch node {
        case .sequence(let items): items.flatMap(row)
        case .capture(let body, _), .atomic(let body): row(body)
        case .repetition(let body, let least, let most, let greed) where least > 0 && strings(node) == nil:
            writtenOut(body, least, most, greed)
        default: [node]
        }
    }

    private func writtenOut(_ body: RegexNode, _ least: Int, _ most: Int?, _ greed: RegexNode.Greed) -> [RegexNode] {
        let copies = min(least, 3)
        guard let strings = strings(body), strings.count <= 8 else {
            return [.repetition(body, min: least, max: most, greed)]
        }
        let rest = RegexNode.repetition(body, min: least - copies, max: most.map { $0 - copies }, greed)
        return (0..<copies).flatMap { _ in row(body) } + (most == copies ? [] : [rest])
    }

    func element(_ node: RegexNode) -> Element {
        Element(node: node, strings: strings(node), extent: node.extent(unicode: regex.unicode))
    }

    /// All strings a node can match, if they are few and short.
    private func strings(_ node: RegexNode) -> [Literal]? {
        switch node {
        case .character(let set): return strings(set)
        case .newline: return nil
        case .look, .assertion: return [[]]
        case .capture(let body, _), .atomic(let body): return strings(body)
        case .sequence(let items):
            var all: [Literal] = [[]]
            for item in items {
                guard let next = strings(item), let longer = product(all, next), isShort(longer) else { return nil }
                all = longer
            }
            return all
        case .alternation(let branches):
            var all: Set<Literal> = []
            for branch in branches {
                guard let next = strings(branch) else { return nil }
                all.formUnion(next)
                if all.count > Self.maxLiterals { return nil }
            }
            return all.sorted { $0.map(\.byte).lexicographicallyPrecedes($1.map(\.byte)) }
        case .repetition(let body, let least, let most, _):
            guard let most, most <= Self.maxLiteralLength, let one = strings(body) else { return nil }
            return powers(of: one, least, most)
        }
    }

    private func isShort(_ literals: [Literal]) -> Bool {
        literals.allSatisfy { $0.count <= Self.maxLiteralLength * 2 }
    }

    private func powers(of one: [Literal], _ least: Int, _ most: Int) -> [Literal]? {
        var power: [Literal] = [[]]
        var all: [Literal] = least == 0 ? [[]] : []
        for count in stride(from: 1, through: most, by: 1) {
            guard let next = product(power, one), isShort(next) else { return nil }
            power = next
            if count >= least { all += power }
            if all.count > Self.maxLiterals { return nil }
        }
        return all
    }

    private func strings(_ set: CharacterClass) -> [Literal]? {
        if set.bytes.count > Self.maxClassSize * 2 { return nil }
        var all: [Literal] = []
        for byte in set.bytes.members {
            let hasBothCases = byte.isASCIILetter && set.bytes.contains(byte ^ 0x20)
            if hasBothCases, byte & 0x20 == 0 { continue }
            all.append([Symbol(byte: byte, caseless: hasBothCases)])
        }
        for range in set.wide {
            if range.count > 8 { return nil }
            for scalar in range {
                let bytes = CharacterClass.utf8(scalar)
                if !bytes.isEmpty { all.append(bytes.map { Symbol(byte: $0, caseless: false) }) }
            }
        }
        return all.isEmpty || all.count > Self.maxClassSize ? nil : all
    }
}
