#include "snakepit_shm.h"

#include <errno.h>
#include <string.h>

counters_t *counters;
atoms_t atoms;
ErlNifResourceType *mapping_type, *view_type, *lock_type;

ERL_NIF_TERM error_of(ErlNifEnv *env, int error_number) {
  static const struct {
    int number;
    const char *name;
  } names[] = {
      {EACCES, "eacces"}, {EPERM, "eperm"},   {ENOENT, "enoent"}, {EINVAL, "einval"},
      {ENOMEM, "enomem"}, {ENOSPC, "enospc"}, {EMFILE, "emfile"}, {ENFILE, "enfile"},
      {ELOOP, "eloop"},   {EINTR, "eintr"},   {EISDIR, "eisdir"}, {EWOULDBLOCK, "ewouldblock"},
      {EAGAIN, "eagain"}, {ENOLCK, "enolck"}, {EROFS, "erofs"},   {ENOTDIR, "enotdir"},
  };
  const char *name = "unknown";
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (names[i].number == error_number) {
      name = names[i].name;
      break;
    }
  }
  return enif_make_tuple2(env, atoms.error, enif_make_atom(env, name));
}

// usage() -> {mappings, mapped bytes, views, pinned bytes, locks}, for leak tests and monitoring
static ERL_NIF_TERM usage(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  return enif_make_tuple5(env, enif_make_uint64(env, atomic_load(&counters->mappings)),
                          enif_make_uint64(env, atomic_load(&counters->mapped_bytes)),
                          enif_make_uint64(env, atomic_load(&counters->views)),
                          enif_make_uint64(env, atomic_load(&counters->pinned_bytes)),
                          enif_make_uint64(env, atomic_load(&counters->locks)));
}

static ErlNifResourceType *open_type(ErlNifEnv *env, const char *name, ErlNifResourceDtor *destroy) {
  return enif_open_resource_type(env, NULL, name, destroy, ERL_NIF_RT_CREATE | ERL_NIF_RT_TAKEOVER,
                                 NULL);
}

static int prepare(ErlNifEnv *env) {
  atoms.ok = enif_make_atom(env, "ok");
  atoms.error = enif_make_atom(env, "error");
  atoms.ro = enif_make_atom(env, "ro");
  atoms.rw = enif_make_atom(env, "rw");
  atoms.true_ = enif_make_atom(env, "true");
  atoms.false_ = enif_make_atom(env, "false");
  mapping_type = open_type(env, "mapping", mapping_destroy);
  view_type = open_type(env, "view", view_destroy);
  lock_type = open_type(env, "lock", lock_destroy);
  return mapping_type && view_type && lock_type ? 0 : 1;
}

static int on_load(ErlNifEnv *env, void **private_data, ERL_NIF_TERM info) {
  counters = enif_alloc(sizeof *counters);
  if (counters == NULL) return 1;
  memset(counters, 0, sizeof *counters);
  *private_data = counters;
  return prepare(env);
}

// Mappings, views and locks of the older code stay, and are counted on in the same place.
static int on_upgrade(ErlNifEnv *env, void **private_data, void **old_data, ERL_NIF_TERM info) {
  *private_data = counters = *old_data;
  return prepare(env);
}

static ErlNifFunc functions[] = {
    {"map", 4, map, ERL_NIF_DIRTY_JOB_IO_BOUND},
    {"load", 2, load, 0},
    {"store", 3, store, 0},
    {"add", 3, add, 0},
    {"words", 3, words, 0},
    {"idle", 1, idle, 0},
    {"write_list", 3, write_bytes, 0},
    {"view", 5, view, 0},
    {"copy_out", 3, copy_out, 0},
    {"checksum", 3, checksum, 0},
    {"pinned", 0, pinned, 0},
    {"usage", 0, usage, 0},
    {"lock", 1, lock, ERL_NIF_DIRTY_JOB_IO_BOUND},
    {"unlock", 1, unlock, 0},
};

ERL_NIF_INIT(Elixir.SnakepitShm.Memory.Native, functions, on_load, NULL, on_upgrade, NULL)
