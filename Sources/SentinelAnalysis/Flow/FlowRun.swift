internal import SentinelModel
internal import SentinelSyntax

/// A place that something from outside reaches.
package struct FlowSite {
    /// The rule's number in its table.
    package var rule: Int
    package var place: Reference
    /// What is called there.
    package var sink: String
    package var origin: FlowOrigin
    package var way: [FlowStep]
    /// Why what was checked is not enough; may be empty.
    package var weakness: String
    /// The whole of what is used there came from outside; it may be meant to.
    package var isWhole: Bool
    /// Where a text is matched: with what, and how.
    package var regex: Regex?
    /// Something was asked of it before by what was not seen.
    package var isDoubted = false
    /// It names files of one ending alone.
    package var isLimited = false
    /// It begins at a function that only looks like a handler: one that is known to be one tells it better.
    package var isLikely = false
    /// Other ways to the same place.
    package var others: [FlowOrigin] = []
    /// Where texts that come to it were put together, in other functions.
    package var builders: [FlowBuilder] = []
    /// It is reached by something that was put together nowhere, or here.
    package var isPlain = false
    /// It is about texts, not about paths or addresses.
    var isOfText = false

    package struct Regex {
        package var text: String
        /// The method that matches, such as `search`.
        package var method: String
    }
}

extension FlowSite {
    /// A function that runs whatever it is handed is no place to mend: where texts are put together for it at several places, these are told,
    /// each with its own way.
    package var places: [FlowSite] {
        guard builders.count + (isPlain ? 1 : 0) > 1 else { return [self] }
        let told = builders.map { builder in
            var site = self
            site.place = builder.place
            site.origin = builder.origin
            site.way = builder.way + way.suffix(1)
            site.others = []
            return site
        }
        return isPlain ? [self] + told : told
    }
}

/// A place where a text is put together of what came from outside, for a function elsewhere that does something dangerous with it.
package struct FlowBuilder {
    package var place: Reference
    package var origin: FlowOrigin
    package var way: [FlowStep]
}

