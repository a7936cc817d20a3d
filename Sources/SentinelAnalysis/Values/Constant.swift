internal import SentinelSyntax

/// A value that is known wholly, and what operators make of such values. What differs between languages, or would need a library, is nil.
package enum Constant: Hashable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case null

    /// Bytes of a text that is made; longer ones are not worth knowing.
    static let longest = 4096

    /// Whether a condition takes it for true.
    var isTrue: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .number(let number): number != 0 && !number.isNaN
        case .boolean(let isTrue): isTrue
        case .null: false
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// A whole number that an index may be.
    var index: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }

    /// As a program prints it; nil for what languages print differently.
    var printed: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map { String($0) }
        case .boolean, .null: nil
        }
    }

    /// The key of a list or object that it stands for: `#3`, `name`.
    var key: String? { text ?? index.map { "#\($0)" } }

    init?(number written: String) {
        let plain = written.filter { $0 != "_" }.lowercased()
        for (start, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(start) {
            guard let value = Int(plain.dropFirst(2), radix: base) else { return nil }
            self = .number(Double(value))
            return
        }
        guard let value = Double(plain.hasSuffix("n") ? String(plain.dropLast()) : plain), value.isFinite else {
            return nil
        }
        self = .number(value)
    }
}

// MARK: Operators

extension Constant {
    static func combined(
        _ left: Constant, _ operation: Operation, _ right: Constant, _ language: Language
    ) -> Constant? {
        switch operation {
        case .equal, .identical: return isEqual(left, right, language).map { .boolean($0) }
        case .notEqual, .notIdentical: return isEqual(left, right, language).map { .boolean(!$0) }
        case .isIn, .isNotIn:
            guard language == .python, let part = left.text, let whole = right.text else { return nil }
            return .boolean(whole.holds(part) == (operation == .isIn))
        default: break
        }
        switch (left, right) {
        case (.number(let one), .number(let two)): return number(one, operation, two, language)
        case (.text(let one), .text(let two)): return text(one, operation, two)
        case (.text(let one), .number(let two)) where operation == .multiply && language == .python:
            guard let count = Int(exactly: two), count <= longest / max(1, one.utf8.count) else { return nil }
            return .text(String(repeating: one, count: max(0, count)))
        case (.text, .number), (.number, .text):
            guard operation == .add, language != .python, language != .go, let one = left.printed,
                let two = right.printed
            else { return nil }
            return text(one, .add, two)
        default: return nil
        }
    }

    private static func isEqual(_ left: Constant, _ right: Constant, _ language: Language) -> Bool? {
        switch (left, right) {
        case (.text(let one), .text(let two)): one == two
        case (.number(let one), .number(let two)): one == two
        case (.boolean(let one), .boolean(let two)): one == two
        case (.null, .null): true
        case (.null, _), (_, .null): false
        // `"1" == 1` is true in scripts, `True == 1` in Python.
        case (.text, _) where language == .python, (_, .text) where language == .python: false
        default: nil
        }
    }

    private static func text(_ left: String, _ operation: Operation, _ right: String) -> Constant? {
        switch operation {
        case .add: left.utf8.count + right.utf8.count <= longest ? .text(left + right) : nil
        case .less: .boolean(left < right)
        case .lessOrEqual: .boolean(left <= right)
        case .greater: .boolean(left > right)
        case .greaterOrEqual: .boolean(left >= right)
        default: nil
        }
    }

