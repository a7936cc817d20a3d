internal import SentinelSyntax

extension FlowRun {
    // MARK: What is known

    /// A literal as a value.
    func literal(_ node: NodeID, _ file: SourceFile) -> FlowValue {
        var value = FlowValue()
        value.known = .literal(Reference(file, node))
        return value
    }

    /// The text a value has, be it that whoever runs the program may change it.
    func text(of value: FlowValue) -> String? {
        guard value.anyTaint == nil, let known = value.known else { return nil }
        if case .named(let place) = known {
            guard case .text(let text) = evaluator.value(of: place.node, in: place.file), text.isComplete else {
                return nil
            }
            return text.text
        }
        return known.single?.text
    }

    /// Whether a condition is true or false whatever happens; nil where that is not known.
    func decided(_ value: FlowValue, _ file: SourceFile) -> Bool? {
        guard value.taint == nil else { return nil }
        // An empty list is false in Python alone.
        if value.length >= 0, file.language == .python { return value.length > 0 }
        guard let all = value.known?.exact, let first = all.first else { return nil }
        return all.dropFirst().allSatisfy { $0.isTrue == first.isTrue } ? first.isTrue : nil
    }

    /// What an operator makes of two values that are known.
    func combined(_ left: FlowValue, _ operation: Operation, _ right: FlowValue, _ file: SourceFile) -> FlowKnown? {
        guard let leftKnown = left.known, let rightKnown = right.known, left.taint == nil, right.taint == nil,
            let first = leftKnown.exact, let second = rightKnown.exact
        else { return nil }
        var made: [Constant] = []
        for one in first {
            for two in second {
                guard let value = Constant.combined(one, operation, two, file.language) else { return nil }
                if !made.contains(value) { made.append(value) }
            }
        }
        return FlowKnown.make(made)
    }

    /// `x in [1, 2]`, where all of both is known.
    func contained(_ item: FlowValue, in list: FlowValue, _ file: SourceFile) -> Bool? {
        guard (0...64).contains(list.length), list.taint == nil, let one = item.known?.single else { return nil }
        var isFound = false
        for place in 0..<list.length {
            let key = "#\(place)"
            guard let other = (list.fields?[key] ?? list.literalItem(key))?.known?.single,
                case .boolean(let isSame) = Constant.combined(one, .equal, other, file.language)
            else { return nil }
            isFound = isFound || isSame
        }
        return isFound
    }

    func unary(_ operation: Operation, of value: FlowValue, _ file: SourceFile) -> FlowKnown? {
        switch operation {
        case .not: return decided(value, file).map { .constant(.boolean(!$0)) }
        case .negate:
            guard case .number(let number) = value.known?.single else { return nil }
            return .constant(.number(-number))
        default: return nil
        }
    }

    /// What a call makes of constants; nil where it is not known, or anything in it is none.
    func constant(_ call: FlowCall) -> FlowValue? {
        guard call.arguments.count <= 3 else { return nil }
        if call.object.isNone || call.receiver.known == nil {
            guard call.arguments.count == 1, let argument = call.arguments.first else { return nil }
            if argument.value.length >= 0, call.name == "len", argument.value.taint == nil {
                return .constant(.number(Double(argument.value.length)))
            }
            guard argument.value.known != nil, case .function = call.target else {
                return argument.value.known.flatMap { mapped($0) { Constant.function(call.name, $0) } }
            }
            return nil
        }
        guard let text = call.receiver.known?.single?.text else { return nil }
        var arguments: [Constant] = []
        for argument in call.arguments {
            guard let one = argument.value.known?.single, argument.name == nil else { return nil }
            arguments.append(one)
        }
        return Constant.method(call.method, of: text, arguments).map { .constant($0) }
    }

    private func mapped(_ known: FlowKnown, _ body: (Constant) -> Constant?) -> FlowValue? {
        if case .named(let place) = known {
            guard case .text(let text) = evaluator.value(of: place.node, in: place.file), text.isComplete,
                let made = body(.text(text.text)), made.text == text.text
            else { return nil }
            var value = FlowValue()
            value.known = known
            return value
        }
        guard let all = known.exact else { return nil }
        var made: [Constant] = []
        for one in all {
            guard let value = body(one) else { return nil }
            made.append(value)
        }
        guard let joined = FlowKnown.make(made) else { return nil }
        var value = FlowValue()
        value.known = joined
        return value
    }

    // MARK: Cases

    /// The constants a pattern stands for: `'C' | 'D'`; nil where it is more than that.
    func constants(of pattern: NodeID, _ file: SourceFile) -> [Constant]? {
        let tree = file.tree
        var waiting = [pattern]
        var found: [Constant] = []
        while let node = waiting.popLast() {
            guard found.count < 64, waiting.count < 64 else { return nil }
            switch tree.kind(node) {
            case .binary where tree[node].operation == .bitOr:
                waiting += [tree.child(of: node, .left), tree.child(of: node, .right)]
            case .string, .number, .constant:
                guard let one = FlowKnown.literal(Reference(file, node)).single else { return nil }
                found.append(one)
            default: return nil
            }
        }
        return found
    }

    /// True if a value that is known is one of a case's; nil where it may be.
    func matches(_ value: Constant, _ patterns: [NodeID], _ file: SourceFile) -> Bool? {
        var isKnown = true
        for pattern in patterns {
            guard let constants = constants(of: pattern, file) else {
                isKnown = false
                continue
            }
            for one in constants {
                guard case .boolean(let isSame) = Constant.combined(value, .equal, one, file.language) else {
                    isKnown = false
                    continue
                }
                if isSame { return isKnown ? true : nil }
            }
        }
        return isKnown ? false : nil
    }

    // MARK: Loops

    /// Variables and lists that a loop changes are no constants in it.
    func forget(changedIn loop: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let place = Reference(file, loop)
        let names: [NodeID]
        if let known = changed[place] {
            names = known
        } else {
            names = changes(in: loop, file)
            changed[place] = names
        }
        for name in names {
            guard let variable = variable(name, file), var value = environment[variable],
                value.known != nil || value.length >= 0
            else { continue }
            value.forget()
            environment[variable] = value
        }
    }

    private func changes(in loop: NodeID, _ file: SourceFile) -> [NodeID] {
        let tree = file.tree
        var names: [NodeID] = []
        tree.walk(loop) { node in
            switch tree.kind(node) {
            case .assignment, .assignmentExpression, .forLoop, .withItem:
                for child in tree.children(of: node) where tree[child].field == .target { add(child, tree, &names) }
            case .unary where [.increment, .decrement].contains(tree[node].operation):
                add(tree.child(of: node, .value), tree, &names)
            case .call:
                let callee = tree.child(of: node, .callee)
                if tree.kind(callee) == .member { add(tree.child(of: callee, .object), tree, &names) }
                for argument in tree.children(of: node) where tree[argument].field == .argument {
                    if tree.kind(argument) == .name { names.append(argument) }
                }
            case .deletion:
                for child in tree.children(of: node) { add(child, tree, &names) }
            default: break
            }
            return names.count < 1000
        }
        return names
    }

    /// The names that a target changes, or whose content it changes.
    private func add(_ target: NodeID, _ tree: SyntaxTree, _ names: inout [NodeID]) {
        var waiting = [target]
        while let node = waiting.popLast(), names.count < 1000 {
            switch tree.kind(node) {
            case .name: names.append(node)
            case .index, .member: waiting.append(tree.child(of: node, .object))
            case .tuple, .list: waiting += tree.children(of: node)
            case .dictionary, .pair, .spread: waiting += tree.children(of: node)
            default: break
            }
        }
    }
}
