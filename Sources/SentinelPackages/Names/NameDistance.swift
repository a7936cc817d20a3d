/// How near two names are to each other.
package enum NameDistance {
    /// True if one change makes one name of the other: a letter put in, left out or replaced, or two neighbours swapped (a
    /// Damerau-Levenshtein distance of 1).
    package static func isOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left != right, abs(left.count - right.count) <= 1 else { return false }
        let shared = min(left.count, right.count)
        var start = 0
        while start < shared, left[start] == right[start] { start += 1 }
        var end = 0
        while end < shared - start, left[left.count - 1 - end] == right[right.count - 1 - end] { end += 1 }
        let (first, second) = (left[start..<(left.count - end)], right[start..<(right.count - end)])
        switch (first.count, second.count) {
        case (1, 0), (0, 1), (1, 1): return true
        case (2, 2): return first.first == second.last && first.last == second.first
        default: return false
        }
    }
}
