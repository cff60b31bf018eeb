/* A disk that kills, fills up and remembers: laid between a program and the C library.

   cc -shared -fPIC -O2 -o disk.so disk.c -ldl
   LD_PRELOAD=disk.so DISK_ROOT=folder DISK_CONTROL=file [DISK_LOG=file] program

Only files under DISK_ROOT are looked at. DISK_CONTROL is a file of four 64-bit numbers that whoever
tests reads and writes while the program runs (struct control). DISK_LOG takes, while `recording`
is set, everything that changed the disk, in order: see recording.py for what is made of it. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
    int64_t calls;     /* changes of the disk asked for so far */
    int64_t die_at;    /* the call before which the process dies; a write is then half done */
    int64_t space;     /* bytes by which files may still grow; negative: as many as they like */
    int64_t recording; /* whether changes go to the log */
};

struct line { /* of the log; followed by the two texts or the bytes written */
    uint64_t kind, file;
    int64_t at;
    uint64_t first, second;
};

enum { MAX_FILES = 4096 };
static struct control nothing = {.space = -1}, *control = &nothing;
static char root[PATH_MAX];
static size_t root_length;
static int log_file = -1;
static uint64_t file_of[MAX_FILES]; /* inode of each open file under the root, 0 of others */
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("DISK_ROOT"), *file = getenv("DISK_CONTROL");
    if (!folder || !file || !realpath(folder, root)) return;
    root_length = strlen(root);
    int handle = REAL(open)(file, O_RDWR);
    void *shared = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    REAL(close)(handle);
    if (shared != MAP_FAILED) control = shared;
    if (getenv("DISK_LOG"))
        log_file = REAL(open)(getenv("DISK_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
    return root_length && path && !strncmp(path, root, root_length) &&
           (path[root_length] == '/' || !path[root_length]);
}

static int is_open(int handle) { return handle >= 0 && handle < MAX_FILES && file_of[handle]; }

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); }

/* Count a change; answers whether the process is to die at it. */
static int counted(void) { return ++control->calls == control->die_at; }

static void note(char kind, uint64_t file, int64_t at, const void *first, size_t first_length,
                 const char *second) {
    if (log_file < 0 || !control->recording) return;
    struct line line = {(uint64_t)kind, file, at, first_length, second ? strlen(second) : 0};
    struct iovec parts[] = {{&line, sizeof line},
                            {(void *)first, line.first},
                            {(void *)second, line.second}};
    if (writev(log_file, parts, 3) < 0) abort();
}

/* What a program says for the log: that somebody was told that something is saved. */
void disk_mark(const char *words) {
    pthread_mutex_lock(&turn);
    note('M', 0, 0, words, strlen(words), NULL);
    pthread_mutex_unlock(&turn);
}

static int64_t size_of(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : found.st_size;
}

static void give_back(int64_t bytes) {
    if (control->space >= 0 && bytes > 0) control->space += bytes;
}

static ssize_t put(int handle, const void *bytes, size_t length, off64_t at) {
    ssize_t (*write_at)(int, const void *, size_t, off64_t) = REAL(pwrite64);
    int64_t size = size_of(handle), growth = at + (int64_t)length - size;
    if (control->space >= 0 && growth > control->space) {
        int64_t fits = (int64_t)length - growth + control->space;
        if (fits <= 0) {
            errno = ENOSPC;
            return -1;
        }
        length = fits; /* as a disk does: what has room is written */
        growth = control->space;
    }
    if (counted()) {
        write_at(handle, bytes, length / 2, at);
        die();
    }
    ssize_t done = write_at(handle, bytes, length, at);
    if (done > 0) {
        if (control->space >= 0 && growth > 0) control->space -= growth;
        note('W', file_of[handle], at, bytes, done, NULL);
    }
    return done;
}

