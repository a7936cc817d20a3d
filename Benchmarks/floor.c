/*
 * floor.c - the read floor: what any scanner of files must do at least. Walks a folder, opens every regular file, asks its
 * size, reads it whole and closes it; looks at no byte.
 *
 *     cc -O2 -pthread floor.c -o floor
 *     ./floor [-j THREADS] PATH
 *
 * Threads take folders from one stack. Links are not followed. Prints files and bytes; exits with 1 when something could not
 * be read, since a floor that skips files is none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_THREADS 64
/* What fits a core's cache: a larger buffer would make the floor slower than it need be. */
#define BUFFER_SIZE (256 << 10)
#define LISTING_SIZE (64 << 10)

/* Folders not yet walked, and how many are walked or wait: at zero all is done. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    char **paths;
    size_t count, room, open;
} folders = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

typedef struct {
    pthread_t thread;
    char *buffer, *listing;
    unsigned long files, bytes, failures;
} worker;

static void *checked(void *memory)
{
    if (memory == NULL) {
        fputs("floor: out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

/* Takes ownership of `path`. */
static void push(char *path)
{
    pthread_mutex_lock(&folders.lock);
    if (folders.count == folders.room) {
        folders.room = folders.room ? 2 * folders.room : 256;
        folders.paths = checked(realloc(folders.paths, folders.room * sizeof *folders.paths));
    }
    folders.paths[folders.count++] = path;
    folders.open++;
    pthread_cond_signal(&folders.changed);
    pthread_mutex_unlock(&folders.lock);
}

/* The next folder, or NULL when none is left and nobody can find another. */
static char *pop(void)
{
    char *path = NULL;
    pthread_mutex_lock(&folders.lock);
    while (folders.count == 0 && folders.open > 0)
        pthread_cond_wait(&folders.changed, &folders.lock);
    if (folders.count > 0)
        path = folders.paths[--folders.count];
    pthread_mutex_unlock(&folders.lock);
    return path;
}

static void finish(void)
{
    pthread_mutex_lock(&folders.lock);
    if (--folders.open == 0)
        pthread_cond_broadcast(&folders.changed);
    pthread_mutex_unlock(&folders.lock);
}

/* Reads up to the size that was asked: one call fewer than reading to the end. */
static void read_file(worker *w, int folder, const char *name)
{
    struct stat status;
    ssize_t got = 1;
    off_t left;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        w->failures++;
        if (file >= 0)
            close(file);
        return;
    }
    for (left = status.st_size; left > 0 && got > 0; left -= got)
        got = read(file, w->buffer, BUFFER_SIZE);
    w->files++;
    w->bytes += (unsigned long)(status.st_size - left);
    w->failures += left > 0;
    close(file);
}

static char *joined(const char *folder, const char *name)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        checked(NULL);
    return path;
}

/* What getdents64 writes. */
struct entry {
    unsigned long inode;
    long next;
    unsigned short length;
    unsigned char type;
    char name[];
};

static int is_dots(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* By the system call: opendir takes and returns 32 KB for each folder. */
static void walk(worker *w, const char *path)
{
    long got;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        w->failures++;
        return;
    }
    while ((got = syscall(SYS_getdents64, folder, w->listing, LISTING_SIZE)) > 0) {
        for (long at = 0; at < got;) {
            struct entry *entry = (struct entry *)(w->listing + at);
            at += entry->length;
            if (is_dots(entry->name))
                continue;
            if (entry->type == DT_DIR)
                push(joined(path, entry->name));
            else if (entry->type == DT_REG)
                read_file(w, folder, entry->name);
        }
    }
    w->failures += got < 0;
    close(folder);
}

static void *run(void *argument)
{
    worker *w = argument;
    char *path;
    if (w->buffer == NULL)
        w->buffer = checked(malloc(BUFFER_SIZE));
    w->listing = checked(malloc(LISTING_SIZE));
    while ((path = pop()) != NULL) {
        walk(w, path);
        free(path);
        finish();
    }
    free(w->buffer);
    free(w->listing);
    return NULL;
}

int main(int argc, char **argv)
{
    static worker workers[MAX_THREADS];
    unsigned long files = 0, bytes = 0, failures = 0;
    int option, threads = 2;
    struct stat status;

    while ((option = getopt(argc, argv, "j:")) == 'j')
        threads = atoi(optarg);
    if (option != -1 || optind + 1 != argc || threads < 1 || threads > MAX_THREADS) {
        fputs("usage: floor [-j THREADS] PATH\n", stderr);
        return 2;
    }
    if (stat(argv[optind], &status) == 0 && S_ISREG(status.st_mode)) {
        workers[0].buffer = checked(malloc(BUFFER_SIZE));
        read_file(&workers[0], AT_FDCWD, argv[optind]);
    } else {
        push(checked(strdup(argv[optind])));
    }
    for (int i = 1; i < threads; i++)
        if (pthread_create(&workers[i].thread, NULL, run, &workers[i]) != 0)
            return 2;
    run(&workers[0]);
    for (int i = 1; i < threads; i++)
        pthread_join(workers[i].thread, NULL);
    for (int i = 0; i < threads; i++) {
        files += workers[i].files;
        bytes += workers[i].bytes;
        failures += workers[i].failures;
    }
    printf("{\"files\": %lu, \"bytes\": %lu, \"failures\": %lu}\n", files, bytes, failures);
    return failures > 0;
}
