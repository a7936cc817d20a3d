extension SyntaxTree {
    /// Offsets at which lines start; lines end with LF, CRLF or a lone CR. For many questions about one tree.
    package func lineStarts() -> [Int] {
        var starts = [0]
        for index in 0..<count {
            let byte = storage[index]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && storage[index + 1] != UInt8(ascii: "\n") {
                starts.append(index + 1)
            }
        }
        return starts
    }

    /// The line, from 1, of an offset, by what `lineStarts` returned.
    package static func line(of offset: Int, in starts: [Int]) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
