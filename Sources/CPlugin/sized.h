/*
 * sized.h - structs that a plugin fills.
 *
 * A plugin may be older than this header and fill less, or be wrong and write too much. So it is given a struct with
 * a margin behind it; afterwards the margin must still be zero, and what lies behind the plugin's own `struct_size`
 * is made zero.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SIZED_H
#define SIZED_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* More than any version of a struct will grow by. */
#define SIZED_MARGIN 512

/* A zeroed struct of a type of the plugin API, with its margin. */
#define SIZED(type)                                                                                                \
    struct {                                                                                                       \
        type value;                                                                                                \
        unsigned char margin[SIZED_MARGIN];                                                                        \
    }

/* Where a field ends: the least size of a struct that has it. */
#define SIZED_THROUGH(type, field) (offsetof(type, field) + sizeof(((type *)0)->field))

/* Brings a filled struct, which starts with its u32 `struct_size`, into the form above. Returns what is wrong with
 * it, or NULL. */
static inline const char *sized_settle(void *value, size_t known, size_t least, const unsigned char *margin) {
    uint32_t size;
    memcpy(&size, value, sizeof size);
    for (size_t i = 0; i < SIZED_MARGIN; i++) {
        if (margin[i]) return "it was written beyond the struct's size";
    }
    if (size > known) return "struct_size was raised";
    if (size < least) return "struct_size is too small";
    memset((unsigned char *)value + size, 0, known - size);
    return NULL;
}

#endif /* SIZED_H */
