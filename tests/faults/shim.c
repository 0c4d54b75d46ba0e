/* Counts the state-changing calls of a process tree below one folder, and at the n-th kills the whole
   process group or lets the disk fail from then on. Loaded by LD_PRELOAD; it sleeps until FAULT_FILE,
   the shared counter, is in the environment. FAULT_ROOT is the folder, FAULT_AT the n (0 for never),
   FAULT_ERRNO what fails (0 to kill), FAULT_LOG a file that gets one line a call. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ROOM 4096
/* What takes room on the disk; the rest still works on a full one. */
#define GROWS 1
#define SHRINKS 0

static long *counter;

static int number(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

static long *shared(void) {
    const char *path = getenv("FAULT_FILE");
    if (!path)
        return NULL;
    if (!counter) {
        int handle = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
        if (handle < 0)
            return NULL;
        counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
        syscall(SYS_close, handle);
        if (counter == MAP_FAILED)
            counter = NULL;
    }
    return counter;
}

static void of_handle(int handle, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, ROOM - 1);
    path[length < 0 ? 0 : length] = 0;
}

static void of_name(int folder, const char *name, char *path) {
    if (name[0] == '/') {
        snprintf(path, ROOM, "%s", name);
        return;
    }
    char start[ROOM];
    if (folder == AT_FDCWD) {
        if (!getcwd(start, sizeof start))
            start[0] = 0;
    } else
        of_handle(folder, start);
    snprintf(path, ROOM, "%.*s/%s", ROOM / 2, start, name);
}

/* 0 to go on; else errno is set and the call fails. */
static int hit(int grows, const char *call, const char *path, const char *other) {
    const char *root = getenv("FAULT_ROOT");
    if (!root || strncmp(path, root, strlen(root)) || !shared())
        return 0;
    int kept = errno, at = number("FAULT_AT"), wrong = number("FAULT_ERRNO");
    long n = __sync_add_and_fetch(counter, 1);
    const char *log = getenv("FAULT_LOG");
    if (log) {
        char line[2 * ROOM + 64];
        int length = snprintf(line, sizeof line, "%s\t%s\t%s\n", call, path, other);
        int handle = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        syscall(SYS_write, handle, line, length);
        syscall(SYS_close, handle);
    }
    errno = kept;
    if (!at || n < at)
        return 0;
    if (!wrong) {
        if (n == at)
            kill(0, SIGKILL);
        return 0;
    }
    if (wrong == ENOSPC && !grows)
        return 0;
    errno = wrong;
    return -1;
}

static int hit_name(int grows, const char *call, int folder, const char *name) {
    char path[ROOM];
    if (!getenv("FAULT_FILE"))
        return 0;
    of_name(folder, name, path);
    return hit(grows, call, path, "");
}

static int hit_names(int grows, const char *call, int f1, const char *n1, int f2, const char *n2) {
    char path[ROOM], other[ROOM];
    if (!getenv("FAULT_FILE"))
        return 0;
    of_name(f1, n1, path);
    of_name(f2, n2, other);
    return hit(grows, call, path, other);
}

static int hit_handle(int grows, const char *call, int handle) {
    char path[ROOM];
    if (!getenv("FAULT_FILE"))
        return 0;
    of_handle(handle, path);
    return hit(grows, call, path, "");
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define WRAP(result, name, parameters, arguments, check)                                                     \
    result name parameters {                                                                                 \
        REAL(name);                                                                                          \
        return check ? -1 : real arguments;                                                                  \
    }
#define CHANGES (O_CREAT | O_TRUNC)
#define OPEN(name, parameters, folder, arguments)                                                            \
    int name parameters {                                                                                    \
        REAL(name);                                                                                          \
        mode_t mode = 0;                                                                                     \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                 \
            va_list more;                                                                                    \
            va_start(more, flags);                                                                           \
            mode = va_arg(more, mode_t);                                                                     \
            va_end(more);                                                                                    \
        }                                                                                                    \
        if ((flags & CHANGES) && hit_name(GROWS, "open", folder, path))                                      \
            return -1;                                                                                       \
        return real arguments;                                                                               \
    }

OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(openat, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))
OPEN(openat64, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))
WRAP(ssize_t, write, (int h, const void *b, size_t n), (h, b, n), hit_handle(GROWS, "write", h))
WRAP(ssize_t, pwrite, (int h, const void *b, size_t n, off_t o), (h, b, n, o), hit_handle(GROWS, "write", h))
WRAP(ssize_t, pwrite64, (int h, const void *b, size_t n, off64_t o), (h, b, n, o), hit_handle(GROWS, "write", h))
WRAP(int, ftruncate, (int h, off_t n), (h, n), hit_handle(SHRINKS, "truncate", h))
WRAP(int, ftruncate64, (int h, off64_t n), (h, n), hit_handle(SHRINKS, "truncate", h))
WRAP(int, fsync, (int h), (h), hit_handle(GROWS, "fsync", h))
WRAP(int, fdatasync, (int h), (h), hit_handle(GROWS, "fsync", h))
WRAP(int, fchmod, (int h, mode_t m), (h, m), hit_handle(SHRINKS, "chmod", h))
WRAP(int, chmod, (const char *p, mode_t m), (p, m), hit_name(SHRINKS, "chmod", AT_FDCWD, p))
WRAP(int, mkdir, (const char *p, mode_t m), (p, m), hit_name(GROWS, "mkdir", AT_FDCWD, p))
WRAP(int, mkdirat, (int f, const char *p, mode_t m), (f, p, m), hit_name(GROWS, "mkdir", f, p))
WRAP(int, rmdir, (const char *p), (p), hit_name(SHRINKS, "rmdir", AT_FDCWD, p))
WRAP(int, unlink, (const char *p), (p), hit_name(SHRINKS, "unlink", AT_FDCWD, p))
WRAP(int, unlinkat, (int f, const char *p, int flags), (f, p, flags), hit_name(SHRINKS, "unlink", f, p))
WRAP(int, rename, (const char *a, const char *b), (a, b), hit_names(GROWS, "rename", AT_FDCWD, a, AT_FDCWD, b))
WRAP(int, renameat, (int f, const char *a, int g, const char *b), (f, a, g, b), hit_names(GROWS, "rename", f, a, g, b))
WRAP(int, link, (const char *a, const char *b), (a, b), hit_names(GROWS, "link", AT_FDCWD, a, AT_FDCWD, b))
WRAP(int, linkat, (int f, const char *a, int g, const char *b, int flags), (f, a, g, b, flags),
     hit_names(GROWS, "link", f, a, g, b))
