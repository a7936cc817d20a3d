internal import CPCRE2

/// A compiled PCRE2 pattern: the one place that knows PCRE2's compile functions. Never changes after compilation, so
/// any number of threads may match with it.
@safe final class PCRE2Code: @unchecked Sendable {
    let pointer: OpaquePointer
    /// False where this machine or process cannot generate code; matching then interprets.
    let hasJIT: Bool

    /// Compiles, and generates code for it unless `jit` is false. `anchored`: matches only where it is tried (the
    /// just-in-time compiled code knows that only when it is said at compile time). `optimized` false: without the
    /// short cuts that look for a byte every match needs before matching begins, and without quantifiers made
    /// possessive behind the author's back, whose work is not counted.
    init(
        _ source: [UInt8], unicode: Bool, anchored: Bool, jit: Bool = true, optimized: Bool = true
    ) throws(PatternError) {
        var code: Int32 = 0
        var offset = 0
        let options =
            Self.options(unicode: unicode, anchored: anchored)
            | (optimized ? 0 : UInt32(PCRE2_NO_START_OPTIMIZE) | UInt32(PCRE2_NO_AUTO_POSSESS))
        guard let context = unsafe pcre2_compile_context_create_8(nil) else {
            throw PatternError("out of memory", at: 0)
        }
        defer { unsafe pcre2_compile_context_free_8(context) }
        _ = unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
        _ = unsafe pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
        let compiled = unsafe source.withUnsafeBufferPointer {
            unsafe pcre2_compile_8($0.baseAddress, $0.count, options, &code, &offset, context)
        }
        guard let compiled = unsafe compiled else {
            throw PatternError(Self.text(of: code), at: min(offset, source.count), detail: "PCRE2 refuses the pattern")
        }
        unsafe pointer = unsafe compiled
        hasJIT = unsafe jit && pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    }

    deinit { unsafe pcre2_code_free_8(pointer) }

    /// Plain `PCRE2_UTF` would validate the whole subject at every attempt; `MATCH_INVALID_UTF` does not, and needs no
    /// valid subject.
    private static func options(unicode: Bool, anchored: Bool) -> UInt32 {
        UInt32(PCRE2_MULTILINE) | UInt32(PCRE2_NEVER_BACKSLASH_C)
            | (unicode ? UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) : 0)
            | (anchored ? UInt32(PCRE2_ANCHORED) : 0)
    }

    /// `PCRE2_INFO_MINLENGTH`, in characters; 0 where PCRE2 does not know.
    var minLength: Int { unsafe Int(Self.info(pointer, UInt32(PCRE2_INFO_MINLENGTH))) }

    /// `PCRE2_INFO_MAXLOOKBEHIND`, in characters.
    var maxLookbehind: Int { unsafe Int(Self.info(pointer, UInt32(PCRE2_INFO_MAXLOOKBEHIND))) }

    /// True if CR or LF stands in the pattern itself; an unanchored search then does not step over CRLF as one.
    static func mentionsNewline(_ code: OpaquePointer) -> Bool { unsafe info(code, UInt32(PCRE2_INFO_HASCRORLF)) != 0 }

    /// One of the `PCRE2_INFO_...` values that are 32 bits wide.
    private static func info(_ code: OpaquePointer, _ what: UInt32) -> UInt32 {
        var value: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(code, what, &value)
        return value
    }

    static func text(of code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = unsafe buffer.withUnsafeMutableBufferPointer {
            unsafe pcre2_get_error_message_8(code, $0.baseAddress, $0.count)
        }
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "PCRE2 error \(code)"
    }
}
