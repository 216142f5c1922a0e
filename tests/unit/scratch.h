/* scratch.h - a folder of a test's own, made before it and removed with all in it afterwards. */
#ifndef TB_TEST_SCRATCH_H
#define TB_TEST_SCRATCH_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[64];

static inline int scratch_make(void)
{
    /* In memory where there is such a place: tests that sync much would wait for the disk. */
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(scratch, sizeof scratch, "%s/tongbao-test-XXXXXX", place);
    return mkdtemp(scratch) ? 0 : -1;
}

static inline void scratch_remove_tree(const char *path)
{
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char inner[1024];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner)
            abort();
        if (unlink(inner) != 0)
            scratch_remove_tree(inner);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

static inline int scratch_remove(void)
{
    scratch_remove_tree(scratch);
    return access(scratch, F_OK) == 0 ? -1 : 0;
}

/* The path of `name` in the folder, in one of a few buffers used in turn. */
static inline const char *scratch_path(const char *name)
{
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    if (snprintf(path, sizeof paths[0], "%s/%s", scratch, name) >= (int)sizeof paths[0])
        abort();
    return path;
}

/* Writes a file, making the folders above it. */
static inline void scratch_write(const char *name, const char *bytes, size_t len)
{
    char path[512];
    snprintf(path, sizeof path, "%s", scratch_path(name));
    for (char *slash = path + strlen(scratch) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        abort();
}

static inline void scratch_text(const char *name, const char *text)
{
    scratch_write(name, text, strlen(text));
}

#endif
