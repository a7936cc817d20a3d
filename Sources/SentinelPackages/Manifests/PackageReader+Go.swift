// go.mod.

extension PackageReader {
    /// `require path version` and `replace path [version] => path [version]`, alone or in a block.
    mutating func readGoMod(_ bytes: UnsafeBufferPointer<UInt8>) {
        var block = ""
        var replacements: [(module: String, target: Dependency)] = []
        for line in unsafe TextLines(bytes) {
            let words = Self.words(of: line)
            guard let first = words.first else { continue }
            if first.text == ")" {
                block = ""
            } else if words.count == 2, words[1].text == "(" {
                block = first.text
            } else {
                let directive = block.isEmpty ? first.text : block
                let rest = block.isEmpty ? Array(words.dropFirst()) : words
                switch directive {
                case "module": list.rename(rest.first?.text ?? "")
                case "require": if rest.count >= 2 { addModule(rest[0], rest[1]) }
                case "replace":
                    if let arrow = rest.firstIndex(where: { $0.text == "=>" }), arrow > 0, arrow + 1 < rest.count {
                        replacements.append(
                            (rest[0].text, Self.replacement(of: rest[0], Array(rest[(arrow + 1)...]))))
                    }
                default: break
                }
            }
        }
        list.dropModules(Set(replacements.map(\.module)))
        for replacement in replacements { add(replacement.target) }
    }

    private mutating func addModule(_ path: Word, _ version: Word) {
        var found = Dependency(.go, path.text, at: path.range, role: .direct)
        found.pin(version.text, at: version.range)
        add(found)
    }

    private static func replacement(of module: Word, _ target: [Word]) -> Dependency {
        let path = target[0]
        var found = Dependency(.go, path.text, at: path.range, role: .direct)
        let isLocal = path.text.hasPrefix("./") || path.text.hasPrefix("../") || path.text.hasPrefix("/")
        if target.count > 1 { found.pin(target[1].text, at: target[1].range) }
        found.origin = isLocal ? .local : path.text == module.text ? .registry : .replacement(of: module.text)
        return found
    }

    struct Word {
        var text: String
        var range: Range<Int>
    }

    /// Words without comments and quotes.
    private static func words(of line: TextLines.Line) -> [Word] {
        var words: [Word] = []
        for part in line.text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            if part.hasPrefix("//") { break }
            let plain = part.filter { $0 != "\"" && $0 != "`" }
            let start = line.start + line.text[..<part.startIndex].utf8.count
            words.append(Word(text: String(plain), range: start..<(start + part.utf8.count)))
        }
        return words
    }
}

extension PackageList {
    fileprivate mutating func rename(_ name: String) { ownName = name }

    /// What is replaced is not used.
    fileprivate mutating func dropModules(_ names: Set<String>) {
        if !names.isEmpty { dependencies.removeAll { names.contains($0.name) } }
    }
}
