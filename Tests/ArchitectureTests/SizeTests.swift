import Foundation
import Testing

/// The stops of our style: files of 400 lines, functions of 80. A list of exceptions may only shrink.
struct SizeTests {
    private static let longFiles: [String: Int] = [:]
    private static let longFunctions: Set<String> = []

    static let sources = Repository.files(below: "Sources", suffix: ".swift")

    @Test(arguments: sources)
    func filesAreShort(_ path: String) {
        let lines = Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines <= Self.longFiles[path] ?? 400, "\(path) has \(lines) lines")
    }

    @Test(arguments: sources)
    func functionsAreShort(_ path: String) {
        var start: (line: Int, indent: Int, name: String)?
        for (number, line) in Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let indent = line.prefix { $0 == " " }.count
            if let open = start, indent == open.indent, line.dropFirst(indent) == "}" {
                let length = number - open.line + 1
                #expect(
                    length <= 80 || Self.longFunctions.contains("\(path):\(open.name)"),
                    "\(path):\(open.line + 1) has \(length) lines")
                start = nil
            } else if start == nil, let name = Self.functionName(line) {
                start = (number, indent, name)
            }
        }
    }

    private static func functionName(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(where: { $0 == "func" || $0.hasPrefix("init(") || $0.hasPrefix("init?(") })
        else {
            return nil
        }
        // A function on one line has no body to measure.
        if line.hasSuffix("}") { return nil }
        return String(words[index] == "func" ? words.dropFirst(index + 1).first ?? "" : "init").components(
            separatedBy: "(")[0]
    }
}
