/*
 * read-home-scan.c - tries to read what belongs to the user when a file triggers it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "attempts.h"

ATTEMPT_AT_SCAN(attempt_reading)
