extension GoLexer {
    /// The keyword that the word from `start` to `end` is.
    func keyword(_ first: UInt8) -> GoToken? {
        switch first {
        case UInt8(ascii: "b"): one("break", .break)
        case UInt8(ascii: "c"):
            one("case", .case) ?? one("const", .const) ?? one("continue", .continue) ?? one("chan", .chan)
        case UInt8(ascii: "d"): one("defer", .defer) ?? one("default", .default)
        case UInt8(ascii: "e"): one("else", .else)
        case UInt8(ascii: "f"): one("func", .func) ?? one("for", .for) ?? one("fallthrough", .fallthrough)
        case UInt8(ascii: "g"): one("go", .go) ?? one("goto", .goto)
        case UInt8(ascii: "i"): one("if", .if) ?? one("import", .import) ?? one("interface", .interface)
        case UInt8(ascii: "m"): one("map", .map)
        case UInt8(ascii: "p"): one("package", .package)
        case UInt8(ascii: "r"): one("return", .return) ?? one("range", .range)
        case UInt8(ascii: "s"): one("struct", .struct) ?? one("switch", .switch) ?? one("select", .select)
        case UInt8(ascii: "t"): one("type", .type)
        case UInt8(ascii: "v"): one("var", .var)
        default: nil
        }
    }

    @inline(__always)
    private func one(_ word: StaticString, _ token: GoToken) -> GoToken? {
        end &- start == word.utf8CodeUnitCount && (unsafe source.has(word, at: start)) ? token : nil
    }
}
