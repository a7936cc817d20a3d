// sentinel-embed OUTPUT.swift NAME=FILE...
//
// Writes files as Swift string literals, which the program that is built carries. Run by TemplatePlugin at build time.
internal import BuildFiles
internal import Glibc

/// `("name", "text"),` for an argument.
func row(_ argument: String) throws(CompilerMistake) -> String {
    guard let sign = argument.firstIndex(of: "=") else {
        throw CompilerMistake(message: "\(argument): error: not of the form name=file")
    }
    let path = String(argument[argument.index(after: sign)...])
    guard let text = String(validating: try read(path), as: UTF8.self) else {
        throw CompilerMistake(message: "\(path): error: not UTF-8")
    }
    return "    (\(literal(String(argument[..<sign]))), \(literal(text))),\n"
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
    printError("usage: sentinel-embed OUTPUT.swift NAME=FILE...")
    exit(2)
}
do throws(CompilerMistake) {
    var rows = ""
    for argument in arguments.dropFirst(2) { rows += try row(argument) }
    let text = """
        // Written by sentinel-embed.
        /// Files by name, as they were when the program was built.
        let embeddedFiles: [(name: StaticString, text: StaticString)] = [
        \(rows)]

        """
    try write(text, to: arguments[1])
} catch {
    printError(error.message)
    exit(1)
}
