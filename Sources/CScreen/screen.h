/* What builder and scanner share: the layout of a table. */
#ifndef SCREEN_H
#define SCREEN_H

#include "cscreen.h"
#include <string.h>

#define KEY_BITS 18
#define WORDS (1u << (KEY_BITS - 6))
/* Literal starts per block: the candidates of one block stay in the first-level cache. */
#define BLOCK 8192

/* A literal at one of its grams, and a compare of eight bytes around the gram that it passes. */
typedef struct {
    uint64_t mask;
    uint64_t value;
    uint32_t back;
    uint32_t literal;
    uint32_t gram;
} entry;

/* All entries that share a key, and the second look that all of them pass. */
typedef struct {
    uint64_t mask;
    uint64_t value;
    /* The second look reads eight bytes from `back` before the gram. */
    uint32_t back;
    uint32_t first;
    uint32_t count;
} group;

typedef struct {
    uint32_t length;
    uint32_t start;
    uint32_t caseless;
} text;

/* The literals of one stride. */
typedef struct {
    uint64_t bitmap[WORDS];
    /* How many bits are set in the words before this one. */
    uint16_t rank[WORDS];
    uint32_t stride;
    uint32_t max_gram;
    group *groups;
    entry *entries;
} tier;

struct cscreen_table {
    tier *tiers[CSCREEN_MAX_STRIDE];
    size_t tier_count;
    text *texts;
    uint8_t *bytes;
    uint32_t max_gram;
    /* The greatest number of literals that can start at one place. */
    size_t max_per_position;
};

static inline uint64_t load64(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

/* Six bits of each of eight bytes (bits 0-4 and 6), packed into 48: the key at byte i is (result >> 6i) & 0x3ffff. */
static inline uint64_t pack(uint64_t v) {
    v = (v & 0x1f1f1f1f1f1f1f1fu) | ((v & 0x4040404040404040u) >> 1);
    v = (v & 0x003f003f003f003fu) | ((v & 0x3f003f003f003f00u) >> 2);
    v = (v & 0x00000fff00000fffu) | ((v & 0x0fff00000fff0000u) >> 4);
    return (v & 0xffffffu) | ((v >> 8) & 0xffffff000000u);
}

static inline uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

#endif
