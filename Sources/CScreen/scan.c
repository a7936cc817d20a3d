/* Scanning; see cscreen.h for the design. */
#include "table.h"

/* Positions of a block, relative to its first; room for what a filter may write past the last that counts. */
typedef struct {
    uint16_t at[BLOCK + CSCREEN_MAX_LENGTH + 80];
    /* Of those that passed the second look, the group of each. */
    uint16_t group[BLOCK + CSCREEN_MAX_LENGTH + 80];
    size_t count;
} positions;

/* A block: literal starts in [from, to), in a text of `length` bytes. */
typedef struct {
    const cscreen_table *table;
    const uint8_t *bytes;
    size_t length, from, to;
} block;

/* Keeps those positions that pass the second look. `key` is a constant wherever this is inlined. */
static inline void look_again(
    const cscreen_table *t, const uint8_t *p, positions *c, uint32_t (*key)(const uint8_t *)) {
    size_t k = 0;
    for (size_t i = 0; i < c->count; i++) {
        const uint8_t *at = p + c->at[i];
        uint16_t number = t->slots[slot_of(t, key(at))];
        const group *g = &t->groups[number];
        c->at[k] = c->at[i];
        c->group[k] = number;
        k += (load64(at - g->back) & g->mask) == g->value;
    }
    c->count = k;
}

static void look_again_portably(const cscreen_table *t, const uint8_t *p, positions *c) {
    look_again(t, p, c, key_at);
}

#ifdef __x86_64__
#include <immintrin.h>

/* The same key by one instruction. */
__attribute__((target("bmi2"))) static inline uint32_t key_by_pext(const uint8_t *p) {
    uint32_t v;
    memcpy(&v, p, 4);
    return _pext_u32(v, 0x5f5f5f);
}

__attribute__((target("bmi2"))) static void look_again_bmi2(const cscreen_table *t, const uint8_t *p, positions *c) {
    look_again(t, p, c, key_by_pext);
}
#endif

static void second_look(const cscreen_table *t, const uint8_t *p, positions *c) {
#ifdef __x86_64__
    if (t->kernel == CSCREEN_AVX512 || t->kernel == CSCREEN_BMI2) {
        look_again_bmi2(t, p, c);
        return;
    }
#endif
    look_again_portably(t, p, c);
}

static int equal(const text *l, const uint8_t *literal, const uint8_t *p) {
    if (!l->caseless) return memcmp(literal, p, l->length) == 0;
    for (uint32_t i = 0; i < l->length; i++) {
        if (lower(p[i]) != literal[i]) return 0;
    }
    return 1;
}

/* Compares every literal of a group in full. `p`: the key's position, `at` in the text, in memory whose margins may be
 * read. */
static inline size_t compare(
    const block *b, const group *g, const uint8_t *p, size_t at, cscreen_hit *hits, size_t n) {
    const cscreen_table *t = b->table;
    for (uint32_t k = 0; k < g->count; k++) {
        const entry *e = &t->entries[g->first + k];
        if ((load64(p - e->back) & e->mask) != e->value) continue;
        if (at < b->from + e->gram || at - e->gram >= b->to) continue;
        size_t start = at - e->gram;
        const text *l = &t->texts[e->literal];
        if (l->length > b->length - start) continue;
        if (e->is_whole || equal(l, t->bytes + l->start, b->bytes + start)) {
            hits[n++] = (cscreen_hit){start, e->literal};
        }
    }
    return n;
}

/* Looks at `count` positions from `p` on, which are those from `at` on in the text. */
static size_t scan_span(
    const block *b, positions *c, const uint8_t *p, size_t at, size_t count, cscreen_hit *hits, size_t n) {
    const cscreen_table *t = b->table;
    c->count = t->filter(t, p, count, c->at);
    second_look(t, p, c);
    for (size_t i = 0; i < c->count; i++) {
        const uint8_t *q = p + c->at[i];
        n = compare(b, &t->groups[c->group[i]], q, at + c->at[i], hits, n);
    }
    return n;
}

static inline size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t next_stop(const cscreen_table *t, size_t at) { return (at + t->stride - 1) / t->stride * t->stride; }

/* Positions near either end of the text, whose margins lie outside: looked at in a padded copy. */
static size_t scan_edge(const block *b, positions *c, size_t at, size_t end, cscreen_hit *hits, size_t n) {
    enum { SPAN = 128 };
    while (at < end) {
        uint8_t copy[MARGIN_BEFORE + SPAN + MARGIN_AFTER] = {0};
        size_t before = least(at, MARGIN_BEFORE);
        size_t count = least(end - at, SPAN);
        size_t after = least(b->length - at, count + MARGIN_AFTER);
        memcpy(copy + MARGIN_BEFORE - before, b->bytes + at - before, before + after);
        n = scan_span(b, c, copy + MARGIN_BEFORE, at, count, hits, n);
        at = next_stop(b->table, at + count);
    }
    return n;
}

static size_t scan_block(const block *b, positions *c, cscreen_hit *hits) {
    const cscreen_table *t = b->table;
    /* A key is three bytes. */
    size_t end = least(b->to + t->max_gram, b->length - 2);
    size_t inner = b->length > MARGIN_AFTER ? least(end, b->length - MARGIN_AFTER) : 0;
    size_t at = next_stop(t, b->from), n = 0;
    if (at < MARGIN_BEFORE) {
        size_t stop = next_stop(t, least(end, MARGIN_BEFORE));
        n = scan_edge(b, c, at, least(end, stop), hits, n);
        at = stop;
    }
    if (at < inner) {
        n = scan_span(b, c, b->bytes + at, at, inner - at, hits, n);
        at = next_stop(t, inner);
    }
    return scan_edge(b, c, at, end, hits, n);
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

/* Keys were met in order, their literals nearly so: insertion is best for the usual few hits of a block. Heap sort
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

static int is_sorted(const cscreen_hit *hits, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if (before(&hits[i], &hits[i - 1])) return 0;
    }
    return 1;
}

size_t cscreen_min_capacity(const cscreen_table *table) { return table->max_per_position * 256; }

size_t cscreen_scan(
    const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *from, size_t to, cscreen_hit *hits,
    size_t capacity) {
    size_t n = 0;
    positions c;
    if (to > length) to = length;
    if (length < CSCREEN_MIN_LENGTH) {
        *from = *from < to ? to : *from;
        return 0;
    }
    while (*from < to) {
        size_t room = (capacity - n) / table->max_per_position;
        if (room < 256) break;
        block b = {table, bytes, length, *from, *from + least(to - *from, least(room, BLOCK))};
        size_t found = scan_block(&b, &c, hits + n);
        if (!is_sorted(hits + n, found)) sort(hits + n, found);
        n += found;
        *from = b.to;
    }
    return n;
}

void cscreen_count(const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *first, size_t *second) {
    positions c;
    *first = *second = 0;
    for (size_t at = MARGIN_BEFORE; at + MARGIN_AFTER < length; at += BLOCK) {
        c.count = table->filter(table, bytes + at, least(length - MARGIN_AFTER - at, BLOCK), c.at);
        *first += c.count;
        second_look(table, bytes + at, &c);
        *second += c.count;
    }
}
