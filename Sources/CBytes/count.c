#define _GNU_SOURCE
#include "cbytes.h"
#include <string.h>

static size_t count_each(const uint8_t *bytes, size_t length, uint8_t byte) {
    size_t n = 0;
    for (size_t i = 0; i < length; i++) n += bytes[i] == byte;
    return n;
}

#ifdef __x86_64__
#include <immintrin.h>

/* A lane counts up to 255 before it overflows. */
__attribute__((target("avx2"))) static size_t count_avx2(const uint8_t *bytes, size_t length, uint8_t byte) {
    const __m256i wanted = _mm256_set1_epi8((char)byte);
    __m256i total = _mm256_setzero_si256();
    size_t i = 0;
    while (length - i >= 32) {
        __m256i lanes = _mm256_setzero_si256();
        for (int k = 0; k < 255 && length - i >= 32; k++, i += 32) {
            __m256i here = _mm256_loadu_si256((const __m256i *)(bytes + i));
            lanes = _mm256_sub_epi8(lanes, _mm256_cmpeq_epi8(here, wanted));
        }
        total = _mm256_add_epi64(total, _mm256_sad_epu8(lanes, _mm256_setzero_si256()));
    }
    uint64_t sums[4];
    _mm256_storeu_si256((__m256i *)sums, total);
    return (size_t)(sums[0] + sums[1] + sums[2] + sums[3]) + count_each(bytes + i, length - i, byte);
}
#endif

size_t cbytes_count(const uint8_t *bytes, size_t length, uint8_t byte) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) return count_avx2(bytes, length, byte);
#endif
    return count_each(bytes, length, byte);
}

size_t cbytes_end_of_last(const uint8_t *bytes, size_t length, uint8_t byte) {
    const uint8_t *last = memrchr(bytes, byte, length);
    return last ? (size_t)(last - bytes) + 1 : 0;
}
