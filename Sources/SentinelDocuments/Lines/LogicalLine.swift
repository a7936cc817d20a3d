/// A line of a Dockerfile with those that go on with it, joined; comments among them are left out.
struct LogicalLine {
    private(set) var bytes: [UInt8] = []
    private var offsets: [Int] = []
    let start: Int
    private(set) var end: Int

    /// Takes the line from `scanner`, its end included.
    init(_ scanner: inout TextScanner, escape: UInt8) {
        start = scanner.at
        end = scanner.at
        while true {
            let lineEnd = scanner.lineEnd
            var stop = lineEnd
            while stop > scanner.at, TextScanner.isBlank(scanner.source[stop - 1]) { stop -= 1 }
            let goesOn = stop > scanner.at && scanner.source[stop - 1] == escape
            if goesOn { stop -= 1 }
            for index in scanner.at..<stop {
                bytes.append(scanner.source[index])
                offsets.append(index)
            }
            if stop > scanner.at { end = goesOn ? stop + 1 : stop }
            scanner.at = lineEnd
            scanner.skipLineEnd()
            guard goesOn else { break }
            while !scanner.isAtEnd, scanner.isEmptyOrComment { scanner.skipLine() }
            if scanner.isAtEnd { break }
        }
        while let last = bytes.last, TextScanner.isBlank(last) {
            bytes.removeLast()
            offsets.removeLast()
        }
    }

    /// Where the byte lies in the file.
    func offset(_ index: Int) -> Int { offsets.indices.contains(index) ? offsets[index] : end }

    func source(_ range: Range<Int>) -> Range<Int> {
        guard let last = range.last, last < offsets.count else { return end..<end }
        return offsets[range.lowerBound]..<(offsets[last] + 1)
    }

    func upper(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self).uppercased() }

    func starts(_ range: Range<Int>, with text: String) -> Bool { bytes[range].starts(with: text.utf8) }

    /// Takes the next word, quotes in it respected, and the blanks behind it.
    func word(_ rest: inout Range<Int>) -> Range<Int> {
        let start = rest.lowerBound
        var at = start
        var quote: UInt8?
        while at < rest.upperBound {
            let byte = bytes[at]
            if let open = quote {
                if byte == open { quote = nil } else if byte == UInt8(ascii: "\\"), at + 1 < rest.upperBound { at += 1 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if TextScanner.isBlank(byte) {
                break
            }
            at += 1
        }
        let word = start..<at
        while at < rest.upperBound, TextScanner.isBlank(bytes[at]) { at += 1 }
        rest = at..<rest.upperBound
        return word
    }

    /// The strings of an array in JSON, quotes included; nil unless `rest` is nothing else.
    func jsonItems(_ rest: Range<Int>) -> [Range<Int>]? {
        guard starts(rest, with: "["), let last = bytes[rest].last, last == UInt8(ascii: "]") else { return nil }
        var items: [Range<Int>] = []
        var at = rest.lowerBound + 1
        func skipBlanks() { while at < rest.upperBound, TextScanner.isBlank(bytes[at]) { at += 1 } }
        skipBlanks()
        while at < rest.upperBound - 1 {
            guard bytes[at] == UInt8(ascii: "\"") else { return nil }
            let start = at
            at += 1
            while at < rest.upperBound, bytes[at] != UInt8(ascii: "\"") {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard at < rest.upperBound - 1 else { return nil }
            at += 1
            items.append(start..<at)
            skipBlanks()
            if bytes[at] == UInt8(ascii: ",") {
                at += 1
                skipBlanks()
            } else if at != rest.upperBound - 1 {
                return nil
            }
        }
        return items
    }

    /// The words that end the heredocs which are opened here: `<<EOF`, `<<-"EOF"`.
    var heredocs: [[UInt8]] {
        var marks: [[UInt8]] = []
        var at = 0
        while at + 2 < bytes.count {
            guard bytes[at] == UInt8(ascii: "<"), bytes[at + 1] == UInt8(ascii: "<"),
                at == 0 || bytes[at - 1] != bytes[at]
            else {
                at += 1
                continue
            }
            at += 2
            if bytes[at] == UInt8(ascii: "-") { at += 1 }
            let mark = bytes[at...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }.prefix {
                TOMLReader.isBare($0) && $0 != UInt8(ascii: "-")
            }
            if let first = mark.first, !(48...57 ~= first) { marks.append(Array(mark)) }
        }
        return marks
    }
}

extension TextScanner {
    fileprivate var isEmptyOrComment: Bool {
        let line = trimmed(at..<lineEnd)
        return line.isEmpty || source[line.lowerBound] == UInt8(ascii: "#")
    }
}
