/* power_test.c - the power goes at any moment: what was written and not synced is there, or not, or
 * half, or garbage, in any order. A session of changes is recorded call by call; from each prefix of it
 * disks are made as they may be found afterwards, and on each of them all that was acknowledged must be
 * there and nothing else may come back. TB_RELIABILITY=full tries more of them. Prints how many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/file.h>

#include "base/file.h"
#include "history/prune.h"
#include "place.h"
#include "versions.h"

enum { ROWS = 4, VERSIONS = 4, EVENTS_MOST = 1000, FDS = 256, NODES = 200, SECTOR = 512 };

static struct tb_buf text;

/* --- what was done ------------------------------------------------------------------------------- */

enum kind {
    MAKE_FILE,
    MAKE_FOLDER,
    WRITE,
    CUT,
    RENAME,
    REMOVE,
    SYNC_FILE,
    SYNC_FOLDER,
    SAY,
    NOTHING
};

/* A call, or at SAY: which versions are acknowledged from here on, and which may come or go. */
static struct event {
    enum kind kind;
    unsigned node;           /* the file written, made or synced */
    char path[200], to[200]; /* below the scratch folder; of SYNC_FOLDER the folder's */
    char *bytes;
    size_t len;
    bool must[VERSIONS], may[VERSIONS];
} * events;
static size_t event_count;

static struct {
    unsigned node;
    bool is_folder;
    char path[200];
} open_files[FDS];
static struct {
    char path[200];
} names[NODES]; /* of each node while the session runs; "" once it has no name */
static unsigned node_count;

static const char *below(const char *path)
{
    size_t len = strlen(scratch);
    assert_int_equal(strncmp(path, scratch, len), 0);
    return path[len] == '/' ? path + len + 1 : path + len;
}

static struct event *note(enum kind kind, unsigned node, const char *path)
{
    assert_true(event_count < EVENTS_MOST);
    struct event *event = &events[event_count++];
    event->kind = kind;
    event->node = node;
    snprintf(event->path, sizeof event->path, "%s", path);
    return event;
}

static unsigned node_of(const char *path)
{
    for (unsigned i = 0; i < node_count; i++)
        if (strcmp(names[i].path, path) == 0)
            return i;
    return UINT32_MAX;
}

static unsigned new_node(const char *path)
{
    assert_true(node_count < NODES);
    snprintf(names[node_count].path, sizeof names[0].path, "%s", path);
    return node_count++;
}

static int record_open(const char *path, int flags, mode_t mode)
{
    int fd = open(path, flags, mode);
    const char *name = below(path);
    if (fd < 0 || fd >= FDS)
        return fd;
    unsigned node = node_of(name);
    if (flags & O_CREAT && node == UINT32_MAX) {
        node = new_node(name);
        note(MAKE_FILE, node, name);
    } else if (flags & O_TRUNC) {
        note(CUT, node, name);
    }
    open_files[fd].node = node;
    open_files[fd].is_folder = (flags & O_DIRECTORY) != 0;
    snprintf(open_files[fd].path, sizeof open_files[fd].path, "%s", name);
    return fd;
}
static ssize_t record_write(int fd, const void *bytes, size_t size)
{
    struct event *event = note(WRITE, open_files[fd].node, open_files[fd].path);
    event->bytes = malloc(size);
    memcpy(event->bytes, bytes, size);
    event->len = size;
    return write(fd, bytes, size);
}
static int record_fsync(int fd)
{
    note(open_files[fd].is_folder ? SYNC_FOLDER : SYNC_FILE, open_files[fd].node,
         open_files[fd].path);
    return fsync(fd);
}
static int record_rename(const char *from, const char *to)
{
    unsigned node = node_of(below(from)), old = node_of(below(to));
    struct event *event = note(RENAME, node, below(from));
    snprintf(event->to, sizeof event->to, "%s", below(to));
    if (old != UINT32_MAX)
        names[old].path[0] = '\0';
    snprintf(names[node].path, sizeof names[node].path, "%s", below(to));
    return rename(from, to);
}
static int record_unlink(const char *path)
{
    unsigned node = node_of(below(path));
    if (node != UINT32_MAX) {
        note(REMOVE, node, below(path));
        names[node].path[0] = '\0';
    }
    return unlink(path);
}
static int record_mkdir(const char *path, mode_t mode)
{
    int result = mkdir(path, mode);
    if (result == 0)
        note(MAKE_FOLDER, UINT32_MAX, below(path));
    return result;
}

