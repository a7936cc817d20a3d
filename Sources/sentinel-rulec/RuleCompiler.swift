internal import BuildFiles
internal import SentinelModel
internal import SentinelRules

/// Parses and checks the files; rules sorted by id.
func loadRules(from paths: [String]) throws(CompilerMistake) -> [PatternRule] {
    var rules: [PatternRule] = []
    var owners: [String: String] = [:]
    for path in paths {
        let found = try parse(path)
        let stem = path.split(separator: "/").last.map { String($0.dropLast(".yaml".count)) }
        guard found.count == 1, let rule = found.first, rule.descriptor.id == stem else {
            throw CompilerMistake(
                message: "\(path):1:1: error: the file must hold one rule, whose id is the file's name")
        }
        for name in [rule.descriptor.id] + rule.descriptor.aliases {
            if let other = owners.updateValue(path, forKey: name) {
                throw CompilerMistake(message: "\(path):1:1: error: the id `\(name)` is taken already by \(other)")
            }
        }
        rules.append(rule)
    }
    do throws(RuleError) {
        return try RuleCheck.checked(rules) { rule in paths.first { $0.hasSuffix("/\(rule.descriptor.id).yaml") } ?? ""
        }
    } catch {
        throw mistake(error)
    }
}

private func parse(_ path: String) throws(CompilerMistake) -> [PatternRule] {
    let bytes = try read(path)
    do throws(RuleError) {
        return try RuleParser(origin: RuleDescriptor.builtIn, isBuiltIn: true).parse(bytes, file: path)
    } catch {
        throw mistake(error)
    }
}

private func mistake(_ error: RuleError) -> CompilerMistake {
    let detail = error.detail.isEmpty ? "" : "\n\(error.detail)"
    return CompilerMistake(
        message: "\(error.file):\(error.line):\(error.column): error: \(error.message)\(detail)")
}

/// A Swift file with the archive of `rules` as a literal.
func swiftSource(for rules: [PatternRule], trigger: [PatternText]) -> String {
    let archive = String(decoding: RuleArchive.encode(rules), as: UTF8.self)
    let patterns = String(decoding: RuleArchive.encode(patterns: trigger), as: UTF8.self)
    return """
        // Written by sentinel-rulec from the files below Rules/.
        /// The built-in rules, as `RuleArchive` reads them.
        let builtInRuleArchive: StaticString = \(literal(archive))
        /// What shows that a file declares something, as `RuleArchive` reads it.
        let builtInTrigger: StaticString = \(literal(patterns))

        """
}
