#define _GNU_SOURCE
#include "cbytes.h"

#include <string.h>

static ptrdiff_t find_plainly(
    const uint8_t *bytes, size_t from, size_t length, const uint8_t *word, size_t word_length) {
    const uint8_t *found = memmem(bytes + from, length - from, word, word_length);
    return found == NULL ? -1 : found - bytes;
}

#ifdef __x86_64__
#include <immintrin.h>

/* Looks for the word's first and last byte at their distance, 32 places at once: what has both is compared. Text rarely has both, so that
 * this is several times as fast as looking for either. */
__attribute__((target("avx2,bmi"))) static ptrdiff_t find_avx2(
    const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    const __m256i first = _mm256_set1_epi8((char)word[0]);
    const __m256i last = _mm256_set1_epi8((char)word[word_length - 1]);
    size_t i = 0;
    while (length - i >= word_length - 1 + 32) {
        __m256i starts = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(bytes + i)), first);
        __m256i ends = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(bytes + i + word_length - 1)), last);
        uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(starts, ends));
        while (both != 0) {
            size_t at = i + (size_t)__builtin_ctz(both);
            if (memcmp(bytes + at, word, word_length) == 0) return (ptrdiff_t)at;
            both &= both - 1;
        }
        i += 32;
    }
    return find_plainly(bytes, i, length, word, word_length);
}
#endif

ptrdiff_t cbytes_find(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    if (word_length == 0) return 0;
    if (word_length > length) return -1;
#ifdef __x86_64__
    if (word_length > 1 && length >= 64 && __builtin_cpu_supports("avx2")) return find_avx2(bytes, length, word, word_length);
#endif
    return find_plainly(bytes, 0, length, word, word_length);
}
