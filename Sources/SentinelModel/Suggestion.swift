/// The known name nearest to a mistyped one, if any is near enough to be meant: at most two edits (insert, delete,
/// replace, swap neighbours) and fewer than half of the name.
package func nearest(to name: String, in known: [String]) -> String? {
    let typed = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for candidate in known {
        let distance = editDistance(typed, Array(candidate.utf8))
        if distance <= 2, distance * 2 < max(typed.count, 2), distance < best?.distance ?? Int.max {
            best = (candidate, distance)
        }
    }
    return best?.name
}

/// " Did you mean `x`?" or nothing, to append to a message about an unknown name.
package func didYouMean(_ name: String, in known: [String]) -> String {
    nearest(to: name, in: known).map { " Did you mean `\($0)`?" } ?? ""
}

/// Damerau-Levenshtein distance (restricted), which counts a swap of neighbours as one edit.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    // Names longer than this are not typing mistakes of each other, and the table must stay small.
    guard a.count <= 64, b.count <= 64 else { return Int.max }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
        for j in 1...b.count {
            let replace = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replace)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
            }
        }
    }
    return rows[a.count][b.count]
}
