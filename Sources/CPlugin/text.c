/* text.c - UTF-8 as RFC 3629 has it. See text.h. SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

static int continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

size_t text_character(const char *data, size_t length) {
    if (length == 0) return 0;
    const unsigned char *byte = (const unsigned char *)data;
    if (byte[0] < 0x80) return byte[0] != 0;
    /* The first byte says how many follow; the second must not make the form overlong, a surrogate or beyond
     * U+10FFFF. */
    size_t size = byte[0] >= 0xC2 && byte[0] <= 0xDF ? 2
                  : byte[0] >= 0xE0 && byte[0] <= 0xEF ? 3
                  : byte[0] >= 0xF0 && byte[0] <= 0xF4 ? 4
                                                       : 0;
    if (size == 0 || size > length || !continues(byte[1])) return 0;
    if ((byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xED && byte[1] > 0x9F)) return 0;
    if ((byte[0] == 0xF0 && byte[1] < 0x90) || (byte[0] == 0xF4 && byte[1] > 0x8F)) return 0;
    for (size_t i = 2; i < size; i++) {
        if (!continues(byte[i])) return 0;
    }
    return size;
}

int text_is_utf8(const char *data, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t size = text_character(data + at, length - at);
        if (size == 0) return 0;
        at += size;
    }
    return 1;
}

size_t text_cut(const char *data, size_t length, size_t most) {
    if (length <= most) return length;
    size_t end = most;
    while (end > 0 && most - end < 4 && continues((unsigned char)data[end])) end--;
    return continues((unsigned char)data[end]) ? most : end;
}

static int is_control(char byte) { return (unsigned char)byte < 0x20 || byte == 0x7F; }

int text_is_line(const char *data, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (is_control(data[i])) return 0;
    }
    return 1;
}

size_t text_clean_line(const char *data, size_t length, char *line, size_t most) {
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        size_t size = text_character(data + at, length - at);
        size_t room = size > 0 ? size : 1;
        if (count + room > most) break;
        if (size > 1) {
            for (size_t i = 0; i < size; i++) line[count + i] = data[at + i];
        } else {
            line[count] = is_control(data[at]) ? ' ' : size == 1 ? data[at] : '?';
        }
        count += room;
        at += room;
    }
    return count;
}
