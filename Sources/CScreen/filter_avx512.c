/* The wide filter: 64 positions at once. Four table lookups in registers (VPERMB holds a table of 64 bytes) and three
 * ANDs tell for each position which of eight buckets allow its four bytes; that is done for every eight buckets. */
#ifdef __x86_64__
#include "table.h"
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt")))

typedef struct {
    __m512i of[PLACES][BUCKETS / 8];
} tables;

WIDE static inline __mmask64 look(const tables *t, const uint8_t *p) {
    const __m512i low = _mm512_set1_epi8(0x1f);
    __m512i s[PLACES];
    for (int m = 0; m < PLACES; m++) {
        __m512i v = _mm512_loadu_si512(p + m);
        /* Bits 0 to 4 of the byte, and its bit 6 as bit 5; VPERMB disregards the two above. */
        s[m] = _mm512_ternarylogic_epi64(v, _mm512_srli_epi16(v, 1), low, 0xE4);
    }
    __mmask64 passing = 0;
    for (int b = 0; b < BUCKETS / 8; b++) {
        __m512i allowed = _mm512_permutexvar_epi8(s[0], t->of[0][b]);
        for (int m = 1; m + 1 < PLACES; m++) {
            allowed = _mm512_and_si512(allowed, _mm512_permutexvar_epi8(s[m], t->of[m][b]));
        }
        passing |= _mm512_test_epi8_mask(allowed, _mm512_permutexvar_epi8(s[PLACES - 1], t->of[PLACES - 1][b]));
    }
    return passing;
}

static const uint8_t ascending[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

static inline WIDE void store_all(uint16_t *out, __m512i places, short first) {
    __m512i base = _mm512_set1_epi16(first);
    __m256i low = _mm512_castsi512_si256(places), high = _mm512_extracti64x4_epi64(places, 1);
    _mm512_storeu_si512(out, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(low)));
    _mm512_storeu_si512(out + 32, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(high)));
}

WIDE size_t filter_avx512(const cscreen_table *table, const uint8_t *p, size_t n, uint16_t *out) {
    tables t;
    for (int m = 0; m < PLACES; m++) {
        for (int b = 0; b < BUCKETS / 8; b++) t.of[m][b] = _mm512_load_si512(table->allowed[m][b]);
    }
    const __m512i numbers = _mm512_loadu_si512(ascending);
    size_t k = 0;
    for (size_t i = 0; i < n; i += 64) {
        __mmask64 passing = look(&t, p + i);
        if (n - i < 64) passing &= ((uint64_t)1 << (n - i)) - 1;
        __m512i places = _mm512_maskz_compress_epi8(passing, numbers);
        int count = __builtin_popcountll(passing);
        if (__builtin_expect(count <= 16, 1)) {
            __m256i wide = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(places));
            __m256i at = _mm256_add_epi16(_mm256_set1_epi16((short)i), wide);
            _mm256_storeu_si256((__m256i *)(out + k), at);
        } else {
            store_all(out + k, places, (short)i);
        }
        k += (size_t)count;
    }
    return k;
}
#else
/* ISO C forbids an empty file. */
typedef int no_wide_filter;
#endif
