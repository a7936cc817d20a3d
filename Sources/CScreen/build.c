/* Making a table; see cscreen.h for the design and table.h for the layout. */
#include "table.h"
#include <stdlib.h>

typedef struct {
    uint32_t slot;
    entry e;
} slotted;

static int by_slot(const void *a, const void *b) {
    const slotted *x = a, *y = b;
    if (x->slot != y->slot) return x->slot < y->slot ? -1 : 1;
    if (x->e.literal != y->e.literal) return x->e.literal < y->e.literal ? -1 : 1;
    return x->e.gram < y->e.gram ? -1 : x->e.gram > y->e.gram;
}

/* The bits of a literal's byte that a text must share, at a place inside the literal. */
static uint8_t mask_of(const cscreen_literal *l, uint32_t at) {
    return l->caseless && is_letter(l->bytes[at]) ? 0xdf : 0xff;
}

/* The eight bytes from `back` before the key that `e` stands for: which bits are known, and what they are. */
static void window(const entry *e, const cscreen_literal *l, uint32_t back, uint8_t mask[8], uint8_t value[8]) {
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t at = e->gram + i - back;
        int inside = e->gram + i >= back && at < l->length;
        mask[i] = inside ? mask_of(l, at) : 0;
        value[i] = inside ? l->bytes[at] & mask[i] : 0;
    }
}

/* The compare that every entry of a group passes: the bits that all of them have in common. */
static void second_look(group *g, const entry *entries, const cscreen_literal *literals) {
    int most = -1;
    for (uint32_t back = 0; back <= MAX_BACK; back++) {
        uint8_t mask[8], value[8];
        window(&entries[g->first], &literals[entries[g->first].literal], back, mask, value);
        for (uint32_t k = 1; k < g->count; k++) {
            const entry *e = &entries[g->first + k];
            uint8_t own_mask[8], own_value[8];
            window(e, &literals[e->literal], back, own_mask, own_value);
            for (uint32_t i = 0; i < 8; i++) mask[i] &= own_mask[i] & (uint8_t) ~(value[i] ^ own_value[i]);
        }
        int known = __builtin_popcountll(load64(mask));
        if (known <= most) continue;
        most = known;
        g->mask = load64(mask);
        g->value = load64(value) & g->mask;
        g->back = back;
    }
}

/* The compare an entry passes, its window laid so that the literal fills as much of it as can be. */
static void own_look(entry *e, const cscreen_literal *l) {
    uint32_t beyond = e->gram + 8 > l->length ? e->gram + 8 - l->length : 0;
    uint8_t mask[8], value[8];
    e->back = beyond < e->gram ? beyond : e->gram;
    if (e->back > MAX_BACK) e->back = MAX_BACK;
    window(e, l, e->back, mask, value);
    e->mask = load64(mask);
    e->value = load64(value);
    e->is_whole = l->length <= 8 && e->back == e->gram;
}

/* Slots are eight times as many as keys: few keys share one. */
static int make_slots(cscreen_table *t, size_t keys) {
    uint32_t bits = 12;
    while (bits < KEY_BITS && ((size_t)1 << bits) < keys * 8) bits++;
    t->slot_shift = 32 - bits;
    t->slots = calloc((size_t)1 << bits, sizeof *t->slots);
    t->groups = calloc(keys + 1, sizeof *t->groups);
    t->entries = calloc(keys + 1, sizeof *t->entries);
    if (!t->slots || !t->groups || !t->entries) return 0;
    t->groups[0].value = 1;
    return 1;
}

static int make_groups(cscreen_table *t, const cscreen_literal *literals, size_t count, const placing *places) {
    size_t keys = count * t->stride;
    slotted *all = calloc(keys + 1, sizeof *all);
    if (!all || !make_slots(t, keys)) {
        free(all);
        return 0;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t g = places[i].gram; g < places[i].gram + t->stride; g++) {
            uint32_t key = key_at(literals[i].bytes + g);
            t->bitmap[key >> 6] |= (uint64_t)1 << (key & 63);
            all[n] = (slotted){slot_of(t, key), {.literal = (uint32_t)i, .gram = (uint16_t)g}};
            own_look(&all[n++].e, &literals[i]);
            if (g > t->max_gram) t->max_gram = g;
        }
    }
    qsort(all, keys, sizeof *all, by_slot);
    uint16_t groups = 0;
    for (size_t i = 0; i < keys; i++) {
        t->entries[i] = all[i].e;
        if (i == 0 || all[i].slot != all[i - 1].slot) {
            t->slots[all[i].slot] = ++groups;
            t->groups[groups].first = (uint32_t)i;
        }
        t->groups[groups].count++;
    }
    for (uint16_t g = 1; g <= groups; g++) second_look(&t->groups[g], t->entries, literals);
    free(all);
    return 1;
}

static void make_buckets(cscreen_table *t, const cscreen_literal *literals, size_t count, const placing *places) {
    for (size_t i = 0; i < count; i++) {
        uint8_t bit = (uint8_t)(1u << (places[i].bucket % 8));
        for (uint32_t m = 0; m < PLACES; m++) {
            uint8_t *allowed = t->allowed[m][places[i].bucket / 8];
            uint32_t at = places[i].gram + m;
            for (uint32_t s = 0; s < CSCREEN_SYMBOLS; s++) {
                if (at >= literals[i].length || symbol(literals[i].bytes[at]) == s) allowed[s] |= bit;
            }
        }
    }
}

