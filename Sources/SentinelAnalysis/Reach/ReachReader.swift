internal import SentinelSyntax

/// A call that does something to the world, reached from a handler.
package struct ReachedCall {
    package var name: String
    package var capabilities: [Capability]
    /// How many functions lie between.
    package var distance: Int
    /// True if it is given something made of the handler's parameters.
    package var usesInput: Bool
    package var text: String
    package var place: Reference
    /// The program that is run in a folder made of the handler's parameters, with what it is told.
    package var folderCommand = ""
    /// True if the statement of a query is made of the handler's parameters; not so what is bound to places in it.
    package var choosesStatement = false
    /// True if nothing is made of what it answers.
    package var isIgnored = false
}

/// All that a function reaches.
package struct Reach {
    package var calls: [ReachedCall] = []
    /// Last names of everything that is called.
    package var names: Set<String> = []

    package var capabilities: [Capability] {
        let found = Set(calls.flatMap(\.capabilities))
        return Capability.allCases.filter(found.contains)
    }
}

/// Finds what functions reach in the project, by summaries that are made once a function. For one file in work.
package final class ReachReader {
    let evaluator: Evaluator
    private var summaries: [Reference: FunctionSummary] = [:]
    private var nodes = 0
    private var work = 0
    private var cuts = 0
    /// True where a limit kept something from being followed.
    package private(set) var isCut = false

    private static let mostFunctions = 300
    private static let mostNodes = 2_000_000
    /// Questions that took too much, before no more is asked.
    private static let mostCuts = 10
    private static let mostCalls = 400
    /// Calls and assignments looked at, for all questions about one file.
    private static let mostWork = 5_000_000

    package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// Begins with another question to the evaluator, of a budget of its own while there were few that took too much.
    func begin() {
        if evaluator.isCut {
            isCut = true
            cuts += 1
        }
        if cuts < Self.mostCuts { evaluator.begin() }
    }

    func summary(of function: Reference) -> FunctionSummary {
        if let known = summaries[function] { return known }
        guard nodes < Self.mostNodes else {
            isCut = true
            return FunctionSummary()
        }
        begin()
        let (made, count) = SummaryBuilder.build(function, evaluator)
        nodes += count
        summaries[function] = made
        return made
    }

    /// Names in a function that are made of what it is given.
    func derivedNames(in function: Reference) -> Set<NameID> {
        let summary = summary(of: function)
        return summary.derived(from: Set(summary.parameters.flatMap(\.self)).subtracting(circumstances(of: function)))
    }

    private struct Step {
        var function: Reference
        var inputs: Set<NameID>
        var distance: Int
    }

    /// What `function` reaches from `included` of itself (all where nil) without what lies in `excluded`, through at most `most` functions.
    package func reach(
        of function: Reference, in included: Range<Int>? = nil, without excluded: [Range<Int>] = [], most: Int = .max
    ) -> Reach {
        var found = Reach()
        var seen: [Reference: Set<NameID>] = [:]
        let inputs = Set(summary(of: function).parameters.flatMap(\.self)).subtracting(circumstances(of: function))
        var waiting = [Step(function: function, inputs: inputs, distance: 0)]
        var next = 0
        while next < waiting.count {
            let step = waiting[next]
            next += 1
            // Again only with more of what came in.
            if let before = seen[step.function], step.inputs.isSubset(of: before) { continue }
            let isFirst = seen[step.function] == nil
            guard seen.count < Self.mostFunctions, waiting.count < 4 * Self.mostFunctions, work < Self.mostWork else {
                isCut = true
                break
            }
            seen[step.function, default: []].formUnion(step.inputs)
            let summary = summary(of: step.function)
            work += summary.sites.count + 4 * summary.flows.count
            let derived = summary.derived(from: step.inputs)
            let tree = step.function.file.tree
            func isMeant(_ node: NodeID) -> Bool {
                guard step.distance == 0 else { return true }
                let at = tree[node].range.lowerBound
                return included?.contains(at) != false && !excluded.contains { $0.contains(at) }
            }
            for site in summary.sites where isMeant(site.node) {
                let usesInput =
                    site.receiver.contains(where: derived.contains)
                    || site.arguments.contains { $0.names.contains(where: derived.contains) }
                found.names.insert(site.name.lastName)
                if !site.capabilities.isEmpty || !site.text.isEmpty, isFirst || usesInput,
                    found.calls.count < Self.mostCalls
                {
                    var call = ReachedCall(
                        name: site.name, capabilities: site.capabilities, distance: step.distance,
                        usesInput: usesInput, text: site.text, place: Reference(step.function.file, site.node))
                    call.isIgnored = site.isIgnored
                    call.choosesStatement = site.statement?.contains(where: derived.contains) ?? false
                    if site.folder.contains(where: derived.contains) { call.folderCommand = site.command }
                    found.add(call)
                }
                if step.distance < most { follow(site, derived, step, &waiting) }
            }
            for secret in summary.secrets where isFirst && isMeant(secret) {
                found.add(
                    ReachedCall(
                        name: "environment", capabilities: [.secretRead], distance: step.distance, usesInput: false,
                        text: "", place: Reference(step.function.file, secret)))
            }
        }
        return found
    }

    private func follow(_ site: FunctionSummary.Site, _ derived: Set<NameID>, _ step: Step, _ waiting: inout [Step]) {
        for handed in site.handed {
            waiting.append(Step(function: handed, inputs: [], distance: step.distance + 1))
        }
        guard let target = site.target, target != step.function else { return }
        let parameters = summary(of: target).parameters
        let tree = target.file.tree
        let nodes = tree.children(of: target.node, .parameter)
        // What a method belongs to is its first parameter in Python.
        let skipped = takesSelf(target) ? 1 : 0
        var inputs: Set<NameID> = []
        var place = skipped
        for argument in site.arguments {
            let index: Int?
            if argument.keyword.isEmpty {
                index = place
                place += 1
            } else {
                index = nodes.firstIndex { tree.name(of: $0) == argument.keyword }
            }
            guard let index, parameters.indices.contains(index), argument.names.contains(where: derived.contains) else {
                continue
            }
            inputs.formUnion(parameters[index])
        }
        waiting.append(Step(function: target, inputs: inputs, distance: step.distance + 1))
    }

    private func takesSelf(_ function: Reference) -> Bool {
        let file = function.file
        guard file.language == .python, let scope = file.scope(of: function.node),
            let parent = file.scopes[scope].parent
        else { return false }
        return file.scopes[parent].isClass && !evaluator.isDecorated(function.node, with: "staticmethod", file)
    }

    /// Parameters by which a handler is told where it runs, not what to do.
    private func circumstances(of function: Reference) -> Set<NameID> {
        let tree = function.file.tree
        return Set(
            ["self", "cls", "ctx", "context", "extra", "server", "session"].map(tree.find).filter { $0 != .none })
    }
}

extension Reach {
    /// A call that is met again counts for the more that is known of it.
    fileprivate mutating func add(_ call: ReachedCall) {
        guard let known = calls.firstIndex(where: { $0.place == call.place }) else { return calls.append(call) }
        calls[known].usesInput = calls[known].usesInput || call.usesInput
        calls[known].choosesStatement = calls[known].choosesStatement || call.choosesStatement
        if calls[known].folderCommand.isEmpty { calls[known].folderCommand = call.folderCommand }
        calls[known].distance = min(calls[known].distance, call.distance)
    }
}
