internal import SentinelDocuments
internal import SentinelModel
internal import SentinelPattern

/// A condition, compiled.
indirect enum CompiledCondition: Sendable {
    case all([CompiledCondition])
    case any([CompiledCondition])
    case not(CompiledCondition)
    case at(DocumentPath, CompiledCondition)
    case missing(DocumentPath)
    case key(CompiledCondition)
    case text(ConfigTextTest, [[UInt8]], isCaseless: Bool)
    case matches(Pattern)
    case property(ConfigProperty)
    case after(CompiledCondition)
    case precededBy(CompiledCondition)
    case followedBy(CompiledCondition)
    case sameAs(DocumentPath)
    case argument(of: [[String]], ArgumentTest)

    static func compiled(
        _ conditions: [ConfigCondition], of rule: PatternRule
    ) throws(RuleError) -> [CompiledCondition] {
        var found: [CompiledCondition] = []
        for condition in conditions { found.append(try CompiledCondition(condition, of: rule)) }
        return found
    }

    init(_ condition: ConfigCondition, of rule: PatternRule) throws(RuleError) {
        switch condition {
        case .all(let parts): self = .all(try Self.compiled(parts, of: rule))
        case .any(let parts): self = .any(try Self.compiled(parts, of: rule))
        case .not(let part): self = .not(try CompiledCondition(part, of: rule))
        case .at(let path, let part): self = .at(try Self.path(path, of: rule), try CompiledCondition(part, of: rule))
        case .missing(let path): self = .missing(try Self.path(path, of: rule))
        case .key(let part): self = .key(try CompiledCondition(part, of: rule))
        case .text(let test, let texts):
            let texts = texts.map { Array((rule.isCaseless ? $0.lowercased() : $0).utf8) }
            self = .text(test, texts, isCaseless: rule.isCaseless)
        case .matches(let pattern): self = .matches(try Self.pattern(pattern, of: rule))
        case .property(let property): self = .property(property)
        case .after(let part): self = .after(try CompiledCondition(part, of: rule))
        case .precededBy(let part): self = .precededBy(try CompiledCondition(part, of: rule))
        case .followedBy(let part): self = .followedBy(try CompiledCondition(part, of: rule))
        case .sameAs(let path): self = .sameAs(try Self.path(path, of: rule))
        case .argument(let test): self = .argument(of: test.of.map { $0.split(separator: " ").map(String.init) }, test)
        }
    }

    static func path(_ selector: SelectorText, of rule: PatternRule) throws(RuleError) -> DocumentPath {
        do throws(DocumentPath.Mistake) {
            return try DocumentPath(selector.text, caseless: rule.isCaseless)
        } catch {
            throw RuleError(
                file: rule.descriptor.origin, line: selector.line, column: selector.column,
                message: "\(rule.descriptor.id): \(error.message)")
        }
    }

    private static func pattern(_ text: PatternText, of rule: PatternRule) throws(RuleError) -> Pattern {
        let (source, options) = (rule.regex(text), rule.conditionOptions)
        do throws(PatternError) {
            if let known = text.analysis { return Pattern(source, options: options, analysis: known) }
            return Pattern(source, options: options, analysis: try PatternAnalysis(source, options: options))
        } catch {
            throw RuleError(
                file: rule.descriptor.origin, line: text.line, column: text.column,
                message: "\(rule.descriptor.id): \(error.message)", detail: error.detail)
        }
    }

    /// True if the condition holds for `node`, which stands at the end of `trail`. A regular expression that reaches a limit
    /// matches nothing.
    func holds(for node: DocumentNode, _ trail: [PathMatch.Step], _ work: ConfigWork) -> Bool {
        switch self {
        case .all(let parts): return parts.allSatisfy { $0.holds(for: node, trail, work) }
        case .any(let parts): return parts.contains { $0.holds(for: node, trail, work) }
        case .not(let part): return !part.holds(for: node, trail, work)
        case .at(let path, let part):
            return Self.some(path, from: trail, work) { part.holds(for: $0.node, $0.trail, work) }
        case .missing(let path): return !Self.some(path, from: trail, work) { _ in true }
        case .key(let part): return trail.last?.key.map { part.holds(for: $0, trail, work) } ?? false
        case .text(let test, let texts, let isCaseless):
            guard node.kind.isScalar else { return false }
            let text = isCaseless ? ArraySlice(node.text.lowercased().utf8) : node.bytes
            return texts.contains { Self.holds(test, text, $0) }
        case .matches(let pattern):
            return node.kind.isScalar && Self.find(pattern, in: node.bytes, from: 0, work) != nil
        case .property(let property): return property.holds(for: node)
        case .after(let part):
            guard let last = Neighbours(trail, work.budget).last else { return false }
            return part.holds(for: last.node, trail.dropLast() + [last], work)
        case .precededBy(let part):
            return Neighbours(trail, work.budget).contains(isBefore: true) {
                part.holds(for: $0.node, trail.dropLast() + [$0], work)
            }
        case .followedBy(let part):
            return Neighbours(trail, work.budget).contains(isBefore: false) {
                part.holds(for: $0.node, trail.dropLast() + [$0], work)
            }
        case .sameAs(let path):
            guard node.kind.isScalar else { return false }
            return Self.some(path, from: trail, work) {
                $0.node.kind.isScalar && $0.node.bytes.elementsEqual(node.bytes)
            }
        case .argument(let programs, let test):
            return CommandLine(trail, work.budget)?.isArgument(of: programs, test) ?? false
        }
    }

    /// True if `test` holds for something that the path selects.
    private static func some(
        _ path: DocumentPath, from trail: [PathMatch.Step], _ work: ConfigWork, _ test: (PathMatch) -> Bool
    ) -> Bool {
        var found = false
        path.matches(from: trail, budget: work.budget) {
            found = test($0)
            return !found
        }
        return found
    }

    private static func holds(_ test: ConfigTextTest, _ text: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        switch test {
        case .equals, .oneOf: text.elementsEqual(wanted)
        case .startsWith: text.starts(with: wanted)
        case .endsWith: text.count >= wanted.count && text.suffix(wanted.count).elementsEqual(wanted)
        case .contains:
            wanted.isEmpty
                || (text.count >= wanted.count
                    && (text.startIndex...(text.endIndex - wanted.count)).contains {
                        text[$0] == wanted[0] && text[$0..<($0 + wanted.count)].elementsEqual(wanted)
                    })
        }
    }

    /// The regular expressions by which the condition holds for the value itself; of alternatives those of the first that holds.
    func ownPatterns(for node: DocumentNode, _ trail: [PathMatch.Step], _ work: ConfigWork) -> [Pattern] {
        switch self {
        case .all(let parts): parts.flatMap { $0.ownPatterns(for: node, trail, work) }
        case .any(let parts):
            parts.first { $0.holds(for: node, trail, work) }?.ownPatterns(for: node, trail, work) ?? []
        case .matches(let pattern): [pattern]
        default: []
        }
    }

    /// What `pattern` finds first in `bytes` at or behind `start`: its group `report`, or all of the match. And where the match ends.
    static func find(
        _ pattern: Pattern, in bytes: ArraySlice<UInt8>, from start: Int, _ work: ConfigWork
    ) -> (span: Range<Int>, end: Int)? {
        unsafe bytes.withUnsafeBufferPointer { bytes -> (span: Range<Int>, end: Int)? in
            guard start <= bytes.count,
                case .match(let range) = unsafe pattern.search(
                    in: bytes, region: start..<bytes.count, scratch: work.scratch)
            else { return nil }
            let span = pattern.groupNumber(named: "report").flatMap { work.scratch.group($0) } ?? range
            return (span, range.upperBound)
        }
    }
}
