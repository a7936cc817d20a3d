import ArgumentParser
import Glibc
import SentinelClient

/// A project for a plugin: the files below plugins/templates, which are part of this program, with the plugin's name in them.
struct ProjectTemplate {
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case c
        case rust
        case swift

        /// As it is written.
        var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    private let language: Language
    /// What stands for each placeholder. The title comes last: nothing in it is replaced.
    private let values: [(placeholder: String, value: String)]

    /// A title that is not given is made from the name.
    init(language: Language, name: String, title: String?) {
        self.language = language
        let words = String(name.map { $0 == "-" ? " " : $0 })
        values = [
            ("@NAME@", name), ("@ID@", name.uppercased()),
            ("@TITLE@", title ?? words.prefix(1).uppercased() + words.dropFirst()),
        ]
    }

    /// Whether a plugin may have that id.
    static func isName(_ name: String) -> Bool {
        let (letters, digits) = (UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"))
        return (2...32).contains(name.utf8.count) && name.utf8.first.map(letters.contains) == true
            && name.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// Why a title cannot stand in string literals and comments of all languages; nil if it can.
    static func mistake(inTitle title: String) -> String? {
        if title.isEmpty || title.utf8.count > 200 { return "--title must have 1 to 200 bytes." }
        if title.contains(where: { "\"\\".contains($0) }) { return "--title must not hold quotes or backslashes." }
        if !title.unicodeScalars.allSatisfy(Terminal.isPrintable) {
            return "--title must be one line without control characters."
        }
        // Of C: ends of comments, and trigraphs.
        let found = ["/*", "*/", "??"].first { sign in
            title.utf8.indices.contains { title.utf8[$0...].starts(with: sign.utf8) }
        }
        return found.map { "--title must not hold \($0)." }
    }

    /// The files of the project: paths below its folder, and texts.
    var files: [(path: String, text: String)] {
        let prefix = "\(language)/"
        return embeddedFiles.compactMap { file in
            let name = file.name.description
            if name.hasPrefix("include/") { return (name, file.text.description) }
            guard name.hasPrefix(prefix) else { return nil }
            return (filled(String(name.dropFirst(prefix.count))), filled(file.text.description))
        }
    }

    private func filled(_ text: String) -> String {
        values.reduce(text) { text, pair in Self.replaced(text, pair.placeholder, by: pair.value) }
    }

    private static func replaced(_ text: String, _ placeholder: String, by value: String) -> String {
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        let (sought, put) = (Array(placeholder.utf8), Array(value.utf8))
        while let at = rest.firstIndex(of: sought[0]) {
            result += rest[..<at]
            let isThere = rest[at...].starts(with: sought)
            result += isThere ? put : [rest[at]]
            rest = rest[(at + (isThere ? sought.count : 1))...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    // MARK: Writing

    /// Writes the project into a new folder.
    func write(to folder: RawPath) throws(FileError) {
        guard unsafe Files.withPath(folder, { unsafe mkdir($0, 0o777) }) == 0 else {
            let reason = errno == EEXIST ? "it is there already, and nothing is overwritten" : Files.reason(errno)
            throw FileError("\(folder): \(reason)")
        }
        for file in files {
            try Self.makeFolders(of: file.path, in: folder)
            try Self.write(file.text, to: RawPath(bytes: folder.bytes + Array("/\(file.path)".utf8)))
        }
    }

    private static func makeFolders(of path: String, in folder: RawPath) throws(FileError) {
        var made = folder.bytes
        for component in path.split(separator: "/").dropLast() {
            made += Array("/\(component)".utf8)
            let made = RawPath(bytes: made)
            guard unsafe Files.withPath(made, { unsafe mkdir($0, 0o777) }) == 0 || errno == EEXIST else {
                throw FileError("\(made): \(Files.reason(errno))")
            }
        }
    }

    private static func write(_ text: String, to path: RawPath) throws(FileError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe Files.withPath(path) { unsafe open($0, flags, 0o666) }
        guard descriptor >= 0 else { throw FileError("\(path): \(Files.reason(errno))") }
        var failure = writeAll(Array(text.utf8), to: descriptor)
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw FileError("\(path): \(Files.reason(failure))") }
    }
}
