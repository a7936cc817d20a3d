package import SentinelModel

/// Decides what a file is: by its name first, and by its content where the name leaves it open.
package enum FileTypes {
    /// The types that a name tells; `unknown` alone when it tells none. `folder` is the name of the folder it lies in,
    /// and `above` of the one around that: `.github/workflows/x.yml` is a workflow.
    package static func named(_ name: ArraySlice<UInt8>, folder: [UInt8] = [], above: [UInt8] = []) -> FileTypeSet {
        let lower = name.count <= 64 ? name.map(lowered) : Array(name.suffix(32)).map(lowered)
        var types = FileTypeTables.names.find(lower[...], hash: hashOfBytes(lower[...])) ?? []
        types.formUnion(byPattern(lower))
        if let dot = lower.lastIndex(of: UInt8(ascii: ".")) {
            let ending = lower[(dot + 1)...]
            types.formUnion(FileTypeTables.extensions.find(ending, hash: hashOfBytes(ending)) ?? [])
        }
        if types.contains(.yaml), folder == Array("workflows".utf8), above == Array(".github".utf8) {
            types.formUnion(FileTypeSet(.githubWorkflow))
        }
        return types.isEmpty ? FileTypeSet(.unknown) : types
    }

    /// What the content may add to the types of a name: a shebang where there is no extension, Kubernetes in YAML.
    package static func possible(for name: ArraySlice<UInt8>, named types: FileTypeSet) -> FileTypeSet {
        if types.contains(.yaml) { return types.union(FileTypeSet(.kubernetes)) }
        if types == FileTypeSet(.unknown), !name.contains(UInt8(ascii: ".")) {
            return types.union(FileTypeTables.scripts)
        }
        return types
    }

    /// The types of a file whose first window of text is at hand.
    package static func refined(
        _ types: FileTypeSet, name: ArraySlice<UInt8>, content: UnsafeBufferPointer<UInt8>
    ) -> FileTypeSet {
        if types.contains(.yaml), unsafe isKubernetes(content) { return types.union(FileTypeSet(.kubernetes)) }
        guard types == FileTypeSet(.unknown), !name.contains(UInt8(ascii: ".")),
            let found = unsafe shebang(content)
        else { return types }
        return found
    }

    static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// Names with a part that varies.
    private static func byPattern(_ name: [UInt8]) -> FileTypeSet {
        var types: FileTypeSet = []
        for rule in FileTypeTables.patterns where name.starts(with: rule.start) {
            let rest = name.dropFirst(rule.start.count)
            let fits = rest.isEmpty ? rule.alone : rule.separators.contains(rest.first ?? 0)
            if fits, rule.end.isEmpty || rest.reversed().starts(with: rule.end.reversed()) {
                types.formUnion(rule.types)
            }
        }
        return types
    }

    /// `apiVersion:` and `kind:` at the start of lines within the first 64 KiB.
    private static func isKubernetes(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
        var version = false
        var kind = false
        var index = 0
        let end = min(content.count, 65_536)
        while index < end {
            switch unsafe content[index] {
            case UInt8(ascii: "a"): version = unsafe version || starts(content, at: index, with: apiVersion)
            case UInt8(ascii: "k"): kind = unsafe kind || starts(content, at: index, with: kindKey)
            default: break
            }
            if version && kind { return true }
            while index < end, unsafe content[index] != 0x0A, unsafe content[index] != 0x0D { index += 1 }
            index += 1
        }
        return false
    }

    private static let apiVersion = Array("apiVersion:".utf8)
    private static let kindKey = Array("kind:".utf8)

    private static func starts(_ content: UnsafeBufferPointer<UInt8>, at index: Int, with key: [UInt8]) -> Bool {
        unsafe content[index...].starts(with: key)
    }

    /// The type of `#!/usr/bin/env python3 -u` and the like: the last component of the interpreter's path, or the first
    /// word after `env` that is neither an option nor an assignment; digits and dots at its end are a version.
    private static func shebang(_ content: UnsafeBufferPointer<UInt8>) -> FileTypeSet? {
        guard unsafe content.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) else { return nil }
        let line = unsafe content.prefix(256).dropFirst(2).prefix { $0 != 0x0A && $0 != 0x0D }
        let words = unsafe line.split { $0 == 0x20 || $0 == 0x09 }.map { unsafe Array($0) }
        guard let first = words.first else { return nil }
        var program = lastComponent(first)
        if program == Array("env".utf8) {
            let word = words.dropFirst().first { $0.first != UInt8(ascii: "-") && !$0.contains(UInt8(ascii: "=")) }
            program = lastComponent(word ?? [])
        }
        while let last = program.last, last == UInt8(ascii: ".") || (last >= 0x30 && last <= 0x39) {
            program.removeLast()
        }
        return FileTypeTables.interpreters.find(program[...], hash: hashOfBytes(program[...]))
    }

    private static func lastComponent(_ path: [UInt8]) -> [UInt8] {
        Array(path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
    }
}
