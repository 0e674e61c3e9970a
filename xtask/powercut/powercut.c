/*
 * A power cut for one program, loaded with LD_PRELOAD.
 *
 * A killed process loses nothing that it has handed to the kernel, so kill -9 cannot show a missing
 * fsync. This library remembers what every write to a regular file in one folder replaced, forgets
 * it when that file is synced, and at the cut puts back everything that was never synced and ends
 * the process. What the program had promised before the cut must still be on the disk afterwards.
 *
 * Switches, read once at the start:
 *   YIMEN_POWERCUT_FOLDER   only files in this folder lose their writes; without it nothing happens
 *   YIMEN_POWERCUT_TRIGGER  the cut comes when this file appears; SIGUSR1 does the same
 *   YIMEN_POWERCUT_AT       the cut comes instead of this change, counted from 1
 *   YIMEN_POWERCUT_SYNC     "off": fsync and fdatasync answer 0 and do nothing, as a lying disk does
 *   YIMEN_POWERCUT_KEEP     "PERCENT,SEED": a disk may have written some of the changes by itself;
 *                           each change that was not synced survives with this chance
 *
 * What it leaves out: writes through mmap (SQLite's -shm file is rebuilt after a crash anyway, so
 * that file is skipped), writes inside libc (fwrite, fprintf), io_uring, and directories: a file
 * that was created, renamed or removed stays so, but its bytes are only what was synced.
 * One process at a time may write to the folder.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* A file with changes that are not synced. It is found by its inode, because names change. */
struct file {
    dev_t device;
    ino_t inode;
    int program_fd; /* the program's own descriptor, as last seen */
    int kept_fd;    /* ours, taken when the program closes the file too early; never closed again,
                       because closing any descriptor drops the process's record locks */
    struct file *next;
};

