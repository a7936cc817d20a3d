/// Imports and exports.
extension ScriptParser {
    /// An import; or an expression that begins with `import(` or `import.meta`.
    mutating func importOrExpression(into list: inout ChildList, _ field: Field) {
        let next = byteBehind()
        if next == UInt8(ascii: "(") || next == UInt8(ascii: ".") {
            return tree.add(expressionStatement(), field, to: &list)
        }
        tree.add(importStatement(), field, to: &list)
    }

    private mutating func importStatement() -> NodeID {
        let start = tokenStart
        advance()
        var flags: NodeFlags = acceptTypeMark() ? [.isTypeOnly] : []
        var list = ChildList()
        if token.isIdentifier {
            let nameStart = tokenStart
            let name = nameNode()
            if accept(.assign) { return importAssignment(name, from: start, flags: flags) }
            var item = ChildList()
            tree.add(name, .alias, to: &item)
            tree.add(finish(.importedName, from: nameStart, item, flags: .isDefault), .item, to: &list)
            _ = accept(.comma)
        }
        if token == .star {
            tree.add(namespaceName(.importedName), .item, to: &list)
        } else if token == .braceOpen {
            moduleNames(.importedName, into: &list)
        }
        if !list.isEmpty || token == .from {
            flags.insert(.isFrom)
            expect(.from)
        }
        source(into: &list)
        semicolon()
        return finish(.importStatement, from: start, list, flags: flags)
    }

    /// `type` before what is imported or exported, where it is not itself the name.
    private mutating func acceptTypeMark() -> Bool {
        guard token == .type else { return false }
        let before = place()
        advance()
        switch token {
        case .braceOpen, .star: return true
        // `import type from "a"` imports what is called `type`.
        case .from where byteBehind() != UInt8(ascii: "f"): break
        default: if token.isIdentifier { return true }
        }
        goBack(to: before)
        return false
    }

    /// The module's name, and the attributes of the import.
    private mutating func source(into list: inout ChildList) {
        guard token == .string else {
            tree.isPartial = true
            return
        }
        tree.add(stringNode(), .source, to: &list)
        if token == .with || token == .name && isWord("assert") && !newlineBefore {
            advance()
            if token == .braceOpen { _ = object() }
        }
    }

    /// `import a = require("b")`, `import a = b.c`.
    private mutating func importAssignment(_ name: NodeID, from start: Int, flags: NodeFlags) -> NodeID {
        var list = ChildList()
        if token == .name, isWord("require"), byteBehind() == UInt8(ascii: "(") {
            var item = ChildList()
            tree.add(name, .alias, to: &item)
            tree.add(finish(.importedName, from: start, item, flags: .isNamespace), .item, to: &list)
            advance()
            advance()
            source(into: &list)
            expect(.parenClose)
            semicolon()
            return finish(.importStatement, from: start, list, flags: flags)
        }
        tree.add(name, .target, to: &list)
        tree.add(assignment(), .value, to: &list)
        semicolon()
        return finish(.assignment, from: start, list, flags: [.isDeclaration, .isConstant])
    }

    /// True if the present token is `word`.
    private func isWord(_ word: StaticString) -> Bool {
        unsafe tokenEnd - tokenStart == word.utf8CodeUnitCount && base.has(word, at: tokenStart)
    }

    /// `*`, `* as a`.
    private mutating func namespaceName(_ kind: NodeKind) -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        if accept(.as), token.isWord || token == .string {
            tree.add(token == .string ? stringNode() : nameNode(), .alias, to: &list)
        }
        return finish(kind, from: start, list, flags: .isNamespace)
    }

    /// `{ a, b as c, type d }`.
    private mutating func moduleNames(_ kind: NodeKind, into list: inout ChildList) {
        advance()
        while token != .braceClose, token != .end {
            let before = tokenStart
            tree.add(moduleName(kind), .item, to: &list)
            if !listGoesOn(.braceClose) || tokenStart == before { break }
        }
        expect(.braceClose)
    }

    private mutating func moduleName(_ kind: NodeKind) -> NodeID {
        let start = tokenStart
        guard token.isWord || token == .string else { return missing() }
        var flags: NodeFlags = []
        if token == .type {
            let before = place()
            advance()
            if token.isWord && token != .as || token == .string { flags = .isTypeOnly } else { goBack(to: before) }
        }
        var list = ChildList()
        let name = token == .string ? stringNode() : nameNode()
        tree.add(name, .name, to: &list)
        if accept(.as), token.isWord || token == .string {
            tree.add(token == .string ? stringNode() : nameNode(), .alias, to: &list)
        }
        return finish(kind, named: name, from: start, list, flags: flags)
    }

    // MARK: Exports

    /// `list` holds decorators of the class that is exported.
    mutating func exportStatement(decorators: ChildList) -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        var flags: NodeFlags = []
        switch token {
        case .default, .assign:
            advance()
            flags.insert(.isDefault)
            exportedDefault(into: &list, decorators)
        case .star:
            tree.add(namespaceName(.exportedName), .item, to: &list)
            expect(.from)
            source(into: &list)
            semicolon()
        case .braceOpen: exportedNames(into: &list)
        case .as:
            // `export as namespace a`.
            while !newlineBefore, token.isWord { advance() }
            semicolon()
        case .class, .abstract, .decorator: exportedClass(into: &list, decorators)
        case .type where acceptTypeMark():
            flags.insert(.isTypeOnly)
            exportedTypes(into: &list)
        default: statement(into: &list, .value)
        }
        return finish(.exportStatement, from: start, list, flags: flags)
    }

    private mutating func exportedNames(into list: inout ChildList) {
        moduleNames(.exportedName, into: &list)
        if accept(.from) { source(into: &list) }
        semicolon()
    }

    /// Behind `export type`.
    private mutating func exportedTypes(into list: inout ChildList) {
        if token == .braceOpen { return exportedNames(into: &list) }
        guard token == .star else { return tree.add(typeAlias(from: tokenStart), .value, to: &list) }
        tree.add(namespaceName(.exportedName), .item, to: &list)
        expect(.from)
        source(into: &list)
        semicolon()
    }

    private mutating func exportedClass(into list: inout ChildList, _ decorators: ChildList) {
        let start = tokenStart
        let all = token == .decorator ? self.decorators() : decorators
        _ = accept(.abstract)
        tree.add(classDefinition(from: start, decorators: all), .value, to: &list)
    }

    private mutating func exportedDefault(into list: inout ChildList, _ decorators: ChildList) {
        let start = tokenStart
        switch token {
        case .function: tree.add(function(from: start), .value, to: &list)
        case .class, .decorator: exportedClass(into: &list, decorators)
        case .abstract where byteBehind() == UInt8(ascii: "c"): exportedClass(into: &list, decorators)
        case .interface where typeStatement(into: &list, .value): break
        case .async where asyncFunction(into: &list, .value): break
        default:
            tree.add(assignment(), .value, to: &list)
            semicolon()
        }
    }
}
