/* fork-scan.c - tries to make a child process when a file triggers it. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_SCAN(attempt_forking)