    private static func number(
        _ left: Double, _ operation: Operation, _ right: Double, _ language: Language
    ) -> Constant? {
        switch operation {
        case .add: return sound(left + right)
        case .subtract: return sound(left - right)
        case .multiply: return sound(left * right)
        case .divide:
            guard right != 0 else { return nil }
            let value = left / right
            // Whole numbers of Go are divided to whole numbers; whether they are whole is a matter of their types.
            return language == .go && Int(exactly: value) == nil ? nil : sound(value)
        case .floorDivide: return right == 0 ? nil : sound((left / right).rounded(.down))
        case .remainder:
            guard right != 0 else { return nil }
            let rest = left.truncatingRemainder(dividingBy: right)
            return sound(language == .python && rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
        case .power:
            guard let count = Int(exactly: right), (0...64).contains(count) else { return nil }
            return sound((0..<count).reduce(1) { value, _ in value * left })
        case .less: return .boolean(left < right)
        case .lessOrEqual: return .boolean(left <= right)
        case .greater: return .boolean(left > right)
        case .greaterOrEqual: return .boolean(left >= right)
        case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return bits(left, operation, right)
        default: return nil
        }
    }

    private static func bits(_ left: Double, _ operation: Operation, _ right: Double) -> Constant? {
        // Scripts count in 32 bits, the others in more: what is small is the same in all.
        guard let one = UInt32(exactly: left), let two = UInt32(exactly: right), one < 1 << 30, two < 1 << 30 else {
            return nil
        }
        switch operation {
        case .bitAnd: return .number(Double(one & two))
        case .bitOr: return .number(Double(one | two))
        case .bitXor: return .number(Double(one ^ two))
        case .shiftLeft: return two < 20 && one < 1 << 10 ? .number(Double(one << two)) : nil
        case .shiftRight: return two < 32 ? .number(Double(one >> two)) : nil
        default: return nil
        }
    }

    /// What is exact in all languages.
    private static func sound(_ value: Double) -> Constant? {
        value.isFinite && value.magnitude < 9_007_199_254_740_992 ? .number(value) : nil
    }
}

// MARK: Functions and methods

extension Constant {
    /// What a method makes of a constant text; nil where it is not known.
    static func method(_ name: String, of text: String, _ arguments: [Constant]) -> Constant? {
        let first = arguments.first?.text
        switch (name, arguments.count) {
        case ("strip", 0), ("trim", 0): return .text(text.trimmed)
        case ("lower", 0), ("toLowerCase", 0), ("casefold", 0): return .text(text.lowercased())
        case ("upper", 0), ("toUpperCase", 0): return .text(text.uppercased())
        case ("startswith", 1), ("startsWith", 1): return first.map { .boolean(text.hasPrefix($0)) }
        case ("endswith", 1), ("endsWith", 1): return first.map { .boolean(text.hasSuffix($0)) }
        case ("includes", 1), ("__contains__", 1): return first.map { .boolean(text.holds($0)) }
        case ("charAt", 1): return arguments[0].index.flatMap { element($0, of: text) }
        case ("find", 1), ("indexOf", 1), ("index", 1):
            guard text.isPlain, let first else { return nil }
            guard let range = text.firstRange(of: first) else { return name == "index" ? nil : .number(-1) }
            return .number(Double(text.utf8.distance(from: text.startIndex, to: range.lowerBound)))
        case ("replace", 2), ("replaceAll", 2):
            // Scripts replace the first alone.
            guard let first, let other = arguments[1].text, !first.isEmpty, !text.holds(first) || name == "replaceAll"
            else { return nil }
            let made = text.split(separator: first, omittingEmptySubsequences: false).joined(separator: other)
            return made.utf8.count <= longest ? .text(made) : nil
        case ("toString", 0), ("encode", _), ("decode", _): return .text(text)
        default: return nil
        }
    }

    /// What a function makes of a constant.
    static func function(_ name: String, _ argument: Constant) -> Constant? {
        switch name {
        case "len":
            guard let text = argument.text, text.isPlain else { return nil }
            return .number(Double(text.utf8.count))
        case "str", "String": return argument.printed.map { .text($0) }
        case "int", "parseInt", "Number", "float", "parseFloat":
            if case .number(let number) = argument {
                return .number(name == "int" ? number.rounded(.towardZero) : number)
            }
            return argument.text.flatMap { Int($0) }.map { .number(Double($0)) }
        case "bool", "Boolean": return .boolean(argument.isTrue)
        case "abs", "Math.abs":
            guard case .number(let number) = argument else { return nil }
            return .number(number.magnitude)
        case "strings.ToLower": return argument.text.map { .text($0.lowercased()) }
        case "strings.ToUpper": return argument.text.map { .text($0.uppercased()) }
        case "strings.TrimSpace": return argument.text.map { .text($0.trimmed) }
        // A path as a text is what it was made of.
        case "pathlib.Path", "pathlib.PurePath", "Path", "os.fspath": return argument.text.map { .text($0) }
        default: return nil
        }
    }

    static func element(_ place: Int, of text: String) -> Constant? {
        guard text.isPlain else { return nil }
        let bytes = Array(text.utf8)
        let at = place < 0 ? bytes.count + place : place
        return bytes.indices.contains(at) ? .text(String(decoding: bytes[at...at], as: UTF8.self)) : nil
    }

    /// `text[from:to]`; what is missing is the beginning, or the end.
    static func slice(of text: String, from: Int?, to: Int?) -> Constant? {
        guard text.isPlain else { return nil }
        let bytes = Array(text.utf8)
        let range = range(bytes.count, from, to)
        return .text(String(decoding: bytes[range], as: UTF8.self))
    }

    /// The places that a slice takes out of so many.
    static func range(_ count: Int, _ from: Int?, _ to: Int?) -> Range<Int> {
        func place(_ bound: Int) -> Int { max(0, min(count, bound < 0 ? count + bound : bound)) }
        let start = from.map(place) ?? 0
        return start..<max(start, to.map(place) ?? count)
    }
}

extension String {
    /// True if places in it are the same in all languages.
    fileprivate var isPlain: Bool { utf8.count <= Constant.longest && utf8.allSatisfy { $0 < 0x80 } }

    func holds(_ part: String) -> Bool { part.isEmpty || contains(part) }
}
