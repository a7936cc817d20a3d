/* Making a table; see cscreen.h for the design and screen.h for the layout. */
#include "screen.h"
#include <stdlib.h>

static uint32_t key_at(const uint8_t *p) {
    uint8_t window[8] = {p[0], p[1], p[2]};
    return (uint32_t)(pack(load64(window)) & ((1u << KEY_BITS) - 1));
}

typedef struct {
    uint32_t key;
    entry e;
} keyed;

static int by_key(const void *a, const void *b) {
    const keyed *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->e.literal != y->e.literal) return x->e.literal < y->e.literal ? -1 : 1;
    return x->e.gram < y->e.gram ? -1 : x->e.gram > y->e.gram;
}

/* The eight-byte compare that every entry of a group passes: the bytes all of them have in common, folded. */
static void second_look(group *g, const entry *entries, const cscreen_literal *literals) {
    uint64_t best_mask = 0, best_value = 0;
    uint32_t best_back = 0;
    int best_known = -1;
    for (uint32_t back = 0; back <= 5; back++) {
        uint8_t mask[8], value[8];
        int known = 0;
        for (uint32_t i = 0; i < 8; i++) {
            mask[i] = 0x5f;
            for (uint32_t k = 0; k < g->count && mask[i]; k++) {
                const entry *e = &entries[g->first + k];
                const cscreen_literal *l = &literals[e->literal];
                uint32_t at = e->gram + i;
                if (at < back || at - back >= l->length) {
                    mask[i] = 0;
                } else if (k == 0) {
                    value[i] = l->bytes[at - back] & 0x5f;
                } else if ((l->bytes[at - back] & 0x5f) != value[i]) {
                    mask[i] = 0;
                }
            }
            if (mask[i]) known++;
            else value[i] = 0;
        }
        if (known > best_known) {
            best_known = known;
            best_mask = load64(mask);
            best_value = load64(value);
            best_back = back;
        }
    }
    g->mask = best_mask;
    g->value = best_value;
    g->back = best_back;
}

/* The compare an entry passes, its window laid so that the literal fills as much of it as can be. */
static void own_look(entry *e, const cscreen_literal *l) {
    uint32_t beyond = e->gram + 8 > l->length ? e->gram + 8 - l->length : 0;
    e->back = beyond < e->gram ? beyond : e->gram;
    if (e->back > 5) e->back = 5;
    uint8_t mask[8] = {0}, value[8] = {0};
    for (uint32_t i = 0; i < 8 && e->gram - e->back + i < l->length; i++) {
        mask[i] = l->caseless ? 0x5f : 0xff;
        value[i] = l->bytes[e->gram - e->back + i] & mask[i];
    }
    e->mask = load64(mask);
    e->value = load64(value);
}

static tier *tier_create(const cscreen_literal *literals, size_t count, uint32_t stride) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += literals[i].stride == stride ? stride : 0;
    tier *t = calloc(1, sizeof *t);
    keyed *all = calloc(total, sizeof *all);
    if (!t || !all) goto failed;
    t->stride = stride;
    t->groups = calloc(total, sizeof *t->groups);
    t->entries = calloc(total, sizeof *t->entries);
    if (!t->groups || !t->entries) goto failed;

    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const cscreen_literal *l = &literals[i];
        if (l->stride != stride) continue;
        for (uint32_t g = l->gram; g < l->gram + stride; g++) {
            all[n++] = (keyed){key_at(l->bytes + g), {.literal = (uint32_t)i, .gram = g}};
            own_look(&all[n - 1].e, l);
            if (g > t->max_gram) t->max_gram = g;
        }
    }
    qsort(all, total, sizeof *all, by_key);
    size_t groups = 0;
    for (size_t i = 0; i < total; i++) {
        t->entries[i] = all[i].e;
        if (i == 0 || all[i].key != all[i - 1].key) {
            t->groups[groups++].first = (uint32_t)i;
            t->bitmap[all[i].key >> 6] |= (uint64_t)1 << (all[i].key & 63);
        }
        t->groups[groups - 1].count++;
    }
    uint32_t before = 0;
    for (size_t w = 0; w < WORDS; w++) {
        t->rank[w] = (uint16_t)before;
        before += (uint32_t)__builtin_popcountll(t->bitmap[w]);
    }
    for (size_t i = 0; i < groups; i++) second_look(&t->groups[i], t->entries, literals);
    free(all);
    return t;
failed:
    free(all);
    if (t) {
        free(t->groups);
        free(t->entries);
    }
    free(t);
    return NULL;
}

/* Can both literals start at one place, the shorter one being `a`? */
static int is_prefix(const cscreen_literal *a, const cscreen_literal *b) {
    for (uint32_t i = 0; i < a->length; i++) {
        if (lower(a->bytes[i]) != lower(b->bytes[i])) return 0;
    }
    return 1;
}

static size_t max_per_position(const cscreen_literal *literals, size_t count) {
    size_t most = 1;
    for (size_t i = 0; i < count; i++) {
        size_t here = 0;
        for (size_t j = 0; j < count; j++) {
            if (literals[j].length > literals[i].length) continue;
            here += (size_t)is_prefix(&literals[j], &literals[i]);
        }
        if (here > most) most = here;
    }
    return most;
}

static int is_valid(const cscreen_literal *l) {
    return l->length >= CSCREEN_MIN_LENGTH && l->length <= CSCREEN_MAX_LENGTH && l->stride >= 1 &&
           l->stride <= CSCREEN_MAX_STRIDE && l->gram <= CSCREEN_MAX_LENGTH && l->gram + l->stride + 2 <= l->length;
}

static int copy_texts(cscreen_table *table, const cscreen_literal *literals, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += literals[i].length;
    table->texts = calloc(count + 1, sizeof *table->texts);
    table->bytes = malloc(total + 1);
    if (!table->texts || !table->bytes) return 0;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const cscreen_literal *l = &literals[i];
        table->texts[i] = (text){l->length, (uint32_t)at, l->caseless != 0};
        for (uint32_t k = 0; k < l->length; k++) {
            table->bytes[at++] = l->caseless ? lower(l->bytes[k]) : l->bytes[k];
        }
    }
    return 1;
}

cscreen_table *cscreen_create(const cscreen_literal *literals, size_t count) {
    /* Ranks are 16 bits wide. */
    if (count > UINT16_MAX / CSCREEN_MAX_STRIDE) return NULL;
    int strides[CSCREEN_MAX_STRIDE + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        if (!is_valid(&literals[i])) return NULL;
        strides[literals[i].stride] = 1;
    }
    cscreen_table *table = calloc(1, sizeof *table);
    if (!table) return NULL;
    if (!copy_texts(table, literals, count)) goto failed;
    for (uint32_t s = 1; s <= CSCREEN_MAX_STRIDE; s++) {
        if (!strides[s]) continue;
        tier *t = tier_create(literals, count, s);
        if (!t) goto failed;
        if (t->max_gram > table->max_gram) table->max_gram = t->max_gram;
        table->tiers[table->tier_count++] = t;
    }
    table->max_per_position = max_per_position(literals, count);
    return table;
failed:
    cscreen_destroy(table);
    return NULL;
}

void cscreen_destroy(cscreen_table *table) {
    if (!table) return;
    for (size_t i = 0; i < table->tier_count; i++) {
        free(table->tiers[i]->groups);
        free(table->tiers[i]->entries);
        free(table->tiers[i]);
    }
    free(table->texts);
    free(table->bytes);
    free(table);
}
