import Glibc
package import SentinelModel

/// Decides what a file is: by its name first, and by its content where the name leaves it open.
package enum FileTypes {
    /// The types that a name tells; `unknown` alone when it tells none. `folder` is the name of the folder it lies in,
    /// and `above` of the one around that: `.github/workflows/x.yml` is a workflow.
    package static func named(
        _ name: ArraySlice<UInt8>, folder: @autoclosure () -> [UInt8] = [], above: @autoclosure () -> [UInt8] = []
    ) -> FileTypeSet {
        var types = unsafe name.withUnsafeBufferPointer { unsafe byName($0) }
        if types.contains(.yaml), folder() == workflows, above() == dotGitHub {
            types.formUnion(FileTypeSet(.githubWorkflow))
        }
        return types.isEmpty ? FileTypeSet(.unknown) : types
    }

    private static let workflows = Array("workflows".utf8)
    private static let dotGitHub = Array(".github".utf8)

    /// Names longer than this are in no table; their end tells the extension.
    private static let longestName = 64

    private static func byName(_ name: UnsafeBufferPointer<UInt8>) -> FileTypeSet {
        let name = unsafe UnsafeBufferPointer(rebasing: name.count <= longestName ? name[...] : name.suffix(32))
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestName) { room in
            for index in name.indices { unsafe room[index] = lowered(name[index]) }
            return unsafe byLowerName(UnsafeBufferPointer(rebasing: room[..<name.count]))
        }
    }

    private static func byLowerName(_ name: UnsafeBufferPointer<UInt8>) -> FileTypeSet {
        var types = unsafe FileTypeTables.names.find(name) ?? .empty
        unsafe types.formUnion(byPattern(name))
        if let dot = unsafe name.lastIndex(of: UInt8(ascii: ".")) {
            let ending = unsafe UnsafeBufferPointer(rebasing: name[(dot + 1)...])
            unsafe types.formUnion(FileTypeTables.extensions.find(ending) ?? .empty)
        }
        return types
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
    private static func byPattern(_ name: UnsafeBufferPointer<UInt8>) -> FileTypeSet {
        guard name.count >= 2 else { return .empty }
        let start = unsafe UInt16(name[0]) << 8 | UInt16(name[1])
        var types = FileTypeSet.empty
        for index in FileTypeTables.patternStarts.indices where FileTypeTables.patternStarts[index] == start {
            let rule = FileTypeTables.patterns[index]
            guard unsafe name.starts(with: rule.start) else { continue }
            let rest = unsafe name.dropFirst(rule.start.count)
            let fits = unsafe rest.isEmpty ? rule.alone : rule.separators.contains(rest.first ?? 0)
            if fits, unsafe rule.end.isEmpty || rest.suffix(rule.end.count).elementsEqual(rule.end) {
                types.formUnion(rule.types)
            }
        }
        return types
    }

    /// `apiVersion:` and `kind:` at the start of lines within the first 64 KiB.
    private static func isKubernetes(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe hasLine(content, startingWith: apiVersion, rare: 3) && hasLine(content, startingWith: kindKey, rare: 0)
    }

    private static let apiVersion = Array("apiVersion:".utf8)
    private static let kindKey = Array("kind:".utf8)

    /// True if a line that starts within the first 64 KiB starts with `key`. Looks for the key's byte at `rare`.
    private static func hasLine(_ content: UnsafeBufferPointer<UInt8>, startingWith key: [UInt8], rare: Int) -> Bool {
        guard let base = content.baseAddress else { return false }
        let end = min(content.count, 65_536 + rare)
        var index = rare
        while index < end, let found = unsafe memchr(base + index, Int32(key[rare]), end - index) {
            let place = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
            index = place + 1
            guard unsafe isLineStart(content, place - rare) else { continue }
            if unsafe content[(place - rare)...].starts(with: key) { return true }
        }
        return false
    }

    private static func isLineStart(_ content: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if index == 0 { return true }
        let before = unsafe content[index - 1]
        return before == 0x0A || before == 0x0D
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
