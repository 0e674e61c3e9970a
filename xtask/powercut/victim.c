/*
 * A program to cut the power under. It writes in one of the ways that programs write, says "ready"
 * when everything it wanted is written, and waits. The test cuts the power and reads the folder.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int open_or_stop(const char *name, int flags) {
    int fd = open(name, flags, 0600);
    if (fd < 0) { perror(name); exit(1); }
    return fd;
}

static void put(int fd, const char *text) {
    if (write(fd, text, strlen(text)) != (ssize_t)strlen(text)) { perror("write"); exit(1); }
}

/* "first" is synced, then overwritten, lengthened and cut in every way without a sync. */
static void overwrite(void) {
    int fd = open_or_stop("overwrite", O_RDWR | O_CREAT);
    put(fd, "first and more");
    fdatasync(fd);
    pwrite(fd, "FIRST", 5, 0);
    pwritev(fd, (struct iovec[]){{"x", 1}, {"yz", 2}}, 2, 6);
    ftruncate(fd, 3);
    pwrite(fd, "far away", 8, 4000);
    ftruncate(fd, 9000);
}

static void append(void) {
    int fd = open_or_stop("append", O_WRONLY | O_CREAT | O_APPEND);
    put(fd, "one\n");
    fsync(fd);
    put(fd, "two\n");
}

/* The classic mistake: a new file is renamed over the old one before its bytes are synced. */
static void rename_without_sync(void) {
    int fd = open_or_stop("careless.new", O_WRONLY | O_CREAT | O_TRUNC);
    put(fd, "careless");
    close(fd);
    rename("careless.new", "careless");
    fd = open_or_stop("careful.new", O_WRONLY | O_CREAT | O_TRUNC);
    put(fd, "careful");
    fsync(fd);
    close(fd);
    rename("careful.new", "careful");
}

static void truncate_on_open(void) {
    int fd = open_or_stop("emptied", O_WRONLY | O_CREAT);
    put(fd, "kept");
    fsync(fd);
    close(fd);
    close(open_or_stop("emptied", O_WRONLY | O_TRUNC));
}

static void write_through(void) {
    int fd = open_or_stop("through", O_WRONLY | O_CREAT | O_DSYNC);
    put(fd, "through");
}

static void outside(void) {
    int fd = open_or_stop("../outside", O_WRONLY | O_CREAT);
    put(fd, "outside");
}

/* One hundred unsynced lines of eight bytes, for the disk that writes some by itself. */
static void many(void) {
    int fd = open_or_stop("many", O_RDWR | O_CREAT);
    ftruncate(fd, 800);
    fsync(fd);
    for (int line = 0; line < 100; line++) {
        char text[16];
        snprintf(text, sizeof text, "line%03d\n", line);
        pwrite(fd, text, 8, line * 8);
    }
}

int main(int count, char **words) {
    if (count != 2 || chdir(words[1]) != 0) return 2;
    overwrite();
    append();
    rename_without_sync();
    truncate_on_open();
    write_through();
    outside();
    many();
    puts("ready");
    fflush(stdout);
    for (;;) pause();
}
