/*
 * read-home-load.c - tries to read what belongs to the user while it is loaded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "attempts.h"

ATTEMPT_AT_LOAD(attempt_reading)
