/* Scanning; see cscreen.h for the design. */
#include "screen.h"

/* Positions in a block's worth of text, relative to the block's first; room for one more than can pass, because the
 * slot after the last is written before it is known whether it counts. */
typedef struct {
    uint32_t at[BLOCK + CSCREEN_MAX_LENGTH + 16];
    size_t count;
} positions;

static inline uint32_t passes(const tier *t, uint32_t key) { return (t->bitmap[key >> 6] >> (key & 63)) & 1; }

/* One packed load looks at the keys of six positions; `stride` is a constant wherever this is inlined. */
static inline void collect(const tier *t, const uint8_t *p, size_t n, size_t stride, positions *out) {
    const size_t step = stride == 4 ? 8 : 6;
    size_t k = 0, i = 0;
    for (; i + step <= n; i += step) {
        uint64_t keys = pack(load64(p + i));
        for (size_t j = 0; j < step; j += stride) {
            out->at[k] = (uint32_t)(i + j);
            k += passes(t, (uint32_t)(keys >> (6 * j)) & 0x3ffff);
        }
    }
    for (; i < n; i += stride) {
        out->at[k] = (uint32_t)i;
        k += passes(t, (uint32_t)pack(load64(p + i)) & 0x3ffff);
    }
    out->count = k;
}

static void collect_by_stride(const tier *t, const uint8_t *p, size_t n, positions *out) {
    switch (t->stride) {
    case 1: collect(t, p, n, 1, out); break;
    case 2: collect(t, p, n, 2, out); break;
    case 3: collect(t, p, n, 3, out); break;
    default: collect(t, p, n, 4, out); break;
    }
}

static inline const group *group_at(const tier *t, const uint8_t *p) {
    uint32_t key = (uint32_t)pack(load64(p)) & 0x3ffff;
    uint64_t below = ((uint64_t)1 << (key & 63)) - 1;
    return &t->groups[t->rank[key >> 6] + (uint32_t)__builtin_popcountll(t->bitmap[key >> 6] & below)];
}

/* Keeps those candidates that pass the second look; eight bytes either side of each must be readable. */
static void look_again(const tier *t, const uint8_t *p, positions *c) {
    size_t k = 0;
    for (size_t i = 0; i < c->count; i++) {
        const uint8_t *at = p + c->at[i];
        const group *g = group_at(t, at);
        c->at[k] = c->at[i];
        k += (load64(at - g->back) & g->mask) == g->value;
    }
    c->count = k;
}

static int equal(const text *l, const uint8_t *literal, const uint8_t *p) {
    if (!l->caseless) return memcmp(literal, p, l->length) == 0;
    for (uint32_t i = 0; i < l->length; i++) {
        if (lower(p[i]) != literal[i]) return 0;
    }
    return 1;
}

/* A block: literal starts in [from, to), in a text of `length` bytes. */
typedef struct {
    const cscreen_table *table;
    const uint8_t *bytes;
    size_t length, from, to;
} block;

/* Compares every literal of a group in full. `inner`: eight bytes either side of the gram lie in the text. */
static inline size_t compare(
    const block *b, const tier *t, const group *g, size_t gram_at, int inner, cscreen_hit *hits, size_t n) {
    for (uint32_t k = 0; k < g->count; k++) {
        const entry *e = &t->entries[g->first + k];
        if (inner && (load64(b->bytes + gram_at - e->back) & e->mask) != e->value) continue;
        const text *l = &b->table->texts[e->literal];
        if (gram_at < b->from + e->gram || gram_at - e->gram >= b->to) continue;
        size_t start = gram_at - e->gram;
        if (l->length > b->length - start) continue;
        if (equal(l, b->table->bytes + l->start, b->bytes + start)) hits[n++] = (cscreen_hit){start, e->literal};
    }
    return n;
}

/* Positions near either end of the text, where a load of eight bytes might leave it: looked at in a padded copy. */
static size_t scan_edge(const block *b, const tier *t, size_t *at, size_t end, cscreen_hit *hits, size_t n) {
    for (; *at < end; *at += t->stride) {
        uint8_t window[8] = {0};
        size_t left = b->length - *at;
        memcpy(window, b->bytes + *at, left < 8 ? left : 8);
        if (!passes(t, (uint32_t)pack(load64(window)) & 0x3ffff)) continue;
        n = compare(b, t, group_at(t, window), *at, 0, hits, n);
    }
    return n;
}

