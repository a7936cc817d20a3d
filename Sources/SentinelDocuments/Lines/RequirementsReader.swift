/// pip's requirements: a sequence with a mapping for each line. A requirement has `name`, `extras`, `specifier`, `url`, `marker`;
/// an option has `option` and `value`; either may have `options`, such as hashes.
struct RequirementsReader: LineReader {
    var scanner: TextScanner
    var builder: DocumentBuilder

    init(_ builder: DocumentBuilder) {
        scanner = TextScanner(builder.source)
        self.builder = builder
    }

    mutating func readAll() throws(Mistake) {
        try builder.begin(.sequence, at: scanner.at)
        while true {
            scanner.skipSpace()
            if scanner.isAtEnd { return }
            if scanner.byte != UInt8(ascii: "#") { try readLine() }
            scanner.skipLine()
        }
    }

    private mutating func readLine() throws(Mistake) {
        try builder.begin(.mapping, at: scanner.at)
        var end = scanner.at
        if scanner.byte == UInt8(ascii: "-") {
            end = try readOption()
        } else {
            end = try readRequirement()
            if scanner.byte == UInt8(ascii: ";") {
                scanner.at += 1
                skipBlanks()
                end = try field("marker", upTo: { [scanner] in scanner.isLineEnd($0) || scanner.isOption($0) })
            }
            skipBlanks()
            if scanner.byte == UInt8(ascii: "-") { end = try readOptions() }
        }
        skipBlanks()
        if !scanner.isLineEnd(scanner.at), scanner.byte != UInt8(ascii: "#") {
            builder.note("the requirement should end here", at: scanner.at)
        }
        builder.end(at: end)
    }

    /// Name, extras, and versions or an address. Where it ends.
    private mutating func readRequirement() throws(Mistake) -> Int {
        let start = scanner.at
        scanner.skip(while: Self.isNamePart)
        let name = start..<scanner.at
        skipBlanks()
        let isName =
            [
                UInt8(ascii: "["), UInt8(ascii: "@"), UInt8(ascii: ";"), UInt8(ascii: "#"), UInt8(ascii: "("),
                UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "~"),
            ].contains(scanner.byte) || scanner.isLineEnd(scanner.at) || scanner.isOption(scanner.at)
        guard isName, !name.isEmpty else {
            // A path or an address.
            scanner.at = start
            return try field(
                "url", upTo: { [scanner] in scanner.isLineEnd($0) || TextScanner.isBlank(scanner.source[$0]) })
        }
        try key("name", at: start)
        try builder.add(.plain, name)
        var end = name.upperBound
        if scanner.byte == UInt8(ascii: "[") { end = try readExtras() }
        skipBlanks()
        if scanner.byte == UInt8(ascii: "@") {
            scanner.at += 1
            skipBlanks()
            return try field(
                "url", upTo: { [scanner] in scanner.isLineEnd($0) || TextScanner.isBlank(scanner.source[$0]) })
        }
        guard !scanner.isLineEnd(scanner.at), ![UInt8(ascii: ";"), UInt8(ascii: "#")].contains(scanner.byte),
            !scanner.isOption(scanner.at)
        else { return end }
        end = try field(
            "specifier",
            upTo: { [scanner] in
                scanner.isLineEnd($0) || scanner.source[$0] == UInt8(ascii: ";") || scanner.isOption($0)
                    || (scanner.source[$0] == UInt8(ascii: "#") && TextScanner.isBlank(scanner.source[$0 - 1]))
            })
        return end
    }

    private mutating func readExtras() throws(Mistake) -> Int {
        try key("extras", at: scanner.at)
        try builder.begin(.sequence, at: scanner.at)
        scanner.at += 1
        while !scanner.isLineEnd(scanner.at), scanner.byte != UInt8(ascii: "]") {
            let start = scanner.at
            scanner.skip(while: Self.isNamePart)
            if scanner.at > start { try builder.add(.plain, start..<scanner.at) } else { scanner.at += 1 }
        }
        if scanner.byte == UInt8(ascii: "]") {
            scanner.at += 1
        } else {
            builder.note("the extras do not end with a bracket", at: scanner.at)
        }
        builder.end(at: scanner.at)
        return scanner.at
    }

    /// `--name=value`, `--name value` or `-n value`, which take the line.
    private mutating func readOption() throws(Mistake) -> Int {
        try key("option", at: scanner.at)
        let start = scanner.at
        scanner.skip { !TextScanner.isBlank($0) && $0 != UInt8(ascii: "=") && $0 != 0x0A && $0 != 0x0D }
        try builder.add(.plain, start..<scanner.at)
        let end = scanner.at
        if scanner.byte == UInt8(ascii: "=") { scanner.at += 1 }
        skipBlanks()
        if scanner.isLineEnd(scanner.at) || scanner.byte == UInt8(ascii: "#") { return end }
        return try field(
            "value",
            upTo: { [scanner] in
                scanner.isLineEnd($0)
                    || (scanner.source[$0] == UInt8(ascii: "#") && TextScanner.isBlank(scanner.source[$0 - 1]))
            })
    }

    /// Options behind a requirement: hashes, mostly.
    private mutating func readOptions() throws(Mistake) -> Int {
        try key("options", at: scanner.at)
        try builder.begin(.sequence, at: scanner.at)
        var end = scanner.at
        while scanner.byte == UInt8(ascii: "-") {
            let start = scanner.at
            scanner.skip { !TextScanner.isBlank($0) && $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "\\") }
            end = scanner.at
            try builder.add(.plain, start..<end)
            skipBlanks()
        }
        builder.end(at: end)
        return end
    }

    /// Adds the text from here to where `stops` says, without blanks at its end. Where it ends.
    private mutating func field(_ name: String, upTo stops: (Int) -> Bool) throws(Mistake) -> Int {
        let start = scanner.at
        while !stops(scanner.at) { scanner.at += 1 }
        let range = scanner.trimmed(start..<scanner.at)
        try key(name, at: start)
        try builder.add(.plain, range)
        return range.upperBound
    }

    /// Blanks, and line ends behind a backslash.
    private mutating func skipBlanks() {
        while true {
            scanner.skip(while: TextScanner.isBlank)
            guard scanner.byte == UInt8(ascii: "\\"), scanner.peek(1) == 0x0A || scanner.peek(1) == 0x0D else { return }
            scanner.at += 1
            scanner.skipLineEnd()
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool { TOMLReader.isBare(byte) || byte == UInt8(ascii: ".") }
}

extension TextScanner {
    /// True at the end of the line, and at a backslash that ends it.
    fileprivate func isLineEnd(_ at: Int) -> Bool {
        let byte = source[at]
        if byte == UInt8(ascii: "\\") { return source[at + 1] == 0x0A || source[at + 1] == 0x0D }
        return at >= source.count || byte == 0x0A || byte == 0x0D
    }

    /// True where ` --option` begins.
    fileprivate func isOption(_ at: Int) -> Bool {
        source[at] == UInt8(ascii: "-") && source[at + 1] == UInt8(ascii: "-") && Self.isBlank(source[at - 1])
    }
}