static const struct tb_io recorder = {record_open,   record_write,  record_fsync, close,
                                      record_rename, record_unlink, record_mkdir, flock};

/* --- the session ---------------------------------------------------------------------------------- */

/* From here on the versions of the word are there: '+' must, '?' may, '-' must not. */
static void say(const char *word)
{
    struct event *event = note(SAY, UINT32_MAX, "");
    for (size_t i = 0; i < VERSIONS; i++) {
        event->must[i] = word[i] == '+';
        event->may[i] = word[i] != '-';
    }
}

static void add(unsigned version)
{
    char period[16];
    struct tb_history_added added;
    snprintf(period, sizeof period, "2021Q%u", version + 1);
    versions_write(version, ROWS, &text);
    struct tb_history_new new = {
        .series = TB_STR("linzi"), .period = tb_str_of(period), .bytes = tb_buf_str(&text)};
    tb_arena_reset(arena);
    assert_int_equal(tb_history_add(dir, &recorder, &new, arena, &added, NULL), TB_OK);
}

static void prune(const char *name)
{
    struct tb_ref ref;
    size_t packed;
    tb_arena_reset(arena);
    assert_int_equal(tb_ref_parse(tb_str_of(name), &ref, NULL), TB_OK);
    assert_int_equal(tb_history_prune(dir, &recorder, &ref, 1, arena, &packed, NULL), TB_OK);
}

static void run_session(void)
{
    say("?---");
    add(0);
    say("+?--");
    add(1);
    say("++?-");
    add(2);
    say("+++-");
    add(2); /* the same bytes: a note */
    say("+++?");
    add(3);
    say("+?++");
    prune("linzi@2021Q2");
    say("+-++");
    say("?-++");
    prune("linzi@2021Q1");
    say("--++");
}

/* --- disks ---------------------------------------------------------------------------------------- */

/* A disk: which names lead to which files, and what is in them. Folders are names without a file. */
struct disk {
    struct {
        char path[200];
        unsigned node;
        bool is_folder;
    } entries[NODES];
    size_t entry_count;
    struct tb_buf content[NODES];
};

static size_t find_entry(const struct disk *disk, const char *path)
{
    for (size_t i = 0; i < disk->entry_count; i++)
        if (strcmp(disk->entries[i].path, path) == 0)
            return i;
    return SIZE_MAX;
}

static void set_entry(struct disk *disk, const char *path, unsigned node, bool is_folder)
{
    size_t at = find_entry(disk, path);
    if (at == SIZE_MAX)
        at = disk->entry_count++;
    assert_true(at < NODES);
    snprintf(disk->entries[at].path, sizeof disk->entries[at].path, "%s", path);
    disk->entries[at].node = node;
    disk->entries[at].is_folder = is_folder;
}

static void drop_entry(struct disk *disk, const char *path)
{
    size_t at = find_entry(disk, path);
    if (at != SIZE_MAX)
        disk->entries[at] = disk->entries[--disk->entry_count];
}

/* How a call that was not synced is found. */
enum found { DROPPED, DONE, HALF, GARBAGE, ZEROS };

