/// What an unquoted value of TOML is.
enum TOMLWord {
    /// Boolean, number, or plain for dates and times; nil for what is no value.
    static func kind(of word: [UInt8]) -> DocumentKind? {
        switch String(decoding: word.prefix(6), as: UTF8.self) {
        case "true", "false": return .boolean
        case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .number
        default: break
        }
        if isNumber(word) { return .number }
        return isMoment(word) ? .plain : nil
    }

    private static func isNumber(_ word: [UInt8]) -> Bool {
        if word.count > 2, word[0] == UInt8(ascii: "0"), let radix = radix(word[1]) {
            return isRun(word[2...]) { digit($0).map { $0 < radix } ?? false }
        }
        var rest = word[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let exponent = rest.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
        let dot = rest.prefix(upTo: exponent ?? rest.endIndex).firstIndex(of: UInt8(ascii: "."))
        let whole = rest[rest.startIndex..<(dot ?? exponent ?? rest.endIndex)]
        guard isDecimal(whole), whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        if let dot, !isDecimal(rest[(dot + 1)..<(exponent ?? rest.endIndex)]) { return false }
        guard let exponent else { return true }
        var power = rest[(exponent + 1)...]
        if power.first == UInt8(ascii: "+") || power.first == UInt8(ascii: "-") { power.removeFirst() }
        return isDecimal(power)
    }

    private static func radix(_ letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    private static func digit(_ byte: UInt8) -> UInt32? { JSONText.hexadecimal(byte) }

    private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool { isRun(text) { 48...57 ~= $0 } }

    /// Digits with single underscores between them.
    private static func isRun(_ text: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        var wasDigit = false
        for byte in text {
            if isDigit(byte) {
                wasDigit = true
            } else {
                guard byte == UInt8(ascii: "_"), wasDigit else { return false }
                wasDigit = false
            }
        }
        return wasDigit
    }

    /// A date, a time, or both, with or without an offset.
    private static func isMoment(_ word: [UInt8]) -> Bool {
        if isTime(word[...]) { return true }
        guard isDate(Array(word.prefix(10))) else { return false }
        guard word.count > 10 else { return true }
        guard word[10] | 0x20 == UInt8(ascii: "t") || word[10] == 0x20 else { return false }
        var time = word[11...]
        if let last = time.last, last | 0x20 == UInt8(ascii: "z") {
            time.removeLast()
        } else if time.count > 6,
            fits(time.suffix(6).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 }, "+dd:dd")
        {
            let offset = Array(time.suffix(6))
            guard pair(offset, 1) < 24, pair(offset, 4) < 60 else { return false }
            time = time.dropLast(6)
        }
        return isTime(time)
    }

    static func isDate(_ word: [UInt8]) -> Bool {
        guard fits(word, "dddd-dd-dd") else { return false }
        let (year, month) = (pair(word, 0) * 100 + pair(word, 2), pair(word, 5))
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return year > 0 && 1...12 ~= month && 1...days ~= pair(word, 8)
    }

    private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
        let word = Array(text)
        guard fits(Array(word.prefix(8)), "dd:dd:dd"), pair(word, 0) < 24, pair(word, 3) < 60, pair(word, 6) < 60 else {
            return false
        }
        let rest = word.dropFirst(8)
        return rest.isEmpty
            || (rest.first == UInt8(ascii: ".") && rest.count > 1 && rest.dropFirst().allSatisfy { 48...57 ~= $0 })
    }

    /// `d` stands for a digit.
    private static func fits(_ word: [UInt8], _ form: String) -> Bool {
        word.count == form.utf8.count
            && zip(word, form.utf8).allSatisfy { $1 == UInt8(ascii: "d") ? 48...57 ~= $0 : $0 == $1 }
    }

    private static func pair(_ word: [UInt8], _ at: Int) -> Int { Int(word[at] &- 48) * 10 + Int(word[at + 1] &- 48) }
}
