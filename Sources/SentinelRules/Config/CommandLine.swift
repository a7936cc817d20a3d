internal import SentinelDocuments

/// The command line that an item of a list is a word of.
///
/// That is the list itself (`["npx", "-y", "server"]`), or, where it stands under `args`, the `command` beside it and then the list.
struct CommandLine {
    /// Lists longer than this are data.
    private static let mostWords = 256
    private static let argumentKeys: Set<String> = ["args", "arguments", "runArgs"]
    private static let commandKeys = ["command", "cmd", "path", "program", "executable"]
    /// What starts the program that follows it, with options of its own.
    private static let wrappers: Set<String> = [
        "cmd", "env", "exec", "sudo", "nohup", "time", "nice", "wsl", "mise", "doppler", "bash", "sh", "zsh",
    ]

    private let words: [String]
    /// Which of the words the item is.
    private let position: Int

    /// Nil where the end of `trail` is no word of a command line.
    init?(_ trail: [PathMatch.Step], _ budget: PathBudget) {
        guard trail.count >= 2, let index = trail[trail.count - 1].index, index < Self.mostWords else { return nil }
        var words: [String] = []
        let list = trail[trail.count - 2]
        if let key = list.key?.text, Self.argumentKeys.contains(key), trail.count >= 3 {
            let owner = trail[trail.count - 3].node
            // Docker's own arguments, where an editor starts the container itself.
            if key == "runArgs" { words = ["docker", "run"] }
            if let command = Self.commandKeys.lazy.compactMap({ owner[$0] }).first(where: { $0.kind.isScalar }) {
                words = command.text.split(separator: " ").prefix(Self.mostWords).map(String.init)
            }
        }
        position = words.count + index
        for item in list.node.items {
            guard words.count < Self.mostWords, budget.take() else { break }
            words.append(item.kind.isScalar ? item.text : "")
        }
        guard words.indices.contains(position) else { return nil }
        self.words = words
    }

    /// True if the item is an argument of one of `programs`, the one that `test` says.
    func isArgument(of programs: [[String]], _ test: ArgumentTest) -> Bool {
        for program in programs {
            guard let end = self.end(of: program), position >= end else { continue }
            guard let number = test.number else { return true }
            if operand(number, from: end, test.options) == position { return true }
        }
        return false
    }

    /// Where the arguments of `program` begin, if it is what is run: nothing but wrappers and their options before it.
    private func end(of program: [String]) -> Int? {
        var at = 0
        while at < words.count {
            if Self.name(words[at]) == program[0], words[at...].count >= program.count,
                words[(at + 1)..<(at + program.count)].elementsEqual(program.dropFirst())
            {
                return at + program.count
            }
            let word = words[at]
            let isOption = word.hasPrefix("-") || word.contains("=") || (word.hasPrefix("/") && word.utf8.count <= 3)
            guard Self.wrappers.contains(Self.name(word)) || (at > 0 && isOption) else { return nil }
            at += 1
        }
        return nil
    }

    /// The place of the operand of that number, counted from 1; `options` take the word that follows them.
    private func operand(_ number: Int, from start: Int, _ options: Set<String>) -> Int? {
        var (at, count, isOperandOnly) = (start, 0, false)
        while at < words.count {
            let word = words[at]
            if !isOperandOnly, word.hasPrefix("-"), word != "-" {
                isOperandOnly = word == "--"
                at += options.contains(word) ? 2 : 1
                continue
            }
            count += 1
            if count == number { return at }
            at += 1
        }
        return nil
    }

    /// `C:\node\npx.cmd` is `npx`.
    private static func name(_ word: String) -> String {
        let last = word.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map { $0.lowercased() } ?? ""
        for end in [".exe", ".cmd", ".bat"] where last.hasSuffix(end) { return String(last.dropLast(end.count)) }
        return last
    }
}
