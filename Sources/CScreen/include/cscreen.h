/* The screen stage's kernels: where in a text do any of several hundred literals stand?
 *
 * Three looks, each at what the one before lets pass; the first two are free of branches that text decides.
 *
 * 1. A filter over every position, of which there are two. The wide one (AVX-512) deals the literals into 32 buckets by
 *    four neighbouring bytes of each, folded to 64 symbols: a table lookup per byte and place tells which buckets allow
 *    it, and a position passes where one bucket allows four in a row. The strided one (portable, faster with BMI2) packs
 *    three folded bytes to a key and asks a bitmap; literals of L bytes let it look at every (L - 2)nd position only.
 *    Which bytes of a literal are used, and which literals share a bucket, is chosen by how rare they are in source text.
 * 2. The key's slot tells a masked compare of the eight bytes around it that all literals of the slot pass.
 * 3. The slot's literals are compared in full.
 *
 * A table is immutable: any number of threads may scan with it at once. Nothing here allocates while scanning, and no
 * byte outside the given text is read. */
#ifndef CSCREEN_H
#define CSCREEN_H

#include <stddef.h>
#include <stdint.h>

/* The shortest literal a table takes, the longest, and how many. */
#define CSCREEN_MIN_LENGTH 3
#define CSCREEN_MAX_LENGTH 255
#define CSCREEN_MAX_LITERALS 16383

/* Bytes are folded to symbols by their bits 0 to 4 and 6: letters lose their case, digits and signs stay apart. */
#define CSCREEN_SYMBOLS 64

typedef struct cscreen_table cscreen_table;

typedef enum {
    /* The best that this processor runs. */
    CSCREEN_AUTO = 0,
    CSCREEN_PORTABLE = 1,
    /* x86-64 with BMI2. */
    CSCREEN_BMI2 = 2,
    /* x86-64 with AVX-512 BW, VBMI and VBMI2, and BMI2. */
    CSCREEN_AVX512 = 3
} cscreen_kernel;

typedef struct {
    const uint8_t *bytes;
    uint32_t length;
    /* Not 0: ASCII letters match in either case. */
    uint32_t caseless;
} cscreen_literal;

typedef struct {
    /* Where the literal starts, from the beginning of the text. */
    size_t offset;
    /* The literal's index in the array the table was made from. */
    size_t literal;
} cscreen_hit;

/* How often each symbol follows one. */
typedef struct {
    float of[CSCREEN_SYMBOLS];
} cscreen_shares;

/* Makes a table; the literals are copied. `pairs[a].of[b]` is how often symbol b follows symbol a in the texts that are to
 * be scanned, as a share of all positions; every one above 0. NULL when memory is short, a literal breaks the bounds
 * above, or this processor does not run `kernel`. */
cscreen_table *cscreen_create(
    const cscreen_literal *literals, size_t count, const cscreen_shares pairs[CSCREEN_SYMBOLS],
    cscreen_kernel kernel);

/* NULL is allowed. */
void cscreen_destroy(cscreen_table *table);

/* What a table runs with; never CSCREEN_AUTO. */
cscreen_kernel cscreen_kernel_of(const cscreen_table *table);

/* Not 0 if this processor runs `kernel`. */
int cscreen_runs(cscreen_kernel kernel);

/* The least capacity `cscreen_scan` needs to make any progress with this table. */
size_t cscreen_min_capacity(const cscreen_table *table);

/* Finds every literal that starts in [*from, to) and lies in `bytes` up to `length`. Hits are ordered by offset, then
 * by literal. Returns how many were written to `hits`. On return *from is where to go on: `to` when the range is done,
 * less when `hits` might have become too small. `capacity` must be at least `cscreen_min_capacity`. */
size_t cscreen_scan(
    const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *from, size_t to, cscreen_hit *hits,
    size_t capacity);

/* How many positions of `bytes` pass the first look, and how many the second as well; for measuring. */
void cscreen_count(const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *first, size_t *second);

#endif
