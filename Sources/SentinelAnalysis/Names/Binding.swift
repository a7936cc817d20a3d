package import SentinelSyntax

/// What a name is bound to at one place.
package struct Binding: Sendable {
    package enum Kind: UInt8, Sendable {
        /// The value of `node`, or of what `steps` take out of it.
        case value
        /// An element of it: loops, comprehensions.
        case element
        /// `node` is the parameter.
        case parameter
        /// `node` defines it.
        case function, classDefinition
        /// `node` is the imported name, or the import statement itself (`import a.b`).
        case imported
        /// An exception that was caught, and what else is not known.
        case other
    }

    /// What is taken out of a value that is destructured.
    package enum Step: Hashable, Sendable {
        case index(Int)
        case key(String)
        /// All that is left.
        case rest
    }

    package var kind: Kind
    package var node: NodeID
    /// The import statement that an imported name stands in; what declares a name without a value.
    package var owner = NodeID.none
    package var steps: [Step] = []
    /// Where it holds from, in the source.
    package var place: Int
    /// `x += ...`: what was before is kept too.
    package var isAugmented = false
}

/// A function, class or file, in which names are bound. Blocks of JavaScript and Go belong to their function: what is bound
/// twice is told apart by place.
package struct Scope: Sendable {
    package var node: NodeID
    /// Index in the file's scopes; nil for the file.
    package var parent: Int?
    package var isClass = false
    package var range: Range<Int>
}
