/*
 * reader.h - reads the payload of a request within its bounds.
 *
 * A read that would go beyond the end yields 0 or an empty text and sets `failed`; so a sequence of reads is checked
 * once, at its end. Numbers that are used before that must be checked on their own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef READER_H
#define READER_H

#include "mcpsentinel_types.h"

typedef struct reader {
    const uint8_t *bytes;
    size_t left;
    int failed;
} reader;

static inline const uint8_t *reader_take(reader *from, size_t length) {
    if (from->failed || length > from->left) {
        from->failed = 1;
        return NULL;
    }
    const uint8_t *taken = from->bytes;
    from->bytes += length;
    from->left -= length;
    return taken;
}

static inline uint32_t reader_u32(reader *from) {
    const uint8_t *b = reader_take(from, 4);
    return b ? (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24 : 0;
}

static inline uint64_t reader_u64(reader *from) {
    uint64_t low = reader_u32(from);
    return low | (uint64_t)reader_u32(from) << 32;
}

/* Points into the payload: no NUL behind it. */
static inline mcps_text reader_text(reader *from) {
    uint32_t length = reader_u32(from);
    const uint8_t *bytes = reader_take(from, length);
    return bytes ? (mcps_text){(const char *)bytes, length} : (mcps_text){"", 0};
}

#endif /* READER_H */
