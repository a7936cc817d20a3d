/*
 * write-file-load.c - tries to write to the file system while it is loaded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "attempts.h"

ATTEMPT_AT_LOAD(attempt_writing)
