// sentinel-rulec OUTPUT.swift RULE.yaml...
// sentinel-rulec packages OUTPUT.swift ADVISORIES.yaml NAMES.yaml
//
// Checks rule files, or what is known of packages, and writes them as Swift string literals, which the library carries. Run by RuleCompilerPlugin at
// build time. A mistake ends the build with `file:line:column: error: message`, which editors understand.
internal import BuildFiles
internal import Glibc
internal import SentinelRules

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
    printError("usage: sentinel-rulec OUTPUT.swift RULE.yaml...")
    exit(2)
}
do throws(CompilerMistake) {
    if arguments[1] == "packages", arguments.count == 5 {
        try write(try packagesSource(advisories: arguments[3], names: arguments[4]), to: arguments[2])
        exit(0)
    }
    let rules = try loadRules(from: arguments.dropFirst(2).sorted())
    guard let trigger = MetadataTrigger.analysed else {
        throw CompilerMistake(message: "error: a pattern of MetadataTrigger is none")
    }
    try write(swiftSource(for: rules, trigger: trigger), to: arguments[1])
} catch {
    printError(error.message)
    exit(1)
}
