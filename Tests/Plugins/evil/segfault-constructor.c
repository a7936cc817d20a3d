/*
 * segfault-constructor.c - writes where nothing is mapped in a constructor, before its entry is called.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

__attribute__((constructor)) static void deed(void)
{
    *(volatile int *)8 = 1;
}

EVIL_PLUGIN(.load = NULL)