static void apply(struct disk *disk, const struct event *event, enum found found)
{
    struct tb_buf *content = event->node < NODES ? &disk->content[event->node] : NULL;
    if (found == DROPPED)
        return;
    switch (event->kind) {
    case MAKE_FILE:
        set_entry(disk, event->path, event->node, false);
        break;
    case MAKE_FOLDER:
        set_entry(disk, event->path, UINT32_MAX, true);
        break;
    case WRITE:
        tb_buf_add(content,
                   (struct tb_str){event->bytes, found == HALF ? event->len / 2 : event->len});
        /* The right length and the wrong sectors: the last one, or all. */
        if (found == GARBAGE)
            for (size_t i = content->len - (event->len - 1) % SECTOR - 1; i < content->len; i++)
                content->ptr[i] = (char)(content->ptr[i] ^ (char)(0x55 + i % 7));
        if (found == ZEROS)
            memset(content->ptr + content->len - event->len, 0, event->len);
        break;
    case CUT:
        tb_buf_clear(content);
        break;
    case RENAME:
        drop_entry(disk, event->path);
        set_entry(disk, event->to, event->node, false);
        break;
    case REMOVE:
        drop_entry(disk, event->path);
        break;
    case SYNC_FILE:
    case SYNC_FOLDER:
    case SAY:
    case NOTHING:
        break;
    }
}

/* Whether the second, later call makes the first sure. */
static bool is_synced_by(const struct event *event, const struct event *sync)
{
    if (event->kind == WRITE || event->kind == CUT)
        return sync->kind == SYNC_FILE && sync->node == event->node;
    if (sync->kind != SYNC_FOLDER)
        return false;
    const char *slash = strrchr(event->path, '/');
    size_t len = slash ? (size_t)(slash - event->path) : 0;
    return strlen(sync->path) == len && strncmp(sync->path, event->path, len) == 0;
}

/* The calls up to `end` that nothing made sure; returns how many. */
static size_t find_pending(size_t end, size_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++) {
        bool sure = events[i].kind >= SYNC_FILE;
        for (size_t k = i + 1; k < end && !sure; k++)
            sure = is_synced_by(&events[i], &events[k]);
        if (!sure)
            out[count++] = i;
    }
    return count;
}

/* Writes the disk out, as far as names lead to files: what is in a lost folder is lost. */
static void make_files(const struct disk *disk, const char *root)
{
    for (size_t length = 1; length < 200; length++)
        for (size_t i = 0; i < disk->entry_count; i++) {
            char path[400];
            if (strlen(disk->entries[i].path) != length)
                continue;
            snprintf(path, sizeof path, "%s/%s", root, disk->entries[i].path);
            if (disk->entries[i].is_folder) {
                mkdir(path, 0777);
                continue;
            }
            const struct tb_buf *content = &disk->content[disk->entries[i].node];
            FILE *file = fopen(path, "wb");
            if (file && content->len > 0)
                assert_int_equal(fwrite(content->ptr, 1, content->len, file), content->len);
            if (file)
                assert_int_equal(fclose(file), 0);
        }
}

/* Whether all is there that must be, and nothing that may not; whatever comes back is one of the
 * versions. */
static bool check_files(const char *root, const struct event *said)
{
    struct tb_history history;
    char path[200];
    bool found[VERSIONS] = {false}, good = true;
    snprintf(path, sizeof path, "%s/history", root);
    tb_arena_reset(arena);
    assert_int_equal(tb_history_open(path, arena, &history, NULL), TB_OK);
    for (size_t i = 0; i < history.count; i++) {
        struct tb_str bytes;
        bool known = false;
        enum tb_status status =
            tb_history_restore(&history, &history.at[i], arena, &bytes, NULL, NULL);
        assert_true(status == TB_OK || status == TB_EFORMAT);
        for (unsigned version = 0; version < VERSIONS && status == TB_OK; version++) {
            versions_write(version, ROWS, &text);
            if (tb_str_eq(bytes, tb_buf_str(&text)))
                found[version] = known = true;
        }
        assert_true(known || status != TB_OK);
    }
    for (unsigned version = 0; version < VERSIONS; version++)
        good = good && (found[version] ? said->may[version] : !said->must[version]);
    return good;
}

/* How many disks were tried, and on how many of them something was lost. */
static unsigned tried, lost;

