internal import SentinelModel

/// The words of names: `resetToken`, `RESET_TOKEN` and `reset-token.txt` begin with `reset token`.
enum NameWords {
    /// In lower case, without the `s` of a plural, with a blank before, between and behind.
    static func folded(_ name: String) -> String {
        var words: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in name.utf8.prefix(200) {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            let isLetter = isUpper || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            let wasLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(previous)
            if !isLetter || isUpper && wasLower { words.append([]) }
            if isLetter { words[words.count - 1].append(isUpper ? byte | 0x20 : byte) }
            previous = byte
        }
        let plain = words.filter { !$0.isEmpty }.map { word -> String in
            let isPlural = word.count > 3 && word.last == UInt8(ascii: "s") && word[word.count - 2] != UInt8(ascii: "s")
            return String(decoding: isPlural ? word.dropLast() : word[...], as: UTF8.self)
        }
        return " " + plain.joined(separator: " ") + " "
    }

    /// The first of `wanted` that a name holds: whole words.
    static func first(of wanted: [String], in name: String) -> String? {
        guard !wanted.isEmpty, !name.isEmpty else { return nil }
        let folded = folded(name)
        return wanted.first { folded.hasPart(" \($0) ") }
    }
}
