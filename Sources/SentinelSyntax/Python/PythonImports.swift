extension PythonParser {
    /// `import a.b as c, d`.
    mutating func importStatement() -> NodeID {
        let start = lexer.start
        advance()
        var children = ChildList()
        repeat { tree.add(imported(isDotted: true), .item, to: &children) } while accept(.comma)
        return make(.importStatement, start, children)
    }

    /// `from ..a.b import (c as d, e)`, `from a import *`.
    mutating func fromImport() -> NodeID {
        let start = lexer.start
        advance()
        var children = ChildList()
        tree.add(dottedName(), .source, to: &children)
        guard accept(.import) else {
            tree.isPartial = true
            return make(.importStatement, start, children, flags: .isFrom)
        }
        if kind == .star {
            let star = lexer.start
            advance()
            tree.add(make(.importedName, star, ChildList(), flags: .isNamespace), .item, to: &children)
        } else if kind == .leftParen {
            let level = lexer.brackets
            advance()
            while kind.isWord {
                tree.add(imported(isDotted: false), .item, to: &children)
                if accept(.comma) || kind.closesBracket { continue }
                guard passElement(level, into: &children) else { break }
            }
            close(.rightParen, level)
        } else {
            repeat {
                if kind.isWord { tree.add(imported(isDotted: false), .item, to: &children) }
            } while accept(.comma)
        }
        return make(.importStatement, start, children, flags: .isFrom)
    }

    private mutating func imported(isDotted: Bool) -> NodeID {
        let start = lexer.start
        var children = ChildList()
        // `import a.b` binds `a`, which may stand nowhere else in what is read.
        if isDotted, kind.isWord { _ = unsafe tree.names.intern(lexer.source, start, lexer.end - start) }
        let name = isDotted ? dottedName() : name()
        tree.add(name, .name, to: &children)
        if accept(.as) { tree.add(self.name(), .alias, to: &children) }
        return name.isNone ? .none : call(make(.importedName, start, children), by: name)
    }

    /// `..a.b` as one name, as it is written.
    private mutating func dottedName() -> NodeID {
        let start = lexer.start
        while kind == .dot || kind == .ellipsis { advance() }
        let dots = lexer.lastEnd
        if kind.isWord, kind != .import {
            advance()
            while accept(.dot) {
                if kind.isWord { advance() }
            }
        } else if dots <= start {
            tree.isPartial = true
            return .none
        }
        return name(start, lexer.lastEnd)
    }
}