ssize_t pwrite64(int handle, const void *bytes, size_t length, off64_t at) {
    if (!is_open(handle)) return REAL(pwrite64)(handle, bytes, length, at);
    pthread_mutex_lock(&turn);
    ssize_t done = put(handle, bytes, length, at);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite(int handle, const void *bytes, size_t length, off_t at) {
    return pwrite64(handle, bytes, length, at);
}

ssize_t write(int handle, const void *bytes, size_t length) {
    if (!is_open(handle)) return REAL(write)(handle, bytes, length);
    pthread_mutex_lock(&turn);
    int at_end = fcntl(handle, F_GETFL) & O_APPEND;
    off64_t at = at_end ? size_of(handle) : lseek64(handle, 0, SEEK_CUR);
    ssize_t done = put(handle, bytes, length, at);
    if (done > 0) lseek64(handle, at + done, SEEK_SET);
    pthread_mutex_unlock(&turn);
    return done;
}

/* Fast ways to copy a file: refused, so that the program copies by reading and writing. */
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) {
    if (!is_open(out)) return REAL(sendfile64)(out, in, at, length);
    errno = EINVAL;
    return -1;
}

ssize_t sendfile(int out, int in, off_t *at, size_t length) {
    return sendfile64(out, in, (off64_t *)at, length);
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length,
                        unsigned int flags) {
    if (!is_open(out)) return REAL(copy_file_range)(in, from, out, to, length, flags);
    errno = EINVAL;
    return -1;
}

static int shorten(int handle, off64_t size) {
    pthread_mutex_lock(&turn);
    if (counted()) die();
    int64_t before = size_of(handle);
    int done = REAL(ftruncate64)(handle, size);
    if (!done) {
        give_back(before - size);
        note('T', file_of[handle], size, NULL, 0, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate64(int handle, off64_t size) {
    return is_open(handle) ? shorten(handle, size) : REAL(ftruncate64)(handle, size);
}

int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

static int sync_with(int (*sync_it)(int), int handle) {
    if (!is_open(handle)) return sync_it(handle);
    pthread_mutex_lock(&turn);
    if (counted()) die();
    int done = sync_it(handle);
    struct stat found;
    char link[64], folder[PATH_MAX];
    if (!done && !fstat(handle, &found) && S_ISDIR(found.st_mode)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
        ssize_t length = readlink(link, folder, sizeof folder);
        if (length > 0) note('D', 0, 0, folder, length, NULL);
    } else if (!done) {
        note('S', file_of[handle], 0, NULL, 0, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int handle) { return sync_with(REAL(fsync), handle); }
int fdatasync(int handle) { return sync_with(REAL(fdatasync), handle); }

static int open_ours(const char *path, int flags, mode_t mode) {
    pthread_mutex_lock(&turn);
    struct stat found;
    int was_there = !stat(path, &found), handle = -1;
    int makes = (flags & O_CREAT) && !was_there, empties = (flags & O_TRUNC) && was_there;
    if ((makes || empties) && counted()) die();
    handle = REAL(open64)(path, flags, mode);
    if (handle >= 0 && handle < MAX_FILES) {
        if (empties) give_back(found.st_size);
        fstat(handle, &found);
        file_of[handle] = found.st_ino;
        if (makes) note('C', found.st_ino, 0, path, strlen(path), NULL);
        if (empties) note('T', found.st_ino, 0, NULL, 0, NULL);
    }
    pthread_mutex_unlock(&turn);
    return handle;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return is_ours(path) ? open_ours(path, flags, mode) : REAL(open64)(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return is_ours(path) ? open_ours(path, flags, mode) : REAL(open)(path, flags, mode);
}

int close(int handle) {
    if (handle >= 0 && handle < MAX_FILES) file_of[handle] = 0;
    return REAL(close)(handle);
}

int rename(const char *from, const char *to) {
    if (!is_ours(from)) return REAL(rename)(from, to);
    pthread_mutex_lock(&turn);
    if (counted()) die();
    struct stat found;
    int64_t covered = stat(to, &found) ? 0 : found.st_size;
    int done = REAL(rename)(from, to);
    if (!done) {
        give_back(covered);
        note('R', 0, 0, from, strlen(from), to);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    if (is_ours(from)) return rename(from, to);
    return REAL(renameat)(from_folder, from, to_folder, to);
}

int unlink(const char *path) {
    if (!is_ours(path)) return REAL(unlink)(path);
    pthread_mutex_lock(&turn);
    struct stat found;
    int is_there = !stat(path, &found);
    if (is_there && counted()) die();
    int done = REAL(unlink)(path);
    if (!done) {
        if (is_there) give_back(found.st_size);
        note('U', 0, 0, path, strlen(path), NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int unlinkat(int folder, const char *path, int flags) {
    if (is_ours(path) && !(flags & AT_REMOVEDIR)) return unlink(path);
    return REAL(unlinkat)(folder, path, flags);
}
