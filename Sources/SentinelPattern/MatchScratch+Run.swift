internal import CPCRE2

extension MatchScratch {
    /// One call of PCRE2: `code` on `bytes` up to `to`, starting at `from`. Ranges that do not lie in `bytes` match
    /// nothing.
    func run(
        _ code: OpaquePointer, _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, options: UInt32
    ) -> MatchOutcome {
        guard from >= 0, from <= to, to <= bytes.count, let base = bytes.baseAddress else { return .noMatch }
        var options = interpretsOnly ? options | UInt32(PCRE2_NO_JIT) : options
        var result = unsafe pcre2_match_8(code, base, to, from, options, data, context)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            unsafe interpreterRetries &+= 1
            options |= UInt32(PCRE2_NO_JIT)
            result = unsafe pcre2_match_8(code, base, to, from, options, data, context)
        }
        return outcome(result)
    }

    private func outcome(_ result: Int32) -> MatchOutcome {
        if result >= 0 { return group(0).map(MatchOutcome.match) ?? .noMatch }
        return switch result {
        // An attempt inside a code point of a Unicode pattern.
        case PCRE2_ERROR_NOMATCH, PCRE2_ERROR_BADUTFOFFSET: .noMatch
        case PCRE2_ERROR_MATCHLIMIT: .limited(.match)
        case PCRE2_ERROR_DEPTHLIMIT: .limited(.depth)
        case PCRE2_ERROR_HEAPLIMIT: .limited(.heap)
        default: .failed(MatchFailure(code: result))
        }
    }
}