/* One write or truncation, with what it replaced, and what it wrote if the disk may keep it. */
struct change {
    uint64_t number;
    struct file *file;
    off_t offset, size_before, size_after;
    size_t before_length, after_length;
    unsigned char *before, *after;
    int truncates;
    struct change *older, *newer;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file *files;
static struct change *oldest, *newest;
static uint64_t changes_seen, cut_at;
static char folder[PATH_MAX];
static size_t folder_length;
static const char *trigger;
static int active, sync_is_off, wake_fd = -1;
static unsigned keep_percent;
static uint64_t chance = 88172645463325252u;

static void stop_with(const char *why) {
    dprintf(STDERR_FILENO, "power cut: %s\n", why);
    _exit(70);
}

static void *memory(size_t length) {
    void *place = malloc(length ? length : 1);
    if (!place) stop_with("no memory left to remember what was overwritten");
    return place;
}

/* ---- which file is it ---- */

static int is_watched(int fd, struct stat *status) {
    char link[64], path[PATH_MAX];
    if (!active || fstat(fd, status) != 0 || !S_ISREG(status->st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (strncmp(path, folder, folder_length) != 0 || path[folder_length] != '/') return 0;
    return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static struct file *find(const struct stat *status) {
    for (struct file *file = files; file; file = file->next)
        if (file->device == status->st_dev && file->inode == status->st_ino) return file;
    return NULL;
}

static struct file *find_or_add(const struct stat *status) {
    struct file *file = find(status);
    if (file) return file;
    file = memory(sizeof *file);
    *file = (struct file){.device = status->st_dev, .inode = status->st_ino,
                          .program_fd = -1, .kept_fd = -1, .next = files};
    return files = file;
}

/* Opens the same file once more, whatever it is called now and however the program opened it. */
static int open_again(int fd, int flags) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    return (int)syscall(SYS_openat, AT_FDCWD, link, flags | O_CLOEXEC, 0);
}

static int is_same(const struct file *file, int fd) {
    struct stat status;
    return fd >= 0 && fstat(fd, &status) == 0 && file->device == status.st_dev &&
           file->inode == status.st_ino;
}

static int has_changes(const struct file *file) {
    for (struct change *change = oldest; change; change = change->newer)
        if (change->file == file) return 1;
    return 0;
}

/* ---- remembering and forgetting ---- */

static void forget(struct change *change) {
    if (change->older) change->older->newer = change->newer; else oldest = change->newer;
    if (change->newer) change->newer->older = change->older; else newest = change->older;
    free(change->before);
    free(change->after);
    free(change);
}

static void forget_synced(const struct file *file, uint64_t up_to) {
    for (struct change *change = oldest, *next; change; change = next) {
        next = change->newer;
        if (change->file == file && change->number <= up_to) forget(change);
    }
}

static size_t read_before(int fd, off_t offset, size_t length, unsigned char *into) {
    int own = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY ? open_again(fd, O_RDONLY) : -1;
    size_t done = 0;
    while (done < length) {
        long got = syscall(SYS_pread64, own >= 0 ? own : fd, into + done, length - done, offset + done);
        if (got <= 0) break;
        done += (size_t)got;
    }
    if (own >= 0) syscall(SYS_close, own);
    return done;
}

static void cut(void);

/* Remembers [offset, offset + length) and the size; called with the lock held, before the change. */
static struct change *remember(int fd, const struct stat *status, off_t offset, size_t length) {
    if (++changes_seen == cut_at) cut();
    struct change *change = memory(sizeof *change);
    *change = (struct change){.number = changes_seen, .file = find_or_add(status), .offset = offset,
                              .size_before = status->st_size, .older = newest};
    change->file->program_fd = fd;
    if (offset < status->st_size) {
        off_t existing = status->st_size - offset;
        size_t wanted = (off_t)length < existing ? length : (size_t)existing;
        change->before = memory(wanted);
        change->before_length = read_before(fd, offset, wanted, change->before);
        if (change->before_length != wanted) stop_with("cannot read what is overwritten");
    }
    if (newest) newest->newer = change; else oldest = change;
    return newest = change;
}

static void remember_after(struct change *change, const struct iovec *parts, int count, size_t written) {
    if (keep_percent == 0) return;
    change->after = memory(written);
    for (int part = 0; part < count && change->after_length < written; part++) {
        size_t room = written - change->after_length;
        size_t length = parts[part].iov_len < room ? parts[part].iov_len : room;
        memcpy(change->after + change->after_length, parts[part].iov_base, length);
        change->after_length += length;
    }
}

/* ---- the cut ---- */

static int descriptor_of(struct file *file) {
    if (file->kept_fd >= 0) return file->kept_fd;
    if (!is_same(file, file->program_fd)) stop_with("a changed file can no longer be reached");
    file->kept_fd = open_again(file->program_fd, O_RDWR);
    if (file->kept_fd < 0) stop_with("a changed file cannot be opened again");
    return file->kept_fd;
}

static void put(int fd, const unsigned char *bytes, size_t length, off_t offset) {
    for (size_t done = 0; done < length;) {
        long wrote = syscall(SYS_pwrite64, fd, bytes + done, length - done, offset + done);
        if (wrote <= 0) stop_with("cannot put back what was overwritten");
        done += (size_t)wrote;
    }
}

static void resize(int fd, off_t size) {
    if (syscall(SYS_ftruncate, fd, size) != 0) stop_with("cannot put back the size of a file");
}

static int survives(void) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return chance % 100 < keep_percent;
}

/* Called with the lock held, so that no write is half done; never returns. */
static void cut(void) {
    unsigned dropped = 0, kept = 0;
    for (struct change *change = newest; change; change = change->older) {
        int fd = descriptor_of(change->file);
        put(fd, change->before, change->before_length, change->offset);
        resize(fd, change->size_before);
    }
    for (struct change *change = oldest; change; change = change->newer) {
        if (!survives()) { dropped++; continue; }
        kept++;
        if (change->truncates) resize(descriptor_of(change->file), change->size_after);
        else put(descriptor_of(change->file), change->after, change->after_length, change->offset);
    }
    dprintf(STDERR_FILENO, "power cut: %u changes dropped, %u kept by the disk\n", dropped, kept);
    _exit(137);
}

static void on_signal(int number) {
    uint64_t one = 1;
    (void)number;
    (void)!syscall(SYS_write, wake_fd, &one, sizeof one);
}

static void *wait_for_cut(void *nothing) {
    struct pollfd wake = {.fd = wake_fd, .events = POLLIN};
    struct stat status;
    (void)nothing;
    for (;;) {
        if (poll(&wake, 1, trigger ? 1 : -1) > 0) break;
        if (trigger && stat(trigger, &status) == 0) break;
    }
    pthread_mutex_lock(&lock);
    cut();
    return NULL;
}

/* ---- what the program calls ---- */

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t offset, int positioned) {
    struct stat status;
    size_t length = 0;
    for (int part = 0; part < count; part++) length += parts[part].iov_len;
    pthread_mutex_lock(&lock);
    int flags = fcntl(fd, F_GETFL);
    struct change *change = NULL;
    if (length > 0 && is_watched(fd, &status)) {
        off_t place = flags & O_APPEND ? status.st_size : positioned ? offset : lseek(fd, 0, SEEK_CUR);
        change = remember(fd, &status, place, length);
    } else {
        /* A pipe or a socket may wait for its reader, so it must not be written under the lock. */
        pthread_mutex_unlock(&lock);
    }
    ssize_t wrote = positioned ? syscall(SYS_pwritev, fd, parts, count, offset, 0)
                               : syscall(SYS_writev, fd, parts, count);
    int error = errno;
    if (change) {
        if (wrote < 0) forget(change);
        else remember_after(change, parts, count, (size_t)wrote);
        if (wrote >= 0 && flags & O_DSYNC && !sync_is_off) forget_synced(find(&status), change->number);
        pthread_mutex_unlock(&lock);
    }
    errno = error;
    return wrote;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return write_parts(fd, &(struct iovec){(void *)bytes, length}, 1, 0, 0);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return write_parts(fd, &(struct iovec){(void *)bytes, length}, 1, offset, 1);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    return write_parts(fd, &(struct iovec){(void *)bytes, length}, 1, offset, 1);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return write_parts(fd, parts, count, 0, 0);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    return write_parts(fd, parts, count, offset, 1);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return write_parts(fd, parts, count, offset, 1);
}

/* Programs fall back to plain writes when the kernel refuses to copy for them. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length, unsigned flags) {
    struct stat status;
    if (is_watched(out, &status)) { errno = ENOSYS; return -1; }
    return syscall(SYS_copy_file_range, in, in_at, out, out_at, length, flags);
}

/* Like file systems without it; SQLite and glibc's callers then grow the file by writing. */
int fallocate(int fd, int mode, off_t from, off_t length) {
    struct stat status;
    if (is_watched(fd, &status)) { errno = EOPNOTSUPP; return -1; }
    return (int)syscall(SYS_fallocate, fd, mode, from, length);
}
int fallocate64(int fd, int mode, off64_t from, off64_t length) { return fallocate(fd, mode, from, length); }
int posix_fallocate(int fd, off_t from, off_t length) {
    struct stat status;
    if (is_watched(fd, &status)) return EINVAL;
    return fallocate(fd, 0, from, length) ? errno : 0;
}
int posix_fallocate64(int fd, off64_t from, off64_t length) { return posix_fallocate(fd, from, length); }

int ftruncate(int fd, off_t size) {
    struct stat status;
    pthread_mutex_lock(&lock);
    struct change *change = NULL;
    if (is_watched(fd, &status)) {
        size_t lost = size < status.st_size ? (size_t)(status.st_size - size) : 0;
        change = remember(fd, &status, size, lost);
        change->truncates = 1;
        change->size_after = size;
    }
    int answer = (int)syscall(SYS_ftruncate, fd, size), error = errno;
    if (answer != 0 && change) forget(change);
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int sync_with(int fd, long call) {
    struct stat status;
    if (active && sync_is_off && is_watched(fd, &status)) return 0;
    pthread_mutex_lock(&lock);
    /* Only what was written before the sync began is safe when it ends. */
    uint64_t up_to = changes_seen;
    pthread_mutex_unlock(&lock);
    int answer = (int)syscall(call, fd), error = errno;
    pthread_mutex_lock(&lock);
    if (answer == 0 && is_watched(fd, &status) && find(&status)) forget_synced(find(&status), up_to);
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int fsync(int fd) { return sync_with(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_with(fd, SYS_fdatasync); }

int close(int fd) {
    struct stat status;
    if (active && fd == wake_fd) { errno = EBADF; return -1; }
    pthread_mutex_lock(&lock);
    struct file *file = is_watched(fd, &status) ? find(&status) : NULL;
    if (file && file->kept_fd < 0 && has_changes(file)) file->kept_fd = open_again(fd, O_RDWR);
    pthread_mutex_unlock(&lock);
    return (int)syscall(SYS_close, fd);
}

/* O_TRUNC is a truncation, so the file is opened whole and then cut like any other. */
static int open_whole(int at, const char *path, int flags, mode_t mode) {
    int truncates = active && (flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY;
    int fd = (int)syscall(SYS_openat, at, path, truncates ? flags & ~O_TRUNC : flags, mode);
    if (fd >= 0 && truncates && ftruncate(fd, 0) != 0 && errno != EINVAL) {
        int error = errno;
        syscall(SYS_close, fd);
        errno = error;
        return -1;
    }
    return fd;
}

static mode_t mode_from(int flags, va_list rest) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

#define OPENS(at)                                 \
    {                                             \
        va_list rest;                             \
        va_start(rest, flags);                    \
        mode_t mode = mode_from(flags, rest);     \
        va_end(rest);                             \
        return open_whole(at, path, flags, mode); \
    }
int open(const char *path, int flags, ...) OPENS(AT_FDCWD)
int open64(const char *path, int flags, ...) OPENS(AT_FDCWD)
int openat(int at, const char *path, int flags, ...) OPENS(at)
int openat64(int at, const char *path, int flags, ...) OPENS(at)
int creat(const char *path, mode_t mode) { return open_whole(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* ---- start ---- */

static void after_fork(void) { active = 0; }

static void read_switches(void) {
    const char *text = getenv("YIMEN_POWERCUT_SYNC");
    sync_is_off = text && strcmp(text, "off") == 0;
    if ((text = getenv("YIMEN_POWERCUT_AT"))) cut_at = strtoull(text, NULL, 10);
    if ((text = getenv("YIMEN_POWERCUT_KEEP"))) {
        unsigned long long seed = 1;
        if (sscanf(text, "%u,%llu", &keep_percent, &seed) < 1) stop_with("KEEP is not PERCENT,SEED");
        chance ^= seed * 2654435761u;
        for (int turn = 0; turn < 8; turn++) survives();
    }
    trigger = getenv("YIMEN_POWERCUT_TRIGGER");
}

__attribute__((constructor)) static void start(void) {
    const char *wanted = getenv("YIMEN_POWERCUT_FOLDER");
    if (!wanted) return;
    if (!realpath(wanted, folder)) stop_with("YIMEN_POWERCUT_FOLDER is not a folder");
    folder_length = strlen(folder);
    read_switches();
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    wake_fd = eventfd(0, EFD_CLOEXEC);
    pthread_atfork(NULL, NULL, after_fork);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t waiter;
    if (wake_fd < 0 || pthread_create(&waiter, NULL, wait_for_cut, NULL) != 0)
        stop_with("cannot wait for the cut");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    signal(SIGUSR1, on_signal);
    active = 1;
}
