internal import SentinelSyntax

/// What is known of a function once it was followed with arguments of one kind.
struct FlowSummary {
    /// Pieces of each argument, as they were.
    var arguments: [PartSet]
    var returned: FlowValue
    /// What was checked at all of its ends.
    var exits: Checks
    var sites: Set<Int>
    /// Numbers of pieces mean something only until the next handler is followed.
    var parts: FlowParts
}

struct SummaryKey: Hashable {
    struct Argument: Hashable {
        var isTainted: Bool
        var clean: RuleBits
        var isBuilt: Bool
        var fields: [String: RuleBits]
        /// What it is known to be, and what its fields are.
        var known: [String: Constant] = [:]
        var isRequest = false
    }

    var function: Reference
    var arguments: [Argument]
}

extension FlowRun {
    /// Follows a function of the project with these arguments, by parameter. Returns what it returns; `environment` then knows what was
    /// checked in it.
    func enter(
        _ function: Reference, _ arguments: [FlowValue], _ environment: Environment, isEntry: Bool = false
    ) -> (value: FlowValue, checks: Checks) {
        let unknown = FlowValue.made(of: arguments)
        let arguments = isEntry ? arguments : worthKnowing(arguments, of: function)
        guard frames.count < deepestCall, !frames.contains(where: { $0.function == function }) else {
            if frames.count >= deepestCall, !isOne { cut() }
            return (unknown, .none)
        }
        // A function within one that runs uses its variables: what it does depends on more than its arguments.
        let isInner = frames.contains { $0.function.holds(function) }
        // One that another made and handed out takes along what it saw there.
        let isClosure = captured[function] != nil
        let mayRemember = !isEntry && !isInner && !isClosure && !arguments.contains { $0.function != nil }
        let key = SummaryKey(function: function, arguments: arguments.map { self.key(of: $0, environment) })
        if mayRemember, let known = summaries[key] { return apply(known, to: arguments, of: function) }
        seen.insert(function)
        if function == handler, followsSecrets || arguments.contains(where: { $0.anyTaint != nil }) {
            isHandlerReached = true
        }
        observer?.entered(function)
        let frame = FlowFrame(function)
        frames.append(frame)
        let depthOutside = depth
        let loopsOutside = loops
        depth = 0
        loops = 0
        run(function, arguments, isInner || isClosure ? seen(by: function, environment) : environment.bare)
        depth = depthOutside
        loops = loopsOutside
        frames.removeLast()
        let exits = frame.exits ?? .none
        var returned = frame.returned ?? .harmless
        if function.file.tree[function.node].flags.contains(.isGenerator) { returned = returned.flat }
        if mayRemember {
            summaries[key] = FlowSummary(
                arguments: arguments.map { $0.anyTaint?.parts ?? PartSet() }, returned: returned, exits: exits,
                sites: frame.sites, parts: parts)
        }
        return (step(into: returned, from: function), exits)
    }

    /// What a function within another sees: the present variables where that one calls it, else those it was handed on with.
    private func seen(by function: Reference, _ environment: Environment) -> Environment {
        // The last frame is the function's own.
        if frames.dropLast().last?.function.holds(function) == true { return environment }
        guard var own = captured[function] else { return environment }
        own.take(Checks(environment.checked))
        return own
    }

    private func run(_ function: Reference, _ arguments: [FlowValue], _ environment: Environment) {
        let (file, tree) = (function.file, function.file.tree)
        var environment = environment
        environment.isReachable = true
        let parameters = tree.children(of: function.node, .parameter)
        let receiver = tree.child(of: function.node, .receiver)
        if !receiver.isNone, arguments.count > parameters.count {
            bind(tree.child(of: receiver, .name), arguments[parameters.count], file, &environment)
        }
        for (index, parameter) in parameters.enumerated() {
            var value = index < arguments.count ? arguments[index] : .harmless
            // More than there are parameters come from those who do not know them.
            if receiver.isNone, tree[parameter].flags.contains(.isRest), arguments.count > parameters.count {
                value = FlowValue.made(of: [value] + arguments[parameters.count...])
            }
            let pattern = tree.child(of: parameter, .pattern)
            let target = pattern.isNone ? tree.child(of: parameter, .name) : pattern
            if isNumber(parameter, file) { value = value.known == nil ? .harmless : value }
            if !value.isRequest, value.anyTaint == nil || isOne, isRequest(parameter, of: function.node, file) {
                value = .request
            }
            bind(target, value, file, &environment)
        }
        let body = tree.child(of: function.node, .body)
        if tree.kind(body) == .block {
            walk(body, file, &environment)
            frames.last?.leave(with: .harmless, environment)
        } else if !body.isNone {
            let value = evaluate(body, file, &environment)
            result(value, body, file)
            frames.last?.leave(with: checked(value, environment), environment)
        }
    }

