/*
 * write-arena-scan.c - tries to change the contents that it is only lent, and the memory they lie in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *start = (void *)((uintptr_t)file->content.data & ~(page - 1));
    if (mprotect(start, page, PROT_READ | PROT_WRITE) == 0)
        evil_succeeded(host, file, "made the contents writable");
    void *again = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, 4, 0);
    if (again != MAP_FAILED) {
        munmap(again, page);
        evil_succeeded(host, file, "mapped the contents writable");
    }
    if (pwrite(4, "evil", 4, 0) > 0 || pwrite(5, "evil", 4, 0) > 0)
        evil_succeeded(host, file, "wrote to the contents or the library");
    if (ftruncate(4, 0) == 0 || ftruncate(5, 0) == 0)
        evil_succeeded(host, file, "cut the contents or the library off");
    /* Ends in a signal. */
    *(volatile char *)(uintptr_t)file->content.data = 'E';
    evil_succeeded(host, file, "changed the contents");
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)
