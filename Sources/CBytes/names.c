#include "cbytes.h"

#include <string.h>

/* Bits of 64 bytes, the first of them lowest: which may be part of a name. */
#ifdef __x86_64__
#include <emmintrin.h>

/* Those that are one of `count` bytes from `least` on. */
static inline __m128i within(__m128i bytes, uint8_t least, uint8_t count) {
    __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8((char)least));
    return _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8((char)(count - 1))), moved);
}

static inline uint64_t parts(const uint8_t *bytes) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i += 16) {
        __m128i b = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i letters = within(_mm_or_si128(b, _mm_set1_epi8(0x20)), 'a', 26);
        __m128i others = _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('_')), _mm_cmpeq_epi8(b, _mm_set1_epi8('$')));
        __m128i all = _mm_or_si128(_mm_or_si128(letters, within(b, '0', 10)), _mm_or_si128(others, b));
        /* Bytes beyond ASCII have the bit already that is looked at. */
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(all) << i;
    }
    return bits;
}
#else
static inline int is_part(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10 || byte == '_' || byte == '$' ||
        byte >= 0x80;
}

static inline uint64_t parts(const uint8_t *bytes) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) bits |= (uint64_t)is_part(bytes[i]) << i;
    return bits;
}
#endif

/* How many of the lowest bits are set. */
static inline size_t run(uint64_t bits) { return ~bits == 0 ? 64 : (size_t)__builtin_ctzll(~bits); }

typedef struct {
    const uint8_t *bytes;
    const uint64_t *lengths;
} names;

static inline int admits(names n, size_t start, size_t end) {
    size_t length = end - start < 63 ? end - start : 63;
    return (int)(n.lengths[n.bytes[start]] >> length & 1);
}

ptrdiff_t cbytes_next_name(
    const uint8_t *bytes, size_t length, size_t from, const uint64_t lengths[256], size_t *end) {
    names n = {bytes, lengths};
    /* Where a name began that goes on behind its block. */
    size_t open = length;
    for (size_t base = from; base < length; base += 64) {
        uint8_t copy[64] = {0};
        const uint8_t *block = bytes + base;
        if (length - base < 64) block = memcpy(copy, block, length - base);
        uint64_t bits = parts(block);
        size_t at = 0;
        if (open < length) {
            at = run(bits);
            if (at == 64) continue;
            *end = base + at;
            if (admits(n, open, *end)) return (ptrdiff_t)open;
            open = length;
        }
        while (bits >> at != 0) {
            size_t start = at + (size_t)__builtin_ctzll(bits >> at);
            at = start + run(bits >> start);
            if (at >= 64) {
                open = base + start;
                break;
            }
            *end = base + at;
            if (admits(n, base + start, *end)) return (ptrdiff_t)(base + start);
        }
    }
    *end = length;
    return open < length && admits(n, open, length) ? (ptrdiff_t)open : -1;
}
