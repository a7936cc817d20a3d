/* The screen stage's kernel: where in a text do any of several hundred literals stand?
 *
 * How it works (a "strided rare-gram filter"). A byte is folded with & 0x5f, so that letters lose their case while
 * digits and signs stay apart; three folded bytes make an 18-bit key. Each literal puts the keys at `stride` consecutive
 * offsets of itself into a 32 KB bitmap, those that are rarest in source text, and then only every `stride`-th position
 * of the text is looked up. The positions that pass are collected without a branch, looked at a second time with one masked
 * compare of eight bytes, and only what is left is compared with its literals in full.
 *
 * A table is immutable: any number of threads may scan with it at once. Nothing here allocates while scanning, and no
 * byte outside the given text is read. */
#ifndef CSCREEN_H
#define CSCREEN_H

#include <stddef.h>
#include <stdint.h>

/* The shortest literal a table takes, and the longest. */
#define CSCREEN_MIN_LENGTH 3
#define CSCREEN_MAX_LENGTH 255
/* A literal of length L allows strides up to L - 2; more than this gains nothing. */
#define CSCREEN_MAX_STRIDE 4

typedef struct cscreen_table cscreen_table;

typedef struct {
    const uint8_t *bytes;
    uint32_t length;
    /* Not 0: ASCII letters match in either case. */
    uint32_t caseless;
    /* Which keys to use: those at `gram`, `gram` + 1, ... `gram` + `stride` - 1; `gram` + `stride` + 2 <= `length`. */
    uint32_t gram;
    uint32_t stride;
} cscreen_literal;

typedef struct {
    /* Where the literal starts, from the beginning of the text. */
    size_t offset;
    /* The literal's index in the array the table was made from. */
    size_t literal;
} cscreen_hit;

/* Makes a table; the literals are copied. NULL when memory is short or a literal breaks the bounds above. Literals with
 * different strides are kept apart, and each stride in use costs a pass over the text. */
cscreen_table *cscreen_create(const cscreen_literal *literals, size_t count);

/* NULL is allowed. */
void cscreen_destroy(cscreen_table *table);

/* The least capacity `cscreen_scan` needs to make any progress with this table. */
size_t cscreen_min_capacity(const cscreen_table *table);

/* Finds every literal that starts in [*from, to) and lies in `bytes` up to `length`. Hits are ordered by offset, then
 * by literal. Returns how many were written to `hits`. On return *from is where to go on: `to` when the range is done,
 * less when `hits` might have become too small. `capacity` must be at least `cscreen_min_capacity`. */
size_t cscreen_scan(
    const cscreen_table *table, const uint8_t *bytes, size_t length, size_t *from, size_t to, cscreen_hit *hits,
    size_t capacity);

/* The number of positions in `bytes` that pass the first look, for measuring. */
size_t cscreen_count_candidates(const cscreen_table *table, const uint8_t *bytes, size_t length);

/* The number of positions in `bytes` that pass the second look as well, for measuring. */
size_t cscreen_count_compared(const cscreen_table *table, const uint8_t *bytes, size_t length);

#endif
