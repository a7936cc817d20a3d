/// Numbers of pieces: a field of a piece is a piece of its own.
final class FlowParts {
    private struct Key: Hashable {
        var parent: Int
        var field: String
    }

    private var count = 0
    private var children: [Key: Int] = [:]
    private(set) var parents: [Int: (parent: Int, field: String)] = [:]

    func new() -> Int {
        defer { count += 1 }
        return min(count, PartSet.most)
    }

    func child(of parent: Int, _ field: String) -> Int {
        guard parent != PartSet.most else { return parent }
        let key = Key(parent: parent, field: field)
        if let known = children[key] { return known }
        // Where numbers run out, a piece is told from the whole no more.
        guard count < PartSet.most else { return parent }
        let made = new()
        children[key] = made
        if made != PartSet.most { parents[made] = (parent, field) }
        return made
    }

    /// What comes out where a piece is decoded: nothing that was checked before holds of it.
    func decoded(from piece: Int) -> Int {
        let key = Key(parent: piece, field: "%decoded")
        if let known = children[key] { return known }
        guard piece != PartSet.most, count < PartSet.most else { return piece }
        children[key] = new()
        return children[key] ?? piece
    }
}
