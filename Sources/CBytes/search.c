#define _GNU_SOURCE
#include "cbytes.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>

/* Looks for the word's first and last byte at their distance, 32 places at once: what has both is compared. Text rarely has both, so that
 * this is several times as fast as looking for either. */
__attribute__((target("avx2,bmi"))) static int holds_avx2(
    const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    const __m256i first = _mm256_set1_epi8((char)word[0]);
    const __m256i last = _mm256_set1_epi8((char)word[word_length - 1]);
    size_t i = 0;
    while (length - i >= word_length - 1 + 32) {
        __m256i starts = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(bytes + i)), first);
        __m256i ends = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(bytes + i + word_length - 1)), last);
        uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(starts, ends));
        while (both != 0) {
            if (memcmp(bytes + i + __builtin_ctz(both), word, word_length) == 0) return 1;
            both &= both - 1;
        }
        i += 32;
    }
    return memmem(bytes + i, length - i, word, word_length) != NULL;
}
#endif

int cbytes_holds(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    if (word_length == 0) return 1;
    if (word_length > length) return 0;
#ifdef __x86_64__
    if (word_length > 1 && length >= 64 && __builtin_cpu_supports("avx2")) return holds_avx2(bytes, length, word, word_length);
#endif
    return memmem(bytes, length, word, word_length) != NULL;
}
