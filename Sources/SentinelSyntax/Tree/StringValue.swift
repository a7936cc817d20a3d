/// What a string of a program says, and where each byte of it stands in the source.
package struct StringValue: Sendable {
    /// UTF-8, but for byte strings and what `\x` puts into those of Go. Half a surrogate pair is U+FFFD.
    package internal(set) var bytes: [UInt8] = []
    /// False where something is left out: an interpolation, or a part that is not a string.
    package internal(set) var isComplete = true
    private(set) var runs: [Run] = []

    /// Bytes that stand as they are in the source, or (of another length there) what one escape says.
    struct Run: Sendable {
        var value: Range<UInt32>
        var source: Range<UInt32>

        var isVerbatim: Bool { value.count == source.count }
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Where bytes of the value stand in the source; what an escape says stands where the whole escape does. Nil outside of the value,
    /// and for no bytes.
    package func sourceRange(of range: Range<Int>) -> Range<Int>? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        let (first, last) = (runs[run(at: range.lowerBound)], runs[run(at: range.upperBound - 1)])
        let start = Int(first.source.lowerBound)
        let lower = first.isVerbatim ? start + range.lowerBound - Int(first.value.lowerBound) : start
        let end = Int(last.source.upperBound)
        let upper = last.isVerbatim ? end - (Int(last.value.upperBound) - range.upperBound) : end
        return lower..<max(lower, upper)
    }

    private func run(at offset: Int) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].value.upperBound) <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Appends what the source says at `source`.
    mutating func append(_ new: some Collection<UInt8>, from source: Range<Int>) {
        guard !new.isEmpty else { return }
        let start = UInt32(clamping: bytes.count)
        bytes.append(contentsOf: new)
        let run = Run(
            value: start..<UInt32(clamping: bytes.count),
            source: UInt32(clamping: source.lowerBound)..<UInt32(clamping: source.upperBound))
        if run.isVerbatim, let last = runs.last, last.isVerbatim, last.source.upperBound == run.source.lowerBound {
            runs[runs.count - 1].value = last.value.lowerBound..<run.value.upperBound
            runs[runs.count - 1].source = last.source.lowerBound..<run.source.upperBound
        } else {
            runs.append(run)
        }
    }
}

extension SyntaxTree {
    /// The value of a string, of adjacent ones, of one with interpolations (these are left out), or of a sum of such. Of other nodes it
    /// is empty and not complete.
    package func stringValue(of id: NodeID) -> StringValue {
        var value = StringValue()
        unsafe withBase { source in
            var decoder = unsafe StringDecoder(source, value)
            decode(id, &decoder)
            value = decoder.value
        }
        return value
    }

    /// The value of a piece of text in `string`, which has interpolations too.
    package func stringValue(of piece: NodeID, in string: NodeID) -> StringValue {
        var value = StringValue()
        unsafe withBase { source in
            var decoder = unsafe StringDecoder(source, value)
            decode(self[piece].range, of: string, &decoder)
            value = decoder.value
        }
        return value
    }

    private func decode(_ id: NodeID, _ decoder: inout StringDecoder) {
        // With each piece of text goes the string it is a piece of.
        var stack = [(id, id)]
        while let (at, whole) = stack.popLast() {
            let node = self[at]
            switch node.kind {
            case .string where child(of: at, .part).isNone:
                let start = Int(node.start) + Int(node.leading)
                decode(start..<max(start, Int(node.end) - Int(node.trailing)), of: at, &decoder)
            case .string: stack += children(of: at, .part).reversed().map { ($0, at) }
            case .stringPart: decode(node.range, of: whole, &decoder)
            case .binary where node.operation == .add:
                stack += [(child(of: at, .right), at), (child(of: at, .left), at)]
            case .cast: stack.append((child(of: at, .value), at))
            default: decoder.value.isComplete = false
            }
        }
    }

    /// The content `range` of `string`, or a piece of it.
    private func decode(_ range: Range<Int>, of string: NodeID, _ decoder: inout StringDecoder) {
        let flags = self[string].flags
        switch language {
        case .python: decoder.python(range, flags)
        case .javascript, .typescript, .tsx: decoder.script(range, isRaw: flags.contains(.isRaw))
        case .go:
            let opening = text(of: string).first
            decoder.go(range, isRaw: flags.contains(.isRaw) || opening == UInt8(ascii: "`"))
        default: decoder.copy(range)
        }
    }
}
