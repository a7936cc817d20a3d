/*
 * link.c - keeps Swift's runtime out of a program that is C alone.
 *
 * The package manager links every program with libswiftCore. What stands in this section reaches the linker before
 * that library does, and tells it to leave out libraries that nothing asks for. The section itself is not linked
 * (flag `e`).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
__asm__(".pushsection .swift1_autolink_entries,\"e\",%progbits\n"
        ".asciz \"-Wl,--as-needed\"\n"
        ".popsection\n");

/* A translation unit must declare something. */
typedef int nothing;
