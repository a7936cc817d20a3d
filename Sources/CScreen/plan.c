/* Which bytes of each literal a filter should know: those that let the fewest positions of real text pass. */
#include "table.h"
#include <float.h>
#include <stdlib.h>

typedef const cscreen_shares *pair_table;

static void symbol_shares(pair_table pairs, float shares[CSCREEN_SYMBOLS]) {
    for (int a = 0; a < CSCREEN_SYMBOLS; a++) {
        shares[a] = 0;
        for (int b = 0; b < CSCREEN_SYMBOLS; b++) shares[a] += pairs[a].of[b];
    }
}

/* How often a row of symbols stands at a place, as a chain of pairs. */
static float chain(pair_table pairs, const float *shares, const uint8_t *p, uint32_t count) {
    float share = pairs[symbol(p[0])].of[symbol(p[1])];
    for (uint32_t i = 1; i + 1 < count; i++) {
        share *= pairs[symbol(p[i])].of[symbol(p[i + 1])] / shares[symbol(p[i])];
    }
    return share;
}

void plan_strided(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS],
    uint32_t stride, placing *out) {
    float shares[CSCREEN_SYMBOLS];
    symbol_shares(pairs, shares);
    for (size_t i = 0; i < count; i++) {
        float best = FLT_MAX;
        out[i] = (placing){0, 0};
        for (uint32_t gram = 0; gram + stride + 2 <= literals[i].length; gram++) {
            float sum = 0;
            for (uint32_t k = 0; k < stride; k++) sum += chain(pairs, shares, literals[i].bytes + gram + k, 3);
            if (sum < best) {
                best = sum;
                out[i].gram = gram;
            }
        }
    }
}

/* What the buckets allow at each place, and sums that tell what one more literal would cost without going through them. One
 * row has a number for each bucket, so that all buckets are judged at once. */
typedef float row[BUCKETS];

typedef struct {
    /* 1 where a symbol is not allowed yet. */
    row lacks[PLACES][CSCREEN_SYMBOLS];
    /* 1 where a literal of three bytes allows everything at the last place. */
    row any_last;
    /* The share of text at each place, and of the pairs at each two neighbouring places. */
    row place[PLACES];
    row pair[PLACES - 1];
    /* How much text passes. */
    row passes;
    /* By symbol at one place, the share of its pairs with what is allowed at the place after and before it. */
    row after[PLACES - 1][CSCREEN_SYMBOLS];
    row before[PLACES - 1][CSCREEN_SYMBOLS];
} plan;

#define ANY (-1)

/* The four symbols at `gram`; the fourth is ANY past the literal's end. */
static void symbols_at(const cscreen_literal *l, uint32_t gram, int *out) {
    for (uint32_t m = 0; m < PLACES; m++) out[m] = gram + m < l->length ? (int)symbol(l->bytes[gram + m]) : ANY;
}

/* How much text passes: a chain of the shares of allowed pairs. */
static inline float passing(const float place[PLACES], const float pair[PLACES - 1], float any_last) {
    float share = pair[0] * pair[1] / place[1];
    float last = share * pair[2] / place[2];
    return any_last != 0 ? share : last;
}

/* How much text would pass each bucket with one more literal. The wide filter's processors all have AVX2. */
#ifdef __x86_64__
__attribute__((target("avx2")))
#endif
static void passing_with(const plan *p, pair_table pairs, const float *shares, const int *s, float *restrict out) {
    static const row none = {0};
    int is_short = s[PLACES - 1] == ANY;
    uint32_t c[PLACES];
    const float *fresh[PLACES];
    for (int m = 0; m < PLACES; m++) {
        c[m] = s[m] == ANY ? 0 : (uint32_t)s[m];
        fresh[m] = s[m] == ANY ? none : p->lacks[m][c[m]];
    }
    for (int b = 0; b < BUCKETS; b++) {
        float place[PLACES], pair[PLACES - 1];
        for (int m = 0; m < PLACES; m++) place[m] = p->place[m][b] + fresh[m][b] * shares[c[m]];
        for (int m = 0; m + 1 < PLACES; m++) {
            pair[m] = p->pair[m][b] + fresh[m][b] * p->after[m][c[m]][b];
            pair[m] += fresh[m + 1][b] * p->before[m][c[m + 1]][b];
            pair[m] += fresh[m][b] * fresh[m + 1][b] * pairs[c[m]].of[c[m + 1]];
        }
        out[b] = passing(place, pair, is_short ? 1 : p->any_last[b]);
    }
}

