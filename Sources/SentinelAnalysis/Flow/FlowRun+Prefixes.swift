internal import SentinelModel
internal import SentinelSyntax

/// Checks of what a text begins or ends with.
extension FlowRun {
    /// `path.startswith(base)`: below it only where `..` is resolved and the base ends at a separator.
    func beginning(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let isFunction = call.method == "HasPrefix"
        let value = isFunction ? call.arguments.first?.value : call.receiver
        guard let taint = value?.anyTaint,
            let base = isFunction ? call.arguments.dropFirst().first : call.arguments.first
        else { return nil }
        if base.value.anyTaint != nil { return nil }
        if let text = text(of: base.value) {
            // A path that was resolved is absolute: it never begins with one that is not.
            if taint.clean.contains(.isResolved), text.isRelativePath {
                return FlowValue(truth: holds(taint.parts, .all))
            }
            return opening(text, taint)
        }
        switch evaluator.value(of: base.node, in: file) {
        case .text(let text) where text.isComplete: return opening(text.text, taint)
        case .list: return nil
        default: break
        }
        guard taint.clean.contains(.isNormal) else {
            return FlowValue(truth: weak(taint, "it is compared before `..` in it is resolved"))
        }
        if endsAtSeparator(base.node, file) { return FlowValue(truth: holds(taint.parts, containment)) }
        // What matches texts asks for no folder: `strings.HasPrefix(text, m.pattern)`.
        if file.tree.string(file.tree[base.node].range).lowercased().hasPart("pattern") { return .harmless }
        // `/data-old` begins with `/data`.
        report(weakCheck: "!prefix", of: taint, at: Reference(file, call.node), isDoubted: isElement(base.node, file))
        return FlowValue(truth: holds(taint.parts, containment))
    }

    private func opening(_ text: String, _ taint: Taint) -> FlowValue {
        switch text {
        case "-", "--": return FlowValue(truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, dashes)))
        case "/", "\\", "~":
            return FlowValue(truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts, .noAbsolute)))
        // `relative(base, path).startsWith("..")`
        case "..":
            return FlowValue(
                truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), containment)))
        case "'": return FlowValue(truth: holds(taint.parts, .beginsSingleQuoted))
        case "\"": return FlowValue(truth: holds(taint.parts, .beginsDoubleQuoted))
        case "http://", "https://", "http", "https": return .harmless
        default:
            // The beginning of an address with its whole host.
            if TextPrefix.fixesHost(text) {
                return FlowValue(truth: holds(taint.parts, table.rules(for: .host)))
            }
            if text.hasPrefix("http") {
                return FlowValue(truth: weak(taint, "hosts that merely begin like `\(text)` pass"))
            }
            if text.hasPrefix("/"), taint.clean.contains(.isNormal) {
                return FlowValue(truth: holds(taint.parts, text.hasSuffix("/") ? containment : .none))
            }
            return .harmless
        }
    }

    /// `host.endswith(".example.com")`
    func ending(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        let isFunction = call.method == "HasSuffix"
        let value = isFunction ? call.arguments.first?.value : call.receiver
        guard let taint = value?.anyTaint,
            let end = isFunction ? call.arguments.dropFirst().first : call.arguments.first,
            end.value.anyTaint == nil, let text = text(of: end.value), text.looksLikeHost
        else { return nil }
        let node = isFunction ? call.arguments[0].node : call.object
        guard isHost(node, file) else {
            return FlowValue(truth: weak(taint, "an address is asked for its end, not its host"))
        }
        guard text.hasPrefix(".") else {
            return FlowValue(truth: weak(taint, "hosts that merely end like `\(text)` pass"))
        }
        return FlowValue(truth: Truth(ifTrue: hostChecks(taint.parts), ifFalse: Checks.none))
    }

    /// A function of the project that knows which addresses are those of inner networks.
    func innerNetwork(_ call: FlowCall) -> FlowValue? {
        guard case .function(let function) = call.target, let taint = FlowValue.made(of: call.values).taint,
            KnownFlows.asksForPrivate(call.method)
        else { return nil }
        let text = function.file.tree.string(function.range)
        guard text.utf8.count < 20_000,
            ["192.168", "192\\.168", "169.254", "is_private", "IsPrivate", "127.0.0", "localhost"].contains(
                where: text.contains)
        else { return nil }
        return FlowValue(
            truth: Truth(ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), table.rules(for: .host))))
    }

    var dashes: RuleBits { RuleBits.noDash.union(table.rules(for: .noDash)) }

    func weak(_ taint: Taint, _ why: String) -> Truth? {
        taint.parts.ancestors(parts).forEach { weaknesses[$0] = why }
        return nil
    }

    /// True for one of several folders, of which nobody here sees how their names end.
    private func isElement(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.kind(node) == .name,
            let found = file.bindings(of: node)
        else { return false }
        return found.bindings.last?.kind == .element || found.bindings.last?.kind == .parameter
    }

    /// True if a folder's name ends with the separator: `base + os.sep`, `f"{base}/"`, `path.join(base, "")`.
    private func endsAtSeparator(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let text = tree.string(tree[node].range)
        if ["os.sep", "path.sep", "os.path.sep", "filepath.Separator", "PathSeparator"].contains(where: text.hasSuffix)
        {
            return true
        }
        if text.hasPart("Separator") { return true }
        let inner = text.drop { "\"'`f".contains($0) }
        let end = text.last { !"\"'`)".contains($0) }
        if tree.kind(node) == .name, let definition = evaluator.definition(of: node, in: file),
            definition.node != node, definition.file.tree.kind(definition.node) != .name
        {
            return endsAtSeparator(definition.node, definition.file)
        }
        return end == "/" && !inner.isEmpty || end == "\\"
    }
}

extension String {
    /// A folder below the present one, as a constant names it.
    fileprivate var isRelativePath: Bool {
        guard let first, !["/", "\\", "~"].contains(first) else { return false }
        return dropFirst().first != ":"
    }

    /// `example.com`, `.example.com`
    var looksLikeHost: Bool {
        utf8.count > 4 && dropFirst().contains(".") && !contains("/") && !contains("..") && !contains(" ")
            && (split(separator: ".").last?.allSatisfy { $0.isLetter } ?? false)
    }
}
