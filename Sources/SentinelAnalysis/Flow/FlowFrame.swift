/// A function that is being followed.
final class FlowFrame {
    let function: Reference
    /// What holds where a turn of a loop is left early.
    var continues: [Environment] = []
    var returned: FlowValue?
    /// What was checked at all of its ends so far; nil before the first.
    var exits: Checks?
    /// What holds where a loop is left early.
    var breaks: [Environment] = []
    /// Sites seen within.
    var sites: Set<Int> = []

    init(_ function: Reference) { self.function = function }

    func leave(with value: FlowValue, _ environment: Environment) {
        guard environment.isReachable else { return }
        returned = returned.map { $0.joined(with: value) } ?? value
        let checks = Checks(environment.checked)
        exits = exits.map { $0.joined(with: checks) } ?? checks
    }
}
