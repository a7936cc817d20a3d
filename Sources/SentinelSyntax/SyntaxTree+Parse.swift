extension SyntaxTree {
    /// Reads `source`. Never fails: what is not understood is left out, `isPartial` then says so. Work is bounded by a constant times the
    /// number of bytes, depth by a constant.
    ///
    /// Of an outline bodies of functions are read when they are looked into; Python has it, of other languages all is read at once. It has no
    /// zones then.
    package func parse(
        _ source: UnsafeBufferPointer<UInt8>, as language: Language, hasZones: Bool = true, isOutline: Bool = false
    ) {
        unsafe start(source, language)
        notesZones = hasZones && !isOutline
        // Offsets are 32 bits; nobody writes such files.
        guard source.count < Int(Int32.max) else {
            isPartial = true
            return
        }
        switch language {
        case .python: PythonParser.parse(self, isOutline: isOutline)
        case .javascript, .typescript, .tsx: ScriptParser.parse(self)
        case .go: GoParser.parse(self)
        case .java, .kotlin, .csharp, .ruby, .php, .rust, .swift, .c, .shell, .sql, .html, .dockerfile:
            ZoneLexer.lex(self)
        case .markdown: MarkdownLexer.lex(self)
        }
    }
}
