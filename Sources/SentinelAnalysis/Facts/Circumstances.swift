internal import SentinelModel
internal import SentinelSyntax

/// Tells conditions that are about the circumstances of a call: how often, when, where, for whom.
struct Circumstances {
    private let evaluator: Evaluator
    private let file: SourceFile
    private let tree: SyntaxTree
    /// What is counted up in functions, as it is written: `count`, `self.calls`.
    private let counters: Set<String>

    struct Cause {
        var kind: BranchFact.Cause
        var detail = ""
        /// True where a condition holds at first and not later.
        var isReversed = false
    }

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
        counters = Counters.find(in: file)
    }

    /// Nil for a condition about something else. A condition that asks a function of the project is about what that one looks at.
    func cause(of condition: NodeID) -> Cause? { cause(of: condition, asks: true) }

    private func cause(of condition: NodeID, asks: Bool) -> Cause? {
        var found: Cause?
        var waiting = [(condition, 0)]
        var looked = 0
        while let (at, depth) = waiting.popLast(), found == nil, looked < 400 {
            looked += 1
            switch tree.kind(at) {
            case .binary: found = comparison(at)
            case .call: found = called(at) ?? (asks ? asked(at) : nil)
            case .member, .index: found = read(at)
            // What a local name stands for.
            case .name where depth < 3:
                if let made = local(at) { waiting.append((made, depth + 1)) }
            default: break
            }
            for child in tree.children(of: at) where tree.kind(child) != .function {
                if tree.kind(at) == .member, tree[child].field == .name { continue }
                waiting.append((child, depth))
            }
        }
        return found
    }

    /// What a function of the same file decides by, where it is called in a condition.
    private func asked(_ call: NodeID) -> Cause? {
        guard case .function(let function) = evaluator.value(of: tree.child(of: call, .callee), in: file),
            function.file === file
        else { return nil }
        var found: Cause?
        var looked = 0
        tree.walk(function.node) { node in
            looked += 1
            let decisive: NodeID =
                switch tree.kind(node) {
                case .ifStatement: tree.child(of: node, .condition)
                case .returnStatement: tree.child(of: node, .value)
                default: .none
                }
            if found == nil, !decisive.isNone { found = cause(of: decisive, asks: false) }
            return found == nil && looked < 300
        }
        // What it answers may be turned around.
        return found.map { Cause(kind: $0.kind, detail: $0.detail) }
    }

    /// The expression that a local name is bound to, once.
    private func local(_ name: NodeID) -> NodeID? {
        guard let found = file.bindings(of: name), found.scope > 0,
            found.bindings.count == 1, let only = found.bindings.first, only.kind == .value, only.steps.isEmpty
        else { return nil }
        return only.node
    }

    private func calledName(_ call: NodeID) -> String {
        let callee = tree.child(of: call, .callee)
        if case .external(let name) = evaluator.value(of: callee, in: file) { return name }
        return tree.dottedName(callee) ?? (tree.kind(callee) == .member ? "?." + tree.name(of: callee) : "")
    }

    // MARK: Kinds

    private func called(_ call: NodeID) -> Cause? {
        let name = calledName(call)
        if case .function(let function) = evaluator.value(of: tree.child(of: call, .callee), in: file),
            Watching(evaluator).looks(function)
        {
            return Cause(kind: .watched)
        }
        if Self.hosts.contains(name) { return Cause(kind: .host) }
        if Self.clients.contains(name.lastName) { return Cause(kind: .client) }
        if ["os.environ.get", "os.getenv", "os.Getenv", "os.LookupEnv"].contains(name),
            let first = tree.children(of: call, .argument).first, let key = evaluator.value(of: first, in: file).text
        {
            return Cause(kind: .environment, detail: key)
        }
        return nil
    }

    private func read(_ node: NodeID) -> Cause? {
        if tree.kind(node) == .member, Self.clients.contains(tree.name(of: node)) { return Cause(kind: .client) }
        guard let object = tree.dottedName(tree.child(of: node, .object)),
            object == "os.environ" || object == "process.env"
        else { return nil }
        let key =
            tree.kind(node) == .member
            ? tree.name(of: node) : evaluator.value(of: tree.child(of: node, .index), in: file).text
        return key.map { Cause(kind: .environment, detail: $0) }
    }

    private func comparison(_ node: NodeID) -> Cause? {
        let sides = [tree.child(of: node, .left), tree.child(of: node, .right)]
        let operation = tree[node].operation
        switch operation {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .identical, .notEqual, .notIdentical: break
        default: return nil
        }
        let isLess = operation == .less || operation == .lessOrEqual
        for (side, other) in [(0, 1), (1, 0)] where isNumber(sides[other]) && isCounter(sides[side]) {
            return Cause(
                kind: .count, isReversed: isLess == (side == 0) && operation != .equal && operation != .identical)
        }
        if sides.contains(where: isClock), sides.contains(where: isCalendar) { return Cause(kind: .date) }
        return nil
    }

    // MARK: Clocks

    /// What the clock says, or is made of it.
    private func isClock(_ node: NodeID) -> Bool { mentions(node) { isClockCall($0) } }

    private func isClockCall(_ node: NodeID) -> Bool {
        guard tree.kind(node) == .call else { return false }
        let name = calledName(node)
        if name == "Date" { return tree.children(of: node, .argument).isEmpty }
        return Self.clocks.contains { name == $0 || name.hasSuffix("." + $0) }
    }

    /// A day or an hour that is written out: `datetime(2026, 1, 1)`, a time in seconds, `.hour`. How long something takes is none.
    private func isCalendar(_ node: NodeID) -> Bool {
        mentions(node) { at in
            switch tree.kind(at) {
            case .call:
                return Self.dates.contains(calledName(at))
                    && tree.children(of: at, .argument).contains { isNumber($0) || tree.kind($0) == .string }
            case .number: return (Double(tree.string(tree[at].range).filter { $0 != "_" }) ?? 0) >= 1_000_000_000
            case .member: return Self.calendar.contains(tree.name(of: at)) || isConstantDate(at)
            case .name: return isConstantDate(at)
            case .string:
                let text = tree.stringText(at) ?? ""
                return text.count >= 7 && text.hasPrefix("20") && text.dropFirst(4).first == "-"
            default: return false
            }
        }
    }

    /// A name of the file or of a class for such a day.
    private func isConstantDate(_ node: NodeID) -> Bool {
        guard case .result(of: .external(let name), let made) = evaluator.value(of: node, in: file),
            Self.dates.contains(name)
        else { return false }
        let tree = made.file.tree
        return tree.kind(made.node) == .call
            && tree.children(of: made.node, .argument).contains { [.number, .string].contains(tree.kind($0)) }
    }

    /// True if something in an expression, or in what its local names stand for, is meant.
    private func mentions(_ node: NodeID, _ isMeant: (NodeID) -> Bool) -> Bool {
        var waiting = [(node, 0)]
        var looked = 0
        while let (at, depth) = waiting.popLast(), looked < 200 {
            looked += 1
            if isMeant(at) { return true }
            if tree.kind(at) == .name, depth < 3, let made = local(at) { waiting.append((made, depth + 1)) }
            for child in tree.children(of: at) where tree.kind(child) != .function { waiting.append((child, depth)) }
        }
        return false
    }

    // MARK: Counters

    private func isNumber(_ node: NodeID) -> Bool {
        if tree.kind(node) == .number { return true }
        if case .number = evaluator.value(of: node, in: file) { return true }
        return false
    }

    /// Something counted, or the rest of it by a number.
    private func isCounter(_ node: NodeID) -> Bool {
        var at = node
        if tree.kind(at) == .binary, tree[at].operation == .remainder { at = tree.child(of: at, .left) }
        return counters.contains(tree.string(tree[at].range))
    }

    private static let hosts: Set<String> = [
        "socket.gethostname", "socket.getfqdn", "platform.node", "os.hostname", "os.uname", "getpass.getuser",
        "os.getlogin", "os.userInfo", "os.Hostname", "os/user.Current",
    ]
    private static let clients: Set<String> = [
        "clientInfo", "client_info", "clientParams", "client_params", "getClientVersion", "ClientInfo",
    ]
    private static let clocks: Set<String> = [
        "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "Date.now", "time.Now",
        "time.localtime", "time.gmtime",
    ]
    private static let dates: Set<String> = [
        "datetime.datetime", "datetime.date", "datetime", "date", "Date", "time.Date", "Date.parse",
    ]
    private static let calendar: Set<String> = [
        "hour", "weekday", "isoweekday", "month", "year", "day", "getHours", "getDay", "getMonth", "getFullYear",
        "getDate", "getUTCHours", "getUTCDay", "Hour", "Weekday", "Month", "Year",
    ]
}
