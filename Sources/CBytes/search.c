#define _GNU_SOURCE
#include "cbytes.h"

#include <string.h>

/* The bit in which letters of either case differ. */
enum { CASE = 0x20 };

static inline int is_letter(uint8_t byte) { return (uint8_t)((byte | CASE) - 'a') < 26; }

static inline int equal(const uint8_t *bytes, const uint8_t *word, size_t length, uint8_t fold) {
    if (fold == 0) return memcmp(bytes, word, length) == 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t difference = bytes[i] ^ word[i];
        if (difference != 0 && (difference != fold || !is_letter(word[i]))) return 0;
    }
    return 1;
}

static inline ptrdiff_t find_plainly(
    const uint8_t *bytes, size_t from, size_t length, const uint8_t *word, size_t word_length, uint8_t fold) {
    if (fold == 0) {
        const uint8_t *found = memmem(bytes + from, length - from, word, word_length);
        return found == NULL ? -1 : found - bytes;
    }
    for (size_t i = from; i + word_length <= length; i++) {
        if (equal(bytes + i, word, word_length, fold)) return (ptrdiff_t)i;
    }
    return -1;
}

#ifdef __x86_64__
#include <immintrin.h>

/* Looks for the word's first and last byte at their distance, 32 places at once: what has both is compared. Text rarely has both, so that
 * this is several times as fast as looking for either. */
__attribute__((target("avx2,bmi"))) static inline ptrdiff_t find_avx2(
    const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length, uint8_t fold) {
    const __m256i mask = _mm256_set1_epi8((char)fold);
    const __m256i first = _mm256_set1_epi8((char)(word[0] | fold));
    const __m256i last = _mm256_set1_epi8((char)(word[word_length - 1] | fold));
    size_t i = 0;
    while (length - i >= word_length - 1 + 32) {
        __m256i starts = _mm256_loadu_si256((const __m256i *)(bytes + i));
        __m256i ends = _mm256_loadu_si256((const __m256i *)(bytes + i + word_length - 1));
        starts = _mm256_cmpeq_epi8(_mm256_or_si256(starts, mask), first);
        ends = _mm256_cmpeq_epi8(_mm256_or_si256(ends, mask), last);
        uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(starts, ends));
        while (both != 0) {
            size_t at = i + (size_t)__builtin_ctz(both);
            if (equal(bytes + at, word, word_length, fold)) return (ptrdiff_t)at;
            both &= both - 1;
        }
        i += 32;
    }
    return find_plainly(bytes, i, length, word, word_length, fold);
}

__attribute__((target("avx2,bmi"))) static ptrdiff_t find_exactly_avx2(
    const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    return find_avx2(bytes, length, word, word_length, 0);
}

__attribute__((target("avx2,bmi"))) static ptrdiff_t find_folded_avx2(
    const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    return find_avx2(bytes, length, word, word_length, CASE);
}

static int has_avx2(size_t length, size_t word_length) {
    return word_length > 1 && length >= 64 && __builtin_cpu_supports("avx2");
}
#endif

ptrdiff_t cbytes_find(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    if (word_length == 0) return 0;
    if (word_length > length) return -1;
#ifdef __x86_64__
    if (has_avx2(length, word_length)) return find_exactly_avx2(bytes, length, word, word_length);
#endif
    return find_plainly(bytes, 0, length, word, word_length, 0);
}

ptrdiff_t cbytes_find_folded(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    if (word_length == 0) return 0;
    if (word_length > length) return -1;
#ifdef __x86_64__
    if (has_avx2(length, word_length)) return find_folded_avx2(bytes, length, word, word_length);
#endif
    return find_plainly(bytes, 0, length, word, word_length, CASE);
}