    /// True where a parameter's type leaves no room for text.
    private func isNumber(_ parameter: NodeID, _ file: SourceFile) -> Bool {
        let type = file.tree.string(file.tree[file.tree.child(of: parameter, .type)].range)
        switch file.language {
        // Types are hints in Python: nothing checks them but frameworks, whose handlers are seen to elsewhere.
        case .python: return false
        default: return ["number", "boolean", "bigint", "int", "int64", "int32", "float64", "bool"].contains(type)
        }
    }

    private func key(of value: FlowValue, _ environment: Environment) -> SummaryKey.Argument {
        func clean(_ taint: Taint?) -> RuleBits {
            taint.map { $0.clean.union(environment.checked($0.parts, parts)) } ?? .all
        }
        return SummaryKey.Argument(
            isTainted: value.anyTaint != nil, clean: clean(value.taint), isBuilt: value.shape != .whole,
            fields: value.fields?.mapValues { clean($0.anyTaint) } ?? [:], known: constants(of: value),
            isRequest: value.isRequest)
    }

    /// What a function that is known returns for other arguments of the same kind.
    private func apply(
        _ summary: FlowSummary, to arguments: [FlowValue], of function: Reference
    ) -> (value: FlowValue, checks: Checks) {
        var map: [Int: PartSet] = [:]
        for (old, new) in zip(summary.arguments, arguments) {
            let parts = new.anyTaint?.parts ?? PartSet()
            old.forEach { map[$0] = (map[$0] ?? PartSet()).union(parts) }
        }
        let renaming = PartRenaming(map: map, old: summary.parts, isSame: summary.parts === self.parts)
        let step = arguments.lazy.compactMap { $0.anyTaint?.step }.min()
        let builders = arguments.compactMap { argument in
            argument.builtAt.flatMap { place in argument.taint.flatMap { builder(place, $0, for: function) } }
        }
        for site in summary.sites {
            if let origin = step.flatMap({ trace.origin(of: $0) }) { note(origin, at: site) }
            // What was put together nowhere, or farther in, is known from the first time: it was of the same kind.
            if !builders.isEmpty { note(builders, at: site) }
            for frame in frames { frame.sites.insert(site) }
        }
        var returned = renaming.value(summary.returned, parts)
        if let step { returned = returned.with(step: step) }
        let exits = renaming.checks(summary.exits, parts)
        note(exits, function.file.tree.name(of: function.node), at: function)
        return (self.step(into: returned, from: function), exits)
    }

    private func step(into value: FlowValue, from function: Reference) -> FlowValue {
        guard let taint = value.taint else { return value }
        let name = function.file.tree.name(of: function.node)
        guard !name.isEmpty else { return value }
        var value = value
        value.taint?.step = trace.add(.returned(name), at: function, after: taint.step)
        return value
    }
}

extension Reference {
    /// True if the other lies within.
    func holds(_ other: Reference) -> Bool {
        file === other.file && range.contains(other.range.lowerBound) && self != other
    }
}

extension Environment {
    /// What a function elsewhere sees of it.
    var bare: Environment {
        var environment = Environment()
        environment.take(Checks(checked))
        return environment
    }
}

/// Pieces under the numbers that another call gives them.
struct PartRenaming {
    var map: [Int: PartSet]
    /// What the numbers meant when the function was followed.
    var old: FlowParts
    /// They mean the same now.
    var isSame: Bool

    func parts(_ parts: PartSet, _ all: FlowParts) -> PartSet {
        var new = PartSet()
        parts.forEach { new = new.union(part($0, all) ?? PartSet(PartSet.most)) }
        return new
    }

    /// Nil for what came up within the function, for another handler.
    private func part(_ number: Int, _ all: FlowParts) -> PartSet? {
        if let known = map[number] { return known }
        guard let (parent, field) = old.parents[number], let renamed = map[parent] else {
            return isSame ? PartSet(number) : nil
        }
        var new = PartSet()
        renamed.forEach { new = new.union(PartSet(all.child(of: $0, field))) }
        return new
    }

    func value(_ value: FlowValue, _ all: FlowParts) -> FlowValue {
        var new = value
        if let taint = value.taint { new.taint?.parts = parts(taint.parts, all) }
        if let fields = value.fields {
            for (key, field) in fields { new.fields?[key] = self.value(field, all) }
        }
        if let truth = value.truth {
            new.truth = Truth(
                ifTrue: truth.ifTrue.map { checks($0, all) }, ifFalse: truth.ifFalse.map { checks($0, all) })
        }
        return new
    }

    func checks(_ checks: Checks, _ all: FlowParts) -> Checks {
        var new: [Int: RuleBits] = [:]
        for (number, rules) in checks.byPart {
            part(number, all)?.forEach { new[$0, default: .none].formUnion(rules) }
        }
        return Checks(new)
    }
}

extension FlowValue {
    func with(step: Int32) -> FlowValue {
        var value = self
        value.taint?.step = step
        value.fields = fields?.mapValues { $0.with(step: step) }
        return value
    }
}
