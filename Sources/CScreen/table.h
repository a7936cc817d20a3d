/* What planner, builder, filters and scanner share: the layout of a table. */
#ifndef TABLE_H
#define TABLE_H

#include "cscreen.h"
#include <string.h>

#define KEY_BITS 18
#define KEY_MASK ((1u << KEY_BITS) - 1)
#define BITMAP_WORDS (1u << (KEY_BITS - 6))
/* Symbols in a row that the wide filter looks at, and the buckets it deals literals into. */
#define PLACES 4
#define BUCKETS 32
/* Positions per block: the candidates of one block stay in the first-level cache, and 16 bits number them. */
#define BLOCK 8192
/* A filter and the second look read this far around a position. */
#define MARGIN_BEFORE 8
#define MARGIN_AFTER 80
#define MAX_STRIDE 4
/* The eight bytes of a compare begin at most so far before the key, which they contain. */
#define MAX_BACK 5

/* Which bytes of a literal the filter knows: the keys at `gram` and the `stride` - 1 after it. */
typedef struct {
    uint32_t gram;
    uint32_t bucket;
} placing;

/* A literal at one of its keys, and a compare of eight bytes around the key that it passes. */
typedef struct {
    uint64_t mask;
    uint64_t value;
    uint32_t back;
    uint32_t literal;
    uint16_t gram;
    /* Not 0: the compare covers the literal, so that none in full is needed. */
    uint16_t is_whole;
} entry;

/* All entries of a slot, and the second look that all of them pass: eight bytes from `back` before the key. */
typedef struct {
    uint64_t mask;
    uint64_t value;
    uint32_t back;
    uint32_t first;
    uint32_t count;
} group;

typedef struct {
    uint32_t length;
    uint32_t start;
    uint32_t caseless;
} text;

/* Writes the positions from `p` up to `p + n` that pass to `out`, which has room for n + 64; returns how many. */
typedef size_t (*filter)(const cscreen_table *table, const uint8_t *p, size_t n, uint16_t *out);

struct cscreen_table {
    /* Of the wide filter: by place and symbol, the buckets that allow it, eight to a table. */
    uint8_t allowed[PLACES][BUCKETS / 8][CSCREEN_SYMBOLS] __attribute__((aligned(64)));
    /* Of the strided filter: the keys that matter. */
    uint64_t bitmap[BITMAP_WORDS];
    filter filter;
    cscreen_kernel kernel;
    uint32_t stride;
    uint32_t max_gram;
    /* By the hash of a key, its group; group 0 lets nothing pass. */
    uint16_t *slots;
    uint32_t slot_shift;
    group *groups;
    entry *entries;
    text *texts;
    uint8_t *bytes;
    /* The greatest number of literals that can start at one place. */
    size_t max_per_position;
};

size_t filter_portable(const cscreen_table *table, const uint8_t *p, size_t n, uint16_t *out);
size_t filter_bmi2(const cscreen_table *table, const uint8_t *p, size_t n, uint16_t *out);
size_t filter_avx512(const cscreen_table *table, const uint8_t *p, size_t n, uint16_t *out);

/* Chooses the keys of every literal for a strided filter. */
void plan_strided(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS],
    uint32_t stride, placing *out);

/* Chooses the four bytes of every literal, and its bucket, for the wide filter; 0 when memory is short. */
int plan_wide(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS], placing *out);

static inline uint64_t load64(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static inline uint32_t symbol(uint8_t c) { return (c & 0x1fu) | ((c & 0x40u) >> 1); }

/* The symbols of three bytes: the first in the low bits. */
static inline uint32_t key_at(const uint8_t *p) {
    return symbol(p[0]) | symbol(p[1]) << 6 | symbol(p[2]) << 12;
}

static inline uint32_t slot_of(const cscreen_table *t, uint32_t key) { return (key * 0x9E3779B1u) >> t->slot_shift; }

static inline int is_letter(uint8_t c) { return (c & 0xdf) >= 'A' && (c & 0xdf) <= 'Z'; }

static inline uint8_t lower(uint8_t c) { return is_letter(c) ? (uint8_t)(c | 0x20) : c; }

#endif