static void allow(plan *p, uint32_t b, pair_table pairs, const float *shares, const int *s) {
    for (int m = 0; m < PLACES; m++) {
        if (s[m] == ANY) {
            p->any_last[b] = 1;
            continue;
        }
        if (p->lacks[m][s[m]][b] == 0) continue;
        p->lacks[m][s[m]][b] = 0;
        p->place[m][b] += shares[s[m]];
        if (m + 1 < PLACES) {
            p->pair[m][b] += p->after[m][s[m]][b];
            for (int y = 0; y < CSCREEN_SYMBOLS; y++) p->before[m][y][b] += pairs[s[m]].of[y];
        }
        if (m > 0) {
            p->pair[m - 1][b] += p->before[m - 1][s[m]][b];
            for (int x = 0; x < CSCREEN_SYMBOLS; x++) p->after[m - 1][x][b] += pairs[x].of[s[m]];
        }
    }
    float place[PLACES], pair[PLACES - 1];
    for (int m = 0; m < PLACES; m++) place[m] = p->place[m][b];
    for (int m = 0; m + 1 < PLACES; m++) pair[m] = p->pair[m][b];
    p->passes[b] = passing(place, pair, p->any_last[b]);
}

typedef struct {
    float share;
    uint32_t literal;
} ranked;

/* The commonest first: what cannot be helped decides the buckets, and what is rare finds a place among it. */
static int by_share(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->share != y->share) return x->share > y->share ? -1 : 1;
    return x->literal < y->literal ? -1 : x->literal > y->literal;
}

static uint32_t last_gram(const cscreen_literal *l) { return l->length > PLACES ? l->length - PLACES : 0; }

static float rarest(const cscreen_literal *l, pair_table pairs, const float *shares) {
    float best = 1;
    for (uint32_t gram = 0; gram <= last_gram(l); gram++) {
        float share = chain(pairs, shares, l->bytes + gram, l->length < PLACES ? l->length : PLACES);
        if (share < best) best = share;
    }
    return best;
}

int plan_wide(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS], placing *out) {
    float shares[CSCREEN_SYMBOLS];
    symbol_shares(pairs, shares);
    plan *p = calloc(1, sizeof *p);
    ranked *order = calloc(count + 1, sizeof *order);
    if (!p || !order) {
        free(p);
        free(order);
        return 0;
    }
    for (int m = 0; m < PLACES; m++) {
        for (int x = 0; x < CSCREEN_SYMBOLS; x++) {
            for (int b = 0; b < BUCKETS; b++) p->lacks[m][x][b] = 1;
        }
    }
    for (size_t i = 0; i < count; i++) order[i] = (ranked){rarest(&literals[i], pairs, shares), (uint32_t)i};
    qsort(order, count, sizeof *order, by_share);
    for (size_t k = 0; k < count; k++) {
        const cscreen_literal *l = &literals[order[k].literal];
        int symbols[PLACES];
        float best = FLT_MAX;
        placing chosen = {0, 0};
        for (uint32_t gram = 0; gram <= last_gram(l); gram++) {
            row with;
            symbols_at(l, gram, symbols);
            passing_with(p, pairs, shares, symbols, with);
            for (uint32_t b = 0; b < BUCKETS; b++) {
                float more = with[b] - p->passes[b];
                if (more < best) {
                    best = more;
                    chosen = (placing){gram, b};
                }
            }
        }
        symbols_at(l, chosen.gram, symbols);
        allow(p, chosen.bucket, pairs, shares, symbols);
        out[order[k].literal] = chosen;
    }
    free(p);
    free(order);
    return 1;
}
