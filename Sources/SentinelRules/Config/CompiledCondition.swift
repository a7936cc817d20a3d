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
    func holds(for node: DocumentNode, _ trail: [PathMatch.Step], _ scratch: MatchScratch) -> Bool {
        switch self {
        case .all(let parts): return parts.allSatisfy { $0.holds(for: node, trail, scratch) }
        case .any(let parts): return parts.contains { $0.holds(for: node, trail, scratch) }
        case .not(let part): return !part.holds(for: node, trail, scratch)
        case .at(let path, let part):
            var found = false
            path.matches(from: trail) {
                found = part.holds(for: $0.node, $0.trail, scratch)
                return !found
            }
            return found
        case .missing(let path):
            var found = false
            path.matches(from: trail) { _ in
                found = true
                return false
            }
            return !found
        case .key(let part): return trail.last?.key.map { part.holds(for: $0, trail, scratch) } ?? false
        case .text(let test, let texts, let isCaseless):
            guard node.kind.isScalar else { return false }
            let text = isCaseless ? ArraySlice(node.text.lowercased().utf8) : node.bytes
            return texts.contains { Self.holds(test, text, $0) }
        case .matches: return span(in: node, scratch) != nil
        case .property(let property): return property.holds(for: node)
        }
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

    /// What a regular expression that must hold for the value itself finds in it: the group `report`, or all of the match.
    func span(in node: DocumentNode, _ scratch: MatchScratch) -> Range<Int>? {
        switch self {
        case .all(let parts): return parts.lazy.compactMap { $0.span(in: node, scratch) }.first
        case .any(let parts): return parts.lazy.compactMap { $0.span(in: node, scratch) }.first
        case .matches(let pattern):
            guard node.kind.isScalar else { return nil }
            return unsafe node.bytes.withUnsafeBufferPointer { bytes -> Range<Int>? in
                guard
                    case .match(let range) = unsafe pattern.search(in: bytes, region: 0..<bytes.count, scratch: scratch)
                else { return nil }
                return pattern.groupNumber(named: "report").flatMap { scratch.group($0) } ?? range
            }
        default: return nil
        }
    }
}
