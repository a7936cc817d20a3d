/* Work on bytes for which processors have instructions that Swift does not reach: counting, searching backwards, looking for names, SHA-256. */
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

/* How often `byte` stands in `bytes`. */
size_t cbytes_count(const uint8_t *bytes, size_t length, uint8_t byte);

/* The offset behind the last `byte` in `bytes`; 0 if there is none. */
size_t cbytes_end_of_last(const uint8_t *bytes, size_t length, uint8_t byte);

/* The offset of the first place in `bytes` where the `word_length` bytes of `word` stand; -1 if there is none. An empty word stands
 * at once. */
ptrdiff_t cbytes_find(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length);

/* The same with ASCII letters in either case. */
ptrdiff_t cbytes_find_folded(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length);

/* The offset of the first name at `from` or behind it that may be one of some words: of those that begin with its first byte one has its
 * length, as bit 63 of `lengths[first]` (63 bytes and more) or a lower one says. Where it ends is put into `end`. -1 if there is none.
 * Names consist of ASCII letters, digits, `_`, `$` and bytes beyond ASCII; `from` is 0 or where one ends. */
ptrdiff_t cbytes_next_name(
    const uint8_t *bytes, size_t length, size_t from, const uint64_t lengths[256], size_t *end);

/* Takes `blocks` blocks of 64 bytes into a state of SHA-256 (FIPS 180-4, section 6.2.2). */
void cbytes_sha256(uint32_t state[8], const uint8_t *bytes, size_t blocks);

#endif