/// Follows values from where they come in to where they do harm: from parameters through assignments, texts, containers and functions of the
/// project, over files. Sees each function once for each kind of arguments. Bounded in steps and depth; for one thread.
package final class FlowRun {
    let table: FlowTable
    let evaluator: Evaluator
    let file: SourceFile
    /// True in a run that follows what is secret by itself, and nothing of what comes in.
    let followsSecrets: Bool
    /// The handler of a server that is being followed; nil for other functions.
    private(set) var handler: Reference?
    /// It was entered with something that comes from outside.
    var isHandlerReached = false
    private var isLikely = false
    var trace = FlowTrace()
    private var sites: [SiteKey: Int] = [:]
    package private(set) var found: [FlowSite] = []
    /// True where a limit kept something from being followed.
    package private(set) var isCut = false

    // MARK: Of the function in work

    var frames: [FlowFrame] = []
    var summaries: [SummaryKey: FlowSummary] = [:]
    /// What functions within others saw of their variables where they were handed on.
    var captured: [Reference: Environment] = [:]
    /// Functions that were entered.
    var seen: Set<Reference> = []
    /// Fields of classes, whoever sets them.
    var fields: [Variable: FlowValue] = [:]
    var parts = FlowParts()
    var outsideValues: [OutsideKey: FlowValue] = [:]
    /// Parameters that a framework hands to a handler.
    var handled: Set<Variable> = []
    /// Names that loops and the like change.
    var changed: [Reference: [NodeID]] = [:]
    /// For how many constants functions were followed, and which of their parameters they ask for their values.
    var variants: [Reference: Int] = [:]
    var asked: [Reference: Set<String>] = [:]
    /// True where decorators are applied: what they are told they keep.
    var keepsConstants = false
    /// Checks that a value passed and that are not enough, and why.
    var weaknesses: [Int: String] = [:]
    var depth = 0
    var loops = 0
    /// Told of what is met; nil but where somebody asks for an explanation.
    package var observer: (any FlowObserver)?
    /// What made something harmless so far, while there is an observer.
    var cleanings: [FlowCleaning] = []
    private var steps = 0
    /// Of them, in functions that are no handlers.
    private var guessed = 0
    /// How far functions are followed, and how many steps may be taken, from what the run began with.
    private var allowance = FlowRun.mostSteps
    private(set) var deepestCall = FlowRun.deepest
    /// The function that the run is in reads nothing from outside by itself: all that is known to come in is guessed.
    private(set) var isGuess = false
    /// The file declares or registers something, or imports something of MCP's.
    private var isOfServer = true
    /// What calls through interfaces of Go may mean, by what is called.
    var implementors: [Reference: [Reference]] = [:]
    private lazy var methods = MethodIndex(file, evaluator)
    private lazy var callers = OwnCallers(file)
    private lazy var ownMethods = MethodIndex(file, nil)
    private(set) lazy var seeds = followsSecrets ? SecretSeeds(file, table).seeds : OutsideSeeds(file, table).seeds
    /// Names that were asked whether they leave secrets out.
    var hiding: [String: Bool] = [:]
    /// Names that were asked whether they tell of a secret.
    var secretNames: [String: Bool] = [:]

    static let mostSteps = 400_000
    static let deepestExpression = 120
    private static let deepest = 14
    /// For functions of which no caller is known.
    private static let mostStepsOfOne = 4_000
    /// For all of these in a file.
    private static let mostStepsOfGuesses = 30_000
    private static let deepestOfOne = 3

    private struct SiteKey: Hashable {
        var rule: Int
        var place: Reference
    }

    package init(_ table: FlowTable, _ evaluator: Evaluator, _ file: SourceFile, followsSecrets: Bool = false) {
        self.table = table
        self.followsSecrets = followsSecrets
        self.evaluator = evaluator
        self.file = file
    }

    /// True if another node may be looked at.
    func mayStep() -> Bool {
        steps += 1
        if steps % 512 == 0 { evaluator.begin() }
        if steps > allowance { isCut = true }
        return steps <= allowance
    }

    func cut() { isCut = true }

    /// Methods that something nobody knows may have. Where it is only guessed who calls, or nothing speaks of MCP, no file is read for them: that
    /// would be all that the file imports.
    func methods(named name: String) -> [Reference] {
        // Every class has a constructor of its own.
        if name.hasPrefix("__") || name == "constructor" { return [] }
        return isGuess || !isOfServer ? ownMethods[name] : methods[name]
    }

    /// True if the run is in a function of which no caller is known: what lies deeper is another's.
    var isOne: Bool { deepestCall == Self.deepestOfOne }

    // MARK: Where it begins

    /// Follows what a handler of a server is given.
    private func follow(_ start: FlowHandler) {
        begin()
        allowance = Self.mostSteps
        deepestCall = Self.deepest
        isGuess = false
        let (handler, owner) = (start.function, start.owner)
        for parameter in handler.file.tree.children(of: handler.node, .parameter) {
            let name = handler.file.tree.child(of: parameter, .name)
            if !name.isNone, let scope = handler.file.scope(of: handler.node) {
                handled.insert(Variable(handler.file, scope: scope, handler.file.tree[name].name))
            }
        }
        let values = HandlerParameters(start, evaluator).map { place, name, isHarmless -> FlowValue in
            isHarmless || followsSecrets ? .harmless : source(.tool, name, owner, at: place)
        }
        self.handler = handler
        isHandlerReached = false
        isLikely = start.isLikely
        if let wrapper = wrapper(of: handler) {
            let before = seen
            seen.remove(handler)
            _ = enter(wrapper, wrapped(values, of: handler, for: wrapper), Environment(), isEntry: true)
            // It may have been handed on in a way that nobody here knows.
            if isHandlerReached { return }
            seen = before
        }
        _ = enter(handler, values, Environment(), isEntry: true)
    }

    /// Follows what a function reads from outside by itself, and what it is given where nobody is known to call it.
    package func follow(function: Reference, givenUnknown: Bool, readsOutside: Bool) {
        begin()
        isGuess = !readsOutside
        allowance = min(Self.mostSteps, steps + Self.mostStepsOfOne)
        let before = steps
        defer { guessed += steps - before }
        deepestCall = Self.deepestOfOne
        let tree = function.file.tree
        let values = tree.children(of: function.node, .parameter).map { parameter -> FlowValue in
            let name = tree.name(of: parameter)
            if followsSecrets { return .harmless }
            // What a model wants a tool called with.
            if KnownSources.answers.contains(name) {
                return source(.model, name, tree.name(of: function.node), at: Reference(function.file, parameter))
            }
            guard givenUnknown, !Self.surroundings.contains(name) else { return .harmless }
            return source(.caller, name, tree.name(of: function.node), at: Reference(function.file, parameter))
        }
        _ = enter(function, values, Environment(), isEntry: true)
    }

    /// Parameters that are what a program is made of, and nothing that comes in.
    private static let surroundings: Set<String> = [
        "self", "cls", "this", "ctx", "", "server", "mcpServer", "mcp", "app", "serverConfig", "logger",
    ]

    private func begin() {
        parts = FlowParts()
        outsideValues = [:]
        captured = [:]
        handled = []
        handler = nil
        isLikely = false
        cleanings = []
        weaknesses = [:]
        frames = []
        depth = 0
        loops = 0
        evaluator.begin()
    }

    /// A value that comes from outside at `place`.
    func source(_ source: FlowSource, _ name: String, _ owner: String, at place: Reference) -> FlowValue {
        let origin = FlowOrigin(source: source, name: name, owner: owner, place: place)
        let step = trace.add(.origin(origin), at: place, after: -1)
        return FlowValue(taint: Taint(parts: PartSet(parts.new()), step: step))
    }

    // MARK: What is found

    /// A check that lets through what it should not, as a place of its own.
    func report(weakCheck name: String, of taint: Taint, at place: Reference, isDoubted: Bool = false) {
        for entry in table.sinks(named: name, in: place.file.language) {
            let facts = isDoubted ? RuleBits.isDoubted : .none
            report(entry, taint, at: place, called: name, weakness: "", facts: facts)
        }
    }

    func report(
        _ entry: FlowTable.Entry, _ taint: Taint, at place: Reference, called name: String, weakness: String,
        isWhole: Bool = false, facts: RuleBits = .none, regex: FlowSite.Regex? = nil, builtAt: Reference? = nil
    ) {
        guard let origin = trace.origin(of: taint.step), table.isMeant(origin.source, by: entry.rule) else { return }
        let key = SiteKey(rule: entry.rule, place: place)
        let builders =
            builtAt.flatMap { place in frames.last.flatMap { builder(place, taint, for: $0.function) } }.map { [$0] }
            ?? []
        if let known = sites[key] {
            note(origin, at: known)
            note(builders, at: known)
            for frame in frames { frame.sites.insert(known) }
            return
        }
        let step = trace.add(.sink(name), at: place, after: taint.step)
        sites[key] = found.count
        for frame in frames { frame.sites.insert(found.count) }
        found.append(
            FlowSite(
                rule: entry.rule, place: place, sink: name, origin: origin, way: trace.way(to: step),
                weakness: weakness, isWhole: isWhole, regex: regex, isDoubted: facts.contains(.isDoubted),
                isLimited: facts.contains(.hasEnding), isLikely: isLikely, builders: builders,
                isPlain: builders.isEmpty,
                isOfText: entry.sink.form.isOfText))
    }

    /// Where a text that comes to a function was put together; nil where that is the function itself.
    func builder(_ place: Reference, _ taint: Taint, for function: Reference) -> FlowBuilder? {
        guard function.file !== place.file || !function.holds(place), let origin = trace.origin(of: taint.step)
        else { return nil }
        return FlowBuilder(place: place, origin: origin, way: trace.way(to: taint.step))
    }

    private static let mostBuilders = 32

    func note(_ builders: [FlowBuilder], at site: Int) {
        guard found[site].isOfText else { return }
        if builders.isEmpty { found[site].isPlain = true }
        for builder in builders where found[site].builders.count < Self.mostBuilders {
            if !found[site].builders.contains(where: { $0.place == builder.place }) {
                found[site].builders.append(builder)
            }
        }
    }

    /// Another way to a site that is known.
    func note(_ origin: FlowOrigin, at site: Int) {
        let known = [found[site].origin] + found[site].others
        guard known.count < 8, !known.contains(where: { $0.place == origin.place }) else { return }
        found[site].others.append(origin)
    }
}

