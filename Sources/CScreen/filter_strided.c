/* The strided filter: every `stride`-th position is looked up in a bitmap of keys. Positions that pass are collected
 * without a branch, since mispredicted ones would cost more than everything else. */
#include "table.h"

static inline uint32_t passes(const cscreen_table *t, uint32_t key) { return (t->bitmap[key >> 6] >> (key & 63)) & 1; }

/* The symbols of eight bytes, packed into 48 bits: the key at byte i is (result >> 6i) & KEY_MASK. */
static inline uint64_t pack(uint64_t v) {
    v = (v & 0x1f1f1f1f1f1f1f1fu) | ((v & 0x4040404040404040u) >> 1);
    v = (v & 0x003f003f003f003fu) | ((v & 0x3f003f003f003f00u) >> 2);
    v = (v & 0x00000fff00000fffu) | ((v & 0x0fff00000fff0000u) >> 4);
    return (v & 0xffffffu) | ((v >> 8) & 0xffffff000000u);
}

/* One packed load looks at the keys of six positions, or of eight when only every fourth counts. `stride` and `packed`
 * are constants wherever this is inlined. */
#define COLLECT(t, p, n, stride, out, packed)                          \
    do {                                                               \
        const size_t step = (stride) == 4 ? 8 : 6;                     \
        size_t k = 0;                                                  \
        for (size_t i = 0; i < (n); i += step) {                       \
            uint64_t keys = packed(load64((p) + i));                   \
            for (size_t j = 0; j < step; j += (stride)) {              \
                (out)[k] = (uint16_t)(i + j);                          \
                k += passes((t), (uint32_t)(keys >> (6 * j)) & KEY_MASK); \
            }                                                          \
        }                                                              \
        while (k > 0 && (out)[k - 1] >= (n)) k--;                      \
        return k;                                                      \
    } while (0)

#define COLLECT_BY_STRIDE(t, p, n, out, packed)            \
    switch ((t)->stride) {                                 \
    case 1: COLLECT(t, p, n, 1, out, packed);              \
    case 2: COLLECT(t, p, n, 2, out, packed);              \
    case 3: COLLECT(t, p, n, 3, out, packed);              \
    default: COLLECT(t, p, n, 4, out, packed);             \
    }

size_t filter_portable(const cscreen_table *t, const uint8_t *p, size_t n, uint16_t *out) {
    COLLECT_BY_STRIDE(t, p, n, out, pack)
}

#ifdef __x86_64__
#include <immintrin.h>

__attribute__((target("bmi2"))) static inline uint64_t pack_bmi2(uint64_t v) {
    return _pext_u64(v, 0x5f5f5f5f5f5f5f5fu);
}

__attribute__((target("bmi2"))) size_t filter_bmi2(const cscreen_table *t, const uint8_t *p, size_t n, uint16_t *out) {
    COLLECT_BY_STRIDE(t, p, n, out, pack_bmi2)
}
#endif
