package import SentinelModel

/// Programs that obey files of the folder they run in, run in a folder that the caller chooses.
package struct FolderCommand: ModelAnalyzer {
    package let name = "folder-command"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        var seen: Set<Range<Int>> = []
        return facts.items.compactMap { item in
            // One of them tells enough of a tool, the worst first.
            let known = item.calls.compactMap { call in
                Self.obeyed(call.folderCommand).map { (call: call, words: $0) }
            }
            guard let worst = known.first(where: \.words.isInstall) ?? known.first else { return nil }
            let place = worst.call.place ?? item.place
            guard seen.insert(place).inserted else { return nil }
            return ModelPlace(
                place, severity: worst.words.isInstall ? .medium : .low,
                evidence: "\(item.owner) runs `\(worst.words.program)` in a folder it is given")
        }
    }

    /// The program of a command that runs what its folder says; nil for others, and where that is switched off.
    private static func obeyed(_ command: String) -> (program: String, isInstall: Bool)? {
        let words = command.split(separator: " ").map { String($0) }
        guard let first = words.first?.split(separator: "/").last.map({ String($0) }) else { return nil }
        switch first {
        case "git":
            let isGuarded =
                command.contains("fsmonitor") || command.contains("hooksPath") || command.contains("safe.directory")
            return isGuarded ? nil : (first, false)
        case "npm", "yarn", "pnpm", "npx", "bun":
            if command.contains("--ignore-scripts") { return nil }
            return words.count > 1 && ["audit", "view", "--version", "-v", "ls", "list"].contains(words[1])
                ? nil : (first, true)
        case "make", "gradle", "mvn", "cargo", "poetry", "tox", "nox", "rake", "bundle", "composer", "pytest":
            return (first, true)
        case "pip", "pip3", "uv": return words.contains("install") || words.contains("sync") ? (first, true) : nil
        default: return nil
        }
    }
}