extension FlowRun {
    /// Follows all that a file begins: what its handlers are given, then what its functions read from outside by themselves, or are given by
    /// callers that nobody knows.
    package func followAll(_ start: FlowStart) {
        isOfServer = start.isOfServer
        var handlers: Set<Reference> = []
        for handler in start.handlers {
            handlers.insert(handler.function)
            if handler.isLikely, seen.contains(handler.function) { continue }
            follow(handler)
        }
        guard !seeds.isEmpty else { return }
        defer { evaluator.project.reach = .all }
        for scope in file.scopes where file.tree.kind(scope.node) == .function {
            let function = Reference(file, scope.node)
            guard seeds.areWorthFollowing(in: scope.range), !handlers.contains(function), !seen.contains(function)
            else { continue }
            let (holdsSink, holdsSource) = (seeds.holdSink(in: scope.range), seeds.holdSource(in: scope.range))
            // Of what is no server, only those that answer requests are worth a guess.
            if !holdsSource, !start.isOfServer, file.language == .go { continue }
            // Each is short; a file full of them is not.
            if guessed > Self.mostStepsOfGuesses, !holdsSource || !start.isOfServer {
                cut()
                continue
            }
            evaluator.project.reach = !holdsSource ? .none : start.handlers.isEmpty || followsSecrets ? .near : .all
            let before = State(self)
            follow(function: function, givenUnknown: holdsSink, readsOutside: holdsSource)
            guard !holdsSource, found.count > before.found else { continue }
            // What it is given was guessed; where all its callers are here, they know.
            let beginnings = callers.beginnings(of: function)
            guard beginnings != [function] else { continue }
            restore(before)
            for caller in beginnings where !seen.contains(caller) && !handlers.contains(caller) {
                follow(function: caller, givenUnknown: true, readsOutside: seeds.holdSource(in: caller.range))
            }
        }
    }

    /// What is known at one time.
    private struct State {
        let found: Int
        let summaries: [SummaryKey: FlowSummary]
        let seen: Set<Reference>

        init(_ run: FlowRun) {
            found = run.found.count
            summaries = run.summaries
            seen = run.seen
        }
    }

    /// Forgets what was found and learned since.
    private func restore(_ state: State) {
        for site in found[state.found...] { sites[SiteKey(rule: site.rule, place: site.place)] = nil }
        found.removeSubrange(state.found...)
        summaries = state.summaries
        seen = state.seen
    }
}
