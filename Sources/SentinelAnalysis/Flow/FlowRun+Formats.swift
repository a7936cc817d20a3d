internal import SentinelModel
internal import SentinelSyntax

/// What functions of Go make of texts: formats, addresses, and errors, which are never nothing.
extension FlowRun {
    func known(ofGo call: FlowCall, _ file: SourceFile, _ environment: Environment) -> FlowValue? {
        guard !followsSecrets else { return nil }
        switch call.name {
        case "fmt.Sprintf": return formatted(call, file, environment)
        case "errors.New", "fmt.Errorf":
            var value = FlowValue.made(of: call.values)
            value.truth = Truth(ifTrue: Checks.none, ifFalse: nil)
            return value
        default: return address(call)
        }
    }

    /// `fmt.Sprintf("https://example.com/%s", x)`: nil where the format is not known, or counts its arguments itself.
    private func formatted(_ call: FlowCall, _ file: SourceFile, _ environment: Environment) -> FlowValue? {
        guard let first = call.arguments.first, first.value.anyTaint == nil,
            !call.arguments.contains(where: \.isSpread),
            let format = text(of: first.value) ?? evaluator.value(of: first.node, in: file).text
        else { return nil }
        var pieces: [TextPiece] = []
        var rest = format[...]
        var arguments = call.arguments.dropFirst()
        while let percent = rest.firstIndex(of: "%") {
            if percent > rest.startIndex { pieces.append(.constant(String(rest[..<percent]))) }
            rest = rest[percent...].dropFirst().drop { "+-# 0123456789.".contains($0) }
            guard let verb = rest.popFirst(), verb != "*", verb != "[" else { return nil }
            guard verb != "%" else {
                pieces.append(.constant("%"))
                continue
            }
            guard let argument = arguments.popFirst() else { return nil }
            let isText = ["s", "v", "q"].contains(verb)
            pieces.append(isText ? piece(of: argument.value, argument.node, file, environment) : .unknown)
        }
        if !rest.isEmpty { pieces.append(.constant(String(rest))) }
        return joined(pieces).built(at: Reference(file, call.node))
    }

    /// The text of an address of which only what follows the host came from outside; nil for any other.
    private func address(_ call: FlowCall) -> FlowValue? {
        let taint: Taint?
        switch call.method {
        // `(&url.URL{Host: "example.com", Path: x}).String()`, `u.Path = x`
        case "String":
            guard call.receiver.taint == nil, let fields = call.receiver.fields,
                !Self.partsOfAddresses.isDisjoint(with: fields.keys),
                !["Host", "Scheme", "Opaque"].contains(where: { fields[$0]?.anyTaint != nil })
            else { return nil }
            taint = call.receiver.anyTaint
        case "JoinPath":
            let isFunction = call.name == "net/url.JoinPath"
            let base = isFunction ? call.arguments.first?.value : call.receiver
            taint = FlowValue.merged(base?.anyTaint, FlowValue.made(of: call.values).taint)
            if let base, base.anyTaint != nil { return FlowValue(taint: taint, shape: base.shape) }
        default: return nil
        }
        return FlowValue(taint: taint, shape: .built(prefix: "https://host/"))
    }

    private static let partsOfAddresses: Set<String> = ["Path", "RawPath", "RawQuery", "Fragment", "User"]
}
