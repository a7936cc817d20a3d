/// What a secret without a format of its own looks like. The name beside it says that it is meant to be one; this says that it may be.
package enum SecretShape: String, CaseIterable, Sendable {
    /// Made by a machine: long, of mixed kinds of characters, with few words in it.
    case random
    /// Thought up by a person: a digit or a sign in it, and no name, path, address or pattern.
    case password

    /// True when `value` looks so.
    package func holds(for value: [UInt8]) -> Bool {
        switch self {
        case .random: Self.isRandom(value)
        case .password: Self.isPassword(value)
        }
    }

    // MARK: Random

    private static func isRandom(_ value: [UInt8]) -> Bool {
        guard value.count >= 16, value.allSatisfy(isOfToken) else { return false }
        let letters = value.count(where: isLetter)
        guard !isHash(value), !isTypeName(value), !endsInName(value), letters > 0, value.count(where: isDigit) >= 2,
            lettersInWords(value) * 2 <= letters
        else { return false }
        // `config-v2-item-10` changes between letters and digits seldom; a token at every third character.
        let changes = zip(value, value.dropFirst()).count { one, two in
            let kinds = (kind(one), kind(two))
            return kinds.0 != kinds.1 && kinds.0 != .sign && kinds.1 != .sign
        }
        return changes * 5 >= value.count && shannonEntropy(value) >= 3
    }

    /// `_generated_3170ac3a.ApiKeyRef`
    private static func endsInName(_ value: [UInt8]) -> Bool {
        guard let dot = value.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let last = value[(dot + 1)...]
        return last.count > 3 && last.allSatisfy(isLetter)
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "+/=_.~!@#$%^&*:-".utf8.contains(byte)
    }

    /// How many letters stand in runs that read as words: `Token` of `getToken`, `staging`; four letters and more.
    static func lettersInWords(_ value: [UInt8]) -> Int {
        var sum = 0
        var start = 0
        while start < value.count {
            guard isLetter(value[start]) else {
                start += 1
                continue
            }
            // One capital and small letters, or letters of one case.
            var end = start + 1
            if end < value.count, kind(value[start]) == .capital, kind(value[end]) == .small { end += 1 }
            while end < value.count, kind(value[end]) == kind(value[end - 1]) { end += 1 }
            if end - start >= 4, readsAsWord(value[start..<end]) { sum += end - start }
            start = end
        }
        return sum
    }

    /// Three of four pairs of letters are such as words are made of, and one letter is a vowel.
    private static func readsAsWord(_ run: ArraySlice<UInt8>) -> Bool {
        let small = run.map { $0 | 0x20 }
        guard small.contains(where: "aeiouy".utf8.contains) else { return false }
        let known = zip(small, small.dropFirst()).count { pairs.contains(UInt16($0) << 8 | UInt16($1)) }
        return known * 4 >= (small.count - 1) * 3
    }

    /// The pairs of letters that English words and names in code are mostly made of, by frequency.
    private static let pairs: Set<UInt16> = {
        let text = """
            th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri
            ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut
            ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi
            ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov
            by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi
            rc rr eg au ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr
            cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy
            hy ze ks xt bs ik dd pt xi
            """
        let bytes = Array(text.utf8)
        return Set(zip(bytes, bytes.dropFirst()).map { UInt16($0) << 8 | UInt16($1) })
    }()

    // MARK: Password

    private static func isPassword(_ value: [UInt8]) -> Bool {
        guard (6...80).contains(value.count), value.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !isBracket($0) }) else {
            return false
        }
        guard value.contains(where: isLetter), let first = value.first, let last = value.last else { return false }
        let signs = value.count { strong.contains($0) }
        guard signs > 0 || value.contains(where: isDigit) else { return false }
        // Hashes, variables, options, selectors, tags of YAML, and what ends as half a sentence does.
        if "$%-.:/#!?*&=+~@".utf8.contains(first) || ".:/=-_".utf8.contains(last) { return false }
        if value.contains(UInt8(ascii: "/")) || value.contains(UInt8(ascii: ":")) && signs == 0 { return false }
        return !isHash(value) && !isDotted(value) && !isNumbered(value)
    }

    private static let strong = Set("!@#$%^&*?+".utf8)

    private static func isBracket(_ byte: UInt8) -> Bool { "<>{}()[]\"'`\\,;|".utf8.contains(byte) }

    /// `md5$salt$digest`, `$2b$12$...`: what is left of a password once it is stored as it should be.
    private static func isHash(_ value: [UInt8]) -> Bool {
        let parts = value.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard parts.count > 2, let last = parts.last else { return false }
        return last.count >= 16 || parts[0].isEmpty && parts[1].count <= 10
    }

    /// `_generated_3170ac3a.KeyRef`: of dotted names one is all words.
    private static func isTypeName(_ value: [UInt8]) -> Bool {
        isDotted(value)
            && value.split(separator: UInt8(ascii: ".")).contains { part in
                let part = Array(part)
                return part.count >= 4 && lettersInWords(part) * 5 >= part.count * 4
            }
    }

    /// `module.Type`, `form.password1`, `anonymous@example.com`
    private static func isDotted(_ value: [UInt8]) -> Bool {
        // Of an address of mail only the host.
        let host = value.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let names = host.count == 2 ? host[1] : value[...]
        let parts = names.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count > 1
            && parts.allSatisfy { part in
                part.first.map { isLetter($0) || $0 == UInt8(ascii: "_") } ?? false
                    && part.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
            }
    }

    /// `password2`, `Secret-1`: the second of several fields.
    private static func isNumbered(_ value: [UInt8]) -> Bool {
        let digits = value.reversed().prefix(while: isDigit).count
        return (1...2).contains(digits)
            && value.dropLast(digits).allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    // MARK: Characters

    private enum Kind { case small, capital, digit, sign }

    private static func kind(_ byte: UInt8) -> Kind {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .small
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .capital
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        default: .sign
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { kind(byte) == .small || kind(byte) == .capital }
    private static func isDigit(_ byte: UInt8) -> Bool { kind(byte) == .digit }
}
