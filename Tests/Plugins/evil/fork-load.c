/* fork-load.c - tries to make a child process while it is loaded. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_LOAD(attempt_forking)