/* The disk that is found when the first `end` calls were made and those pending are found so. */
static void try_disk(size_t end, const size_t *pending, size_t pending_count,
                     const enum found *found, const struct event *said)
{
    struct disk *disk = calloc(1, sizeof *disk);
    char root[96];
    snprintf(root, sizeof root, "%s/found", scratch);
    for (size_t i = 0; i < NODES; i++)
        disk->content[i] = tb_buf_make(1 << 20);
    for (size_t i = 0, k = 0; i < end; i++) {
        bool is_pending = k < pending_count && pending[k] == i;
        apply(disk, &events[i], is_pending ? found[k] : DONE);
        k += is_pending;
    }
    assert_int_equal(mkdir(root, 0777), 0);
    make_files(disk, root);
    tried++;
    lost += !check_files(root, said);
    scratch_remove_tree(root);
    for (size_t i = 0; i < NODES; i++)
        tb_buf_free(&disk->content[i]);
    free(disk);
}

/* All dropped, all done, each one alone dropped, done or half, and `more` ways by chance. */
static void try_disks(size_t end, unsigned more, const struct event *said, uint32_t *seed)
{
    size_t *pending = calloc(end + 1, sizeof *pending);
    assert_non_null(pending);
    size_t count = find_pending(end, pending);
    enum found *found = calloc(count + 1, sizeof *found);
    assert_non_null(found);
    for (int all = DROPPED; all <= ZEROS && (count > 0 || all == DROPPED); all++) {
        for (size_t i = 0; i < count; i++)
            found[i] = (enum found)all;
        try_disk(end, pending, count, found, said);
    }
    for (size_t one = 0; one < count; one++)
        for (int other = DROPPED; other <= DONE; other++)
            for (int way = DROPPED; way <= ZEROS; way++) {
                if (way == other || (way > DONE && events[pending[one]].kind != WRITE))
                    continue;
                for (size_t i = 0; i < count; i++)
                    found[i] = (enum found)(i == one ? way : other);
                try_disk(end, pending, count, found, said);
            }
    for (unsigned i = 0; i < more && count > 1; i++) {
        for (size_t k = 0; k < count; k++)
            found[k] = (enum found)(versions_random(seed) % (ZEROS + 1));
        try_disk(end, pending, count, found, said);
    }
    free(found);
    free(pending);
}

/* After each call of the session; returns how many calls that were. */
static unsigned lose_power(unsigned more)
{
    const struct event *said = &events[0];
    unsigned calls = 0;
    uint32_t seed = 5;
    tried = lost = 0;
    for (size_t end = 1; end <= event_count; end++) {
        if (events[end - 1].kind == SAY)
            said = &events[end - 1];
        else
            calls++;
        try_disks(end, more, said, &seed);
    }
    return calls;
}

static void power_is_lost(void **state)
{
    (void)state;
    const char *how = getenv("TB_RELIABILITY");
    run_session();
    unsigned calls = lose_power(how && strcmp(how, "full") == 0 ? 400 : 10);
    print_message("reliability\tpower lost after each of %u calls\t%u\n", calls, tried);
    assert_int_equal(lost, 0);
}

/* A test that finds all well whatever is done proves nothing: without the syncs of files, or those of
 * folders, this one must find losses. */
static void without_syncs_things_are_lost(void **state)
{
    (void)state;
    static const enum kind kinds[] = {SYNC_FILE, SYNC_FOLDER};
    run_session();
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < event_count; k++)
            if (events[k].kind == kinds[i])
                events[k].kind = NOTHING;
        lose_power(0);
        assert_true(lost > 20);
        for (size_t k = 0; k < event_count; k++)
            if (events[k].kind == NOTHING)
                events[k].kind = kinds[i];
    }
}

static int set_up(void **state)
{
    (void)state;
    text = tb_buf_make(1 << 22);
    events = calloc(EVENTS_MOST, sizeof *events);
    event_count = node_count = 0;
    if (!events || place_make() != 0)
        return -1;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < event_count; i++)
        free(events[i].bytes);
    free(events);
    tb_buf_free(&text);
    return place_remove();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(power_is_lost),
        TEST(without_syncs_things_are_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
