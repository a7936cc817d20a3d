/*
 * write-file-scan.c - tries to write to the file system when a file triggers it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "attempts.h"

ATTEMPT_AT_SCAN(attempt_writing)
