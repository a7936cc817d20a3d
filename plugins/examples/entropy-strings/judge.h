/*
 * judge.h - tells random text under a secret's name from everything else that stands in quotes.
 *
 * Pure functions of their arguments: test_judge.c tries them without a host.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stddef.h>

/* What is asked of a value. */
typedef struct judge_limits {
    size_t length;
    /* Bits per byte. Text of hexadecimal digits, which cannot have more than 4, needs four fifths of it. */
    double entropy;
} judge_limits;

typedef enum judgement {
    /* Words, a placeholder, too short, too regular, or a format that has a rule of its own. */
    JUDGED_ORDINARY,
    /* Random, but in the form of a UUID, which many things have that are no secrets. */
    JUDGED_UUID,
    JUDGED_RANDOM,
} judgement;

/* Shannon entropy of the bytes' own distribution, in bits per byte. */
double judge_entropy(const char *text, size_t length);

/* True if what stands under such a name is not the secret itself: `token_url`, `secretName`, `PASSWORD_HASH`. */
int judge_name_is_other(const char *name, size_t length);

judgement judge_value(const char *value, size_t length, const judge_limits *limits);

#endif /* JUDGE_H */
