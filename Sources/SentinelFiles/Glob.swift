/// A compiled glob: git's `wildmatch`, matched by stepping through the set of places in the pattern that can be
/// reached, so that the work is at most (length of the text) x (length of the pattern) whatever the pattern is.
///
/// The steps and their meaning are those of git's `wildmatch.c`, quirks included.
struct Glob {
    enum Step {
        case byte(UInt8)
        /// Any byte; not `/` where `/` separates.
        case any
        /// A byte of the set at this index.
        case set(Int)
        /// Any bytes; not `/` where `/` separates.
        case star
        /// Any bytes, `/` too.
        case deep
        /// Nothing, or any bytes that end in `/`.
        case folders
    }

    private(set) var steps: [Step] = []
    private(set) var sets: [ByteSet] = []
    /// True if `/` is matched by nothing but `/` and `**`.
    let separates: Bool
    /// False for a malformed pattern, which matches nothing.
    private(set) var isValid = true
    /// Bytes that a text must have at least.
    private(set) var minimum = 0

    init(_ pattern: ArraySlice<UInt8>, separates: Bool) {
        self.separates = separates
        var parser = GlobParser(pattern)
        while isValid, let step = parser.next(separates: separates, sets: &sets) {
            append(step)
        }
        isValid = isValid && !parser.isMalformed
    }

    private mutating func append(_ step: Step) {
        switch (step, steps.last) {
        case (.star, .star), (.deep, .deep), (.folders, .folders): return
        case (.byte, _), (.any, _), (.set, _): minimum += 1
        default: break
        }
        steps.append(step)
    }

    /// True if the whole of `text` matches. Adds the work to `cost`.
    func matches(_ text: some Collection<UInt8>, cost: inout Int) -> Bool {
        cost += 1
        guard isValid, text.count >= minimum else { return false }
        return unsafe withUnsafeTemporaryAllocation(of: Bool.self, capacity: 2 * (steps.count + 1)) { marks in
            unsafe marks.initialize(repeating: false)
            return unsafe run(text, marks: marks, cost: &cost)
        }
    }

    /// `marks` holds two rows of `steps.count + 1`: the places that are reached now, and after the next byte.
    private func run(
        _ text: some Collection<UInt8>, marks: UnsafeMutableBufferPointer<Bool>, cost: inout Int
    ) -> Bool {
        let width = steps.count + 1
        var now = 0
        unsafe reach(0, row: now, marks)
        for byte in text {
            let next = width - now
            var alive = false
            for place in 0..<steps.count where unsafe marks[now + place] {
                unsafe marks[now + place] = false
                alive = unsafe take(byte, at: place, row: next, marks) || alive
            }
            unsafe marks[now + steps.count] = false
            cost += steps.count
            guard alive else { return false }
            now = next
        }
        return unsafe marks[now + steps.count]
    }

    /// Marks a place, and those that can be reached from it without a byte.
    private func reach(_ place: Int, row: Int, _ marks: UnsafeMutableBufferPointer<Bool>) {
        var place = place
        while true {
            unsafe marks[row + place] = true
            guard place < steps.count else { return }
            switch steps[place] {
            case .star, .deep, .folders: place += 1
            default: return
            }
        }
    }

    /// Goes on from `place` with one byte; false if that is not possible.
    private func take(_ byte: UInt8, at place: Int, row: Int, _ marks: UnsafeMutableBufferPointer<Bool>) -> Bool {
        let slash = byte == UInt8(ascii: "/")
        switch steps[place] {
        case .byte(let wanted):
            guard byte == wanted else { return false }
        case .any:
            guard !(separates && slash) else { return false }
        case .set(let index):
            guard sets[index].contains(byte), !(separates && slash) else { return false }
        case .star:
            guard !(separates && slash) else { return false }
            unsafe reach(place, row: row, marks)
            return true
        case .deep:
            unsafe reach(place, row: row, marks)
            return true
        case .folders:
            unsafe marks[row + place] = true
            guard slash else { return true }
        }
        unsafe reach(place + 1, row: row, marks)
        return true
    }
}

/// 256 bits, one for each byte.
struct ByteSet {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    func contains(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: return words.0 & bit != 0
        case 1: return words.1 & bit != 0
        case 2: return words.2 & bit != 0
        default: return words.3 & bit != 0
        }
    }

    mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func invert() {
        words = (~words.0, ~words.1, ~words.2, ~words.3)
    }
}
