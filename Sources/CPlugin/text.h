/*
 * text.h - texts from outside: are they UTF-8, where may they be cut, how are they shown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>
#include <stdint.h>

/* The bytes of the character at the start of `data`; 0 if it is not UTF-8 (RFC 3629), or is NUL. */
size_t text_character(const char *data, size_t length);

/* 1 if all of it is UTF-8 without NUL. */
int text_is_utf8(const char *data, size_t length);

/* `length`, or the most bytes up to `most` that do not cut a character. */
size_t text_cut(const char *data, size_t length, size_t most);

/* 1 for a text without control characters: one line. */
int text_is_line(const char *data, size_t length);

/* Stores `data` as one line of at most `most` bytes: control characters become blanks, what is not UTF-8 '?'. Returns
 * its length. */
size_t text_clean_line(const char *data, size_t length, char *line, size_t most);

#endif /* TEXT_H */