static size_t scan_tier(const block *b, const tier *t, positions *c, cscreen_hit *hits, size_t n) {
    size_t at = (b->from + t->stride - 1) / t->stride * t->stride;
    size_t end = b->to + t->max_gram;
    /* A gram is three bytes. */
    if (end > b->length - 2) end = b->length - 2;
    n = scan_edge(b, t, &at, end < 8 ? end : 8, hits, n);
    size_t safe = b->length < 16 ? 0 : b->length - 16;
    if (safe > end) safe = end;
    if (at < safe) {
        collect_by_stride(t, b->bytes + at, safe - at, c);
        look_again(t, b->bytes + at, c);
        for (size_t i = 0; i < c->count; i++) {
            size_t gram_at = at + c->at[i];
            n = compare(b, t, group_at(t, b->bytes + gram_at), gram_at, 1, hits, n);
        }
        at += (safe - at + t->stride - 1) / t->stride * t->stride;
    }
    return scan_edge(b, t, &at, end, hits, n);
}

static inline int before(const cscreen_hit *a, const cscreen_hit *b) {
    return a->offset != b->offset ? a->offset < b->offset : a->literal < b->literal;
}

static void sift(cscreen_hit *hits, size_t at, size_t n) {
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && before(&hits[child], &hits[child + 1])) child++;
        if (!before(&hits[at], &hits[child])) return;
        cscreen_hit h = hits[at];
        hits[at] = hits[child];
        hits[child] = h;
    }
}

/* Grams were met in order, their literals nearly so: insertion is best for the usual few hits of a block. Heap sort
 * bounds what a text made of literals can cost. */
static void sort(cscreen_hit *hits, size_t n) {
    if (n <= 96) {
        for (size_t i = 1; i < n; i++) {
            cscreen_hit h = hits[i];
            size_t at = i;
            for (; at > 0 && before(&h, &hits[at - 1]); at--) hits[at] = hits[at - 1];
            hits[at] = h;
        }
        return;
    }
    for (size_t i = n / 2; i-- > 0;) sift(hits, i, n);
    for (size_t i = n - 1; i > 0; i--) {
        cscreen_hit h = hits[0];
        hits[0] = hits[i];
        hits[i] = h;
        sift(hits, 0, i);
    }
}

size_t cscreen_min_capacity(const cscreen_table *table) { return table->max_per_position * 256; }

size_t cscreen_scan(
    const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *from, size_t to, cscreen_hit *hits,
    size_t capacity) {
    size_t n = 0;
    positions c;
    if (to > length) to = length;
    if (length < CSCREEN_MIN_LENGTH || table->tier_count == 0) {
        *from = *from < to ? to : *from;
        return 0;
    }
    while (*from < to) {
        size_t room = (capacity - n) / table->max_per_position;
        if (room < 256) break;
        size_t size = room < BLOCK ? room : BLOCK;
        block b = {table, bytes, length, *from, to - *from < size ? to : *from + size};
        size_t found = 0;
        for (size_t i = 0; i < table->tier_count; i++) found = scan_tier(&b, table->tiers[i], &c, hits + n, found);
        sort(hits + n, found);
        n += found;
        *from = b.to;
    }
    return n;
}

static size_t count(const cscreen_table *table, const uint8_t *bytes, size_t length, int second) {
    size_t total = 0;
    positions c;
    for (size_t i = 0; i < table->tier_count; i++) {
        for (size_t at = 8; at + 16 < length; at += BLOCK) {
            size_t n = length - 16 - at < BLOCK ? length - 16 - at : BLOCK;
            collect_by_stride(table->tiers[i], bytes + at, n, &c);
            if (second) look_again(table->tiers[i], bytes + at, &c);
            total += c.count;
        }
    }
    return total;
}

size_t cscreen_count_candidates(const cscreen_table *table, const uint8_t *bytes, size_t length) {
    return count(table, bytes, length, 0);
}

size_t cscreen_count_compared(const cscreen_table *table, const uint8_t *bytes, size_t length) {
    return count(table, bytes, length, 1);
}
