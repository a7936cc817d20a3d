/// What must hold and does not.
package struct Broken: Error, CustomStringConvertible {
    package var description: String

    init(_ description: String) { self.description = description }
}

func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(Broken) {
    guard holds else { throw Broken(what()) }
}