static size_t shortest(const cscreen_literal *literals, size_t count) {
    size_t least = CSCREEN_MAX_LENGTH;
    for (size_t i = 0; i < count; i++) least = literals[i].length < least ? literals[i].length : least;
    return least;
}

static int choose_bytes(
    cscreen_table *t, const cscreen_literal *literals, size_t count,
    const cscreen_shares pairs[CSCREEN_SYMBOLS]) {
    placing *places = calloc(count + 1, sizeof *places);
    int done = places != NULL;
    if (done && t->kernel == CSCREEN_AVX512) {
        t->stride = 1;
        done = plan_wide(literals, count, pairs, places);
        if (done) make_buckets(t, literals, count, places);
    } else if (done) {
        /* One stride for all, so that one pass does: the shortest literal decides. */
        size_t stride = shortest(literals, count) - 2;
        t->stride = stride < MAX_STRIDE ? (uint32_t)stride : MAX_STRIDE;
        plan_strided(literals, count, pairs, t->stride, places);
    }
    done = done && make_groups(t, literals, count, places);
    free(places);
    return done;
}

/* How many bytes two literals have in common from their start, in either case. */
static uint32_t common(const cscreen_literal *a, const cscreen_literal *b) {
    uint32_t n = 0;
    while (n < a->length && n < b->length && lower(a->bytes[n]) == lower(b->bytes[n])) n++;
    return n;
}

/* By their bytes in lower case: a literal comes after those that it starts with. */
static int by_text(const void *a, const void *b) {
    const cscreen_literal *x = *(const cscreen_literal *const *)a, *y = *(const cscreen_literal *const *)b;
    uint32_t n = common(x, y);
    if (n == x->length || n == y->length) return x->length < y->length ? -1 : x->length > y->length;
    return lower(x->bytes[n]) < lower(y->bytes[n]) ? -1 : 1;
}

/* The greatest number of literals that can start at one place, each the start of the next; 0 when memory is short. */
static size_t max_per_position(const cscreen_literal *literals, size_t count) {
    const cscreen_literal **sorted = calloc(count + 1, sizeof *sorted);
    const cscreen_literal **starts = calloc(count + 1, sizeof *starts);
    size_t depth = 0, most = 1;
    if (sorted && starts) {
        for (size_t i = 0; i < count; i++) sorted[i] = &literals[i];
        qsort(sorted, count, sizeof *sorted, by_text);
        for (size_t i = 0; i < count; i++) {
            while (depth > 0 && common(starts[depth - 1], sorted[i]) < starts[depth - 1]->length) depth--;
            starts[depth++] = sorted[i];
            if (depth > most) most = depth;
        }
    } else {
        most = 0;
    }
    free(sorted);
    free(starts);
    return most;
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

int cscreen_runs(cscreen_kernel kernel) {
    switch (kernel) {
    case CSCREEN_AUTO:
    case CSCREEN_PORTABLE: return 1;
#ifdef __x86_64__
    case CSCREEN_BMI2: return __builtin_cpu_supports("bmi2") != 0;
    case CSCREEN_AVX512:
        return __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") &&
               __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("popcnt");
#endif
    default: return 0;
    }
}

static cscreen_kernel best_kernel(void) {
    if (cscreen_runs(CSCREEN_AVX512)) return CSCREEN_AVX512;
#ifdef __x86_64__
    /* The first two generations of Zen have PEXT in microcode, which is slower than doing without. */
    int slow = __builtin_cpu_is("znver1") || __builtin_cpu_is("znver2");
    if (cscreen_runs(CSCREEN_BMI2) && !slow) return CSCREEN_BMI2;
#endif
    return CSCREEN_PORTABLE;
}

static filter filter_of(cscreen_kernel kernel) {
    switch (kernel) {
#ifdef __x86_64__
    case CSCREEN_BMI2: return filter_bmi2;
    case CSCREEN_AVX512: return filter_avx512;
#endif
    default: return filter_portable;
    }
}

static int is_valid(const cscreen_literal *l) {
    return l->length >= CSCREEN_MIN_LENGTH && l->length <= CSCREEN_MAX_LENGTH;
}

cscreen_table *cscreen_create(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS],
    cscreen_kernel kernel) {
    if (count > CSCREEN_MAX_LITERALS || !cscreen_runs(kernel)) return NULL;
    for (size_t i = 0; i < count; i++) {
        if (!is_valid(&literals[i])) return NULL;
    }
    cscreen_table *table = aligned_alloc(64, (sizeof *table + 63) / 64 * 64);
    if (!table) return NULL;
    memset(table, 0, sizeof *table);
    table->kernel = kernel == CSCREEN_AUTO ? best_kernel() : kernel;
    table->filter = filter_of(table->kernel);
    table->max_per_position = max_per_position(literals, count);
    if (table->max_per_position == 0 || !copy_texts(table, literals, count) ||
        !choose_bytes(table, literals, count, pairs)) {
        cscreen_destroy(table);
        return NULL;
    }
    return table;
}

cscreen_kernel cscreen_kernel_of(const cscreen_table *table) { return table->kernel; }

void cscreen_destroy(cscreen_table *table) {
    if (!table) return;
    free(table->slots);
    free(table->groups);
    free(table->entries);
    free(table->texts);
    free(table->bytes);
    free(table);
}
