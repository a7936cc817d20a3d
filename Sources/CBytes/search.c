#define _GNU_SOURCE
#include "cbytes.h"

#include <string.h>

int cbytes_holds(const uint8_t *bytes, size_t length, const uint8_t *word, size_t word_length) {
    return memmem(bytes, length, word, word_length) != NULL;
}
