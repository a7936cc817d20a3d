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

/* What a bucket allows at each place, and sums that tell what one more literal would cost without going through it. */
typedef struct {
    uint64_t allowed[PLACES];
    /* A literal of three bytes allows everything at the last place. */
    int any_last;
    int used;
    /* The share of text at each place, and of the pairs at each two neighbouring places. */
    float place[PLACES];
    float pair[PLACES - 1];
    /* By symbol at one place, the share of its pairs with what is allowed at the place after and before it. */
    float after[PLACES - 1][CSCREEN_SYMBOLS];
    float before[PLACES - 1][CSCREEN_SYMBOLS];
} bucket;

#define ANY (-1)

/* The four symbols at `gram`; the fourth is ANY past the literal's end. */
static void symbols_at(const cscreen_literal *l, uint32_t gram, int *out) {
    for (uint32_t m = 0; m < PLACES; m++) out[m] = gram + m < l->length ? (int)symbol(l->bytes[gram + m]) : ANY;
}

/* How much text passes: a chain of the shares of allowed pairs. */
static float passing(const float *place, const float *pair, int any_last) {
    float share = pair[0] * pair[1] / place[1];
    return any_last ? share : share * pair[2] / place[2];
}

static float passing_with(const bucket *b, pair_table pairs, const float *shares, const int *s) {
    float place[PLACES], pair[PLACES - 1];
    int fresh[PLACES];
    for (int m = 0; m < PLACES; m++) {
        fresh[m] = s[m] != ANY && !(b->allowed[m] >> s[m] & 1);
        place[m] = b->place[m] + (fresh[m] ? shares[s[m]] : 0);
    }
    for (int m = 0; m + 1 < PLACES; m++) {
        pair[m] = b->pair[m];
        if (fresh[m]) pair[m] += b->after[m][s[m]];
        if (fresh[m + 1]) pair[m] += b->before[m][s[m + 1]];
        if (fresh[m] && fresh[m + 1]) pair[m] += pairs[s[m]].of[s[m + 1]];
    }
    return passing(place, pair, b->any_last || s[PLACES - 1] == ANY);
}

static void allow(bucket *b, pair_table pairs, const float *shares, const int *s) {
    b->used = 1;
    for (int m = 0; m < PLACES; m++) {
        if (s[m] == ANY) {
            b->any_last = 1;
            continue;
        }
        if (b->allowed[m] >> s[m] & 1) continue;
        b->allowed[m] |= (uint64_t)1 << s[m];
        b->place[m] += shares[s[m]];
        if (m + 1 < PLACES) {
            b->pair[m] += b->after[m][s[m]];
            for (int y = 0; y < CSCREEN_SYMBOLS; y++) b->before[m][y] += pairs[s[m]].of[y];
        }
        if (m > 0) {
            b->pair[m - 1] += b->before[m - 1][s[m]];
            for (int x = 0; x < CSCREEN_SYMBOLS; x++) b->after[m - 1][x] += pairs[x].of[s[m]];
        }
    }
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

/* The places in a literal that are worth a thought: where its bytes are rarest, in order. */
enum { CHOICES = 4 };

typedef struct {
    float share[CHOICES];
    uint32_t gram[CHOICES];
    uint32_t count;
} choices;

static choices rarest(const cscreen_literal *l, pair_table pairs, const float *shares) {
    choices best = {.count = 0};
    for (uint32_t gram = 0; gram <= last_gram(l); gram++) {
        float share = chain(pairs, shares, l->bytes + gram, l->length < PLACES ? l->length : PLACES);
        uint32_t at = best.count < CHOICES ? best.count++ : CHOICES - 1;
        if (at == CHOICES - 1 && best.count == CHOICES && gram >= CHOICES && share >= best.share[at]) continue;
        for (; at > 0 && share < best.share[at - 1]; at--) {
            best.share[at] = best.share[at - 1];
            best.gram[at] = best.gram[at - 1];
        }
        best.share[at] = share;
        best.gram[at] = gram;
    }
    return best;
}

int plan_wide(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS], placing *out) {
    float shares[CSCREEN_SYMBOLS], cost[BUCKETS] = {0};
    symbol_shares(pairs, shares);
    bucket *buckets = calloc(BUCKETS, sizeof *buckets);
    ranked *order = calloc(count + 1, sizeof *order);
    if (!buckets || !order) goto failed;
    for (size_t i = 0; i < count; i++) {
        order[i] = (ranked){rarest(&literals[i], pairs, shares).share[0], (uint32_t)i};
    }
    qsort(order, count, sizeof *order, by_share);
    for (size_t k = 0; k < count; k++) {
        const cscreen_literal *l = &literals[order[k].literal];
        int symbols[PLACES];
        float best = FLT_MAX;
        placing chosen = {0, 0};
        choices c = rarest(l, pairs, shares);
        for (uint32_t i = 0; i < c.count; i++) {
            symbols_at(l, c.gram[i], symbols);
            int met_unused = 0;
            for (uint32_t b = 0; b < BUCKETS; b++) {
                /* Unused buckets are all the same. */
                if (!buckets[b].used && met_unused++) continue;
                float more = passing_with(&buckets[b], pairs, shares, symbols) - cost[b];
                if (more < best) {
                    best = more;
                    chosen = (placing){c.gram[i], b};
                }
            }
        }
        symbols_at(l, chosen.gram, symbols);
        bucket *b = &buckets[chosen.bucket];
        allow(b, pairs, shares, symbols);
        cost[chosen.bucket] = passing(b->place, b->pair, b->any_last);
        out[order[k].literal] = chosen;
    }
    free(buckets);
    free(order);
    return 1;
failed:
    free(buckets);
    free(order);
    return 0;
}
