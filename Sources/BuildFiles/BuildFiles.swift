internal import Glibc

// What the programs that run at build time have in common.

/// What stops the build, in the form compilers use.
package struct CompilerMistake: Error {
    package var message: String

    package init(message: String) { self.message = message }
}

package func printError(_ message: String) {
    let line = Array((message + "\n").utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
}

/// The bytes of the file at `path`.
package func read(_ path: String) throws(CompilerMistake) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw CompilerMistake(message: "\(path): error: cannot be read") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

/// Writes `text`, unless the file holds it already: an unchanged file is not compiled again.
package func write(_ text: String, to path: String) throws(CompilerMistake) {
    let bytes = Array(text.utf8)
    if let old = try? read(path), old == bytes { return }
    guard let file = unsafe fopen(path, "wb") else {
        throw CompilerMistake(message: "\(path): error: cannot be written")
    }
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, written == bytes.count else {
        throw CompilerMistake(message: "\(path): error: could not be written whole")
    }
}

/// `text` as a Swift string literal with its quotes. Quotes, backslashes and all but plain ASCII are escaped, so that the
/// compiler reads back exactly these bytes.
package func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": literal += "\\\\"
        case "\"": literal += "\\\""
        case "\n": literal += "\\n"
        case " "..."~": literal.unicodeScalars.append(scalar)
        default: literal += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return literal + "\""
}
