#include "snakepit_shm.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

// The kernel drops the flock when the last descriptor of this open file is gone: with this process,
// however it ends. The descriptor is not inherited by programs that the node starts.
typedef struct {
  atomic_int fd; // -1 once it is closed
} lock_t;

static void close_once(lock_t *lock) {
  int fd = atomic_exchange(&lock->fd, -1);
  if (fd < 0) return;
  close(fd);
  atomic_fetch_sub(&counters->locks, 1);
}

void lock_destroy(ErlNifEnv *env, void *object) { close_once(object); }

bool get_lock(ErlNifEnv *env, ERL_NIF_TERM term, void **lock) {
  *lock = NULL;
  return enif_is_atom(env, term) || enif_get_resource(env, term, lock_type, lock);
}

// lock(path) -> {ok, lock} | {error, posix()}
ERL_NIF_TERM lock(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  char path[PATH_MAX];
  if (!get_path(env, argv[0], path, sizeof path)) return enif_make_badarg(env);

  int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return error_of(env, errno);
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    int error_number = errno;
    close(fd);
    return error_of(env, error_number);
  }

  lock_t *lock = enif_alloc_resource(lock_type, sizeof *lock);
  if (lock == NULL) {
    close(fd);
    return error_of(env, ENOMEM);
  }
  atomic_init(&lock->fd, fd);
  atomic_fetch_add(&counters->locks, 1);
  ERL_NIF_TERM term = enif_make_resource(env, lock);
  enif_release_resource(lock);
  return enif_make_tuple2(env, atoms.ok, term);
}

// unlock(lock) -> ok, also the second time
ERL_NIF_TERM unlock(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  lock_t *lock;
  if (!enif_get_resource(env, argv[0], lock_type, (void **)&lock)) return enif_make_badarg(env);
  close_once(lock);
  return atoms.ok;
}
