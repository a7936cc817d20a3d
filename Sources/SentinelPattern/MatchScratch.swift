internal import CPCRE2

/// What one worker needs to match: PCRE2's match data and context, a stack for generated code, and the hits of the
/// screen. Used by one thread at a time; reused for every file.
@safe package final class MatchScratch {
    let data: OpaquePointer
    let context: OpaquePointer
    private let stack: OpaquePointer?
    private var starts = unsafe UnsafeMutableBufferPointer<Int>(start: nil, count: 0)
    /// The patterns whose starts are not 0: few after most files, and then only these are to be forgotten.
    private let noted = UnsafeMutableBufferPointer<Int>.allocate(capacity: 32)
    /// How many there are; more than there is room for mean any.
    private var notedCount = 0
    private var hits = unsafe UnsafeMutableBufferPointer<ScreenHit>(start: nil, count: 0)
    /// How often generated code ran out of stack, so that the interpreter had to answer.
    @exclusivity(unchecked) package internal(set) var interpreterRetries = 0
    /// True: never run generated code. For comparing the two, and for `RegexSafety`.
    package let interpretsOnly: Bool

    /// The stack for generated code grows from `jitStack.lowerBound` to `.upperBound`, in bytes.
    package init(
        limits: MatchLimits = .standard, interpretsOnly: Bool = false, jitStack: ClosedRange<Int> = 32_768...1_048_576
    ) throws(MatchFailure) {
        guard let data = unsafe pcre2_match_data_create_8(UInt32(RegexParser.maxGroups + 1), nil) else {
            throw MatchFailure(code: PCRE2_ERROR_NOMEMORY)
        }
        guard let context = unsafe pcre2_match_context_create_8(nil) else {
            unsafe pcre2_match_data_free_8(data)
            throw MatchFailure(code: PCRE2_ERROR_NOMEMORY)
        }
        unsafe self.data = unsafe data
        unsafe self.context = unsafe context
        self.interpretsOnly = interpretsOnly
        // Without a stack of its own, generated code uses 32 KiB of the thread's.
        unsafe stack = unsafe pcre2_jit_stack_create_8(jitStack.lowerBound, jitStack.upperBound, nil)
        if let stack = unsafe stack { unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        setLimits(limits)
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
        if let stack = unsafe stack { unsafe pcre2_jit_stack_free_8(stack) }
        unsafe starts.deallocate()
        unsafe noted.deallocate()
        unsafe hits.deallocate()
    }

    /// Where the next match of each of `count` patterns may start, absolute in the file (see `PatternSet.find`): as the
    /// last search left it if this one `continues` it, otherwise 0.
    func nextStarts(_ count: Int, continues: Bool) -> UnsafeMutableBufferPointer<Int> {
        if unsafe starts.count != count {
            unsafe starts.deallocate()
            unsafe starts = .allocate(capacity: count)
            unsafe starts.initialize(repeating: 0)
        } else if continues {
            return unsafe starts
        } else if unsafe notedCount > noted.count {
            unsafe starts.update(repeating: 0)
        } else {
            for index in 0..<notedCount { unsafe starts[noted[index]] = 0 }
        }
        notedCount = 0
        return unsafe starts
    }

    /// Sets the start of a pattern.
    @inline(__always)
    func setStart(of pattern: Int, to start: Int) {
        if unsafe starts[pattern] == 0 {
            if unsafe notedCount < noted.count { unsafe noted[notedCount] = pattern }
            notedCount = unsafe min(notedCount + 1, noted.count + 1)
        }
        unsafe starts[pattern] = start
    }

    /// Where each pattern's next match may start, as the last search left it, if any of them lies beyond `end`; nil if a
    /// search from there on needs to know nothing.
    package func starts(beyond end: Int) -> [Int]? {
        unsafe starts.contains { $0 > end } ? unsafe Array(starts) : nil
    }

    /// Lets the next search continue one that left `starts`.
    package func resume(_ starts: [Int]) {
        let own = unsafe nextStarts(starts.count, continues: true)
        _ = unsafe own.update(from: starts)
        notedCount = unsafe noted.count + 1
    }

    /// Room for the hits of the screen.
    func hitBuffer(_ capacity: Int) -> UnsafeMutableBufferPointer<ScreenHit> {
        if unsafe hits.count < capacity {
            unsafe hits.deallocate()
            unsafe hits = .allocate(capacity: capacity)
        }
        return unsafe hits
    }

    package func setLimits(_ limits: MatchLimits) {
        _ = unsafe pcre2_set_match_limit_8(context, limits.match)
        _ = unsafe pcre2_set_depth_limit_8(context, limits.depth)
        _ = unsafe pcre2_set_heap_limit_8(context, limits.heapKiB)
    }

    /// The range of a group in the last match; nil if it took no part in it or there is no such group. Group 0 is the
    /// whole.
    package func group(_ number: Int) -> Range<Int>? {
        guard number >= 0, number < Int(unsafe pcre2_get_ovector_count_8(data)) else { return nil }
        guard let vector = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
        let (start, end) = unsafe (vector[number * 2], vector[number * 2 + 1])
        // PCRE2_UNSET, all bits set, reads as -1.
        return start >= 0 && start <= end ? start..<end : nil
    }
}
