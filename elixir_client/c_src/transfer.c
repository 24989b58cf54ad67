#include "snakepit_shm.h"

#include <errno.h>
#include <string.h>

// A list this long is walked on a dirty scheduler, whatever it holds.
#define NORMAL_SCHEDULER_CELLS 1024

typedef struct {
  mapping_t *mapping;          // keeps the bytes
  mapping_t *control;          // keeps the word
  _Atomic(uint64_t) *done;
  size_t length;
} view_t;

static ERL_NIF_TERM on_dirty(ErlNifEnv *env, const char *name, nif_t *nif, int argc,
                             const ERL_NIF_TERM argv[]) {
  return enif_schedule_nif(env, name, ERL_NIF_DIRTY_JOB_CPU_BOUND, nif, argc, argv);
}

static bool on_normal_scheduler(void) { return enif_thread_type() == ERL_NIF_THR_NORMAL_SCHEDULER; }

// Bytes in a list of binaries. -1: something else is in it, -2: too long for a normal scheduler.
static int64_t list_bytes(ErlNifEnv *env, ERL_NIF_TERM list) {
  ERL_NIF_TERM head;
  ErlNifBinary binary;
  uint64_t sum = 0;
  for (size_t cells = 0; enif_get_list_cell(env, list, &head, &list); cells++) {
    if (cells == NORMAL_SCHEDULER_CELLS && on_normal_scheduler()) return -2;
    if (!enif_inspect_binary(env, head, &binary)) return -1;
    sum += binary.size;
    if (sum > INT64_MAX) return -1;
  }
  return enif_is_empty_list(env, list) ? (int64_t)sum : -1;
}

// write(mapping, offset, [binary]) -> ok | {error, enospc}: all of the bytes or none of them
ERL_NIF_TERM write_bytes(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  ErlNifUInt64 offset;
  if (!get_mapping(env, argv[0], &mapping) || !mapping->writable) return enif_make_badarg(env);
  if (!enif_get_uint64(env, argv[1], &offset)) return enif_make_badarg(env);
  int64_t total = list_bytes(env, argv[2]);
  if (total == -1) return enif_make_badarg(env);
  if (total == -2 || ((size_t)total > NORMAL_SCHEDULER_BYTES && on_normal_scheduler()))
    return on_dirty(env, "write", write_bytes, argc, argv);
  if (offset > mapping->size || (uint64_t)total > mapping->size - offset)
    return error_of(env, ENOSPC);

  // Counted first, then asked: once the death of this process was reported, whoever finds no writer counted
  // may be sure that none begins.
  atomic_fetch_add(&mapping->writers, 1);
  if (!on_normal_scheduler() && !enif_is_current_process_alive(env)) {
    atomic_fetch_sub(&mapping->writers, 1);
    return enif_make_badarg(env);
  }

  ERL_NIF_TERM head, tail = argv[2];
  ErlNifBinary binary;
  uint8_t *to = mapping->base + offset;
  while (enif_get_list_cell(env, tail, &head, &tail) && enif_inspect_binary(env, head, &binary)) {
    memmove(to, binary.data, binary.size);
    to += binary.size;
  }
  atomic_fetch_sub(&mapping->writers, 1);
  return atoms.ok;
}

// The last reference to the bytes is gone, on whatever thread: say so to the region's owner.
void view_destroy(ErlNifEnv *env, void *object) {
  view_t *view = object;
  atomic_fetch_add_explicit(view->done, 1, memory_order_acq_rel);
  atomic_fetch_sub(&counters->views, 1);
  atomic_fetch_sub(&counters->pinned_bytes, view->length);
  enif_release_resource(view->mapping);
  enif_release_resource(view->control);
}

// view(mapping, offset, length, control, done_offset) -> binary. No copy; when the last reference to it
// has been collected, the word at done_offset goes up by one.
ERL_NIF_TERM view(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping, *control;
  size_t offset, length;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  if (!get_range(env, argv[1], argv[2], mapping, &offset, &length)) return enif_make_badarg(env);
  if (!get_mapping(env, argv[3], &control) || !control->writable) return enif_make_badarg(env);
  _Atomic(uint64_t) *done = get_word(env, argv[4], control);
  if (done == NULL) return enif_make_badarg(env);

  view_t *view = enif_alloc_resource(view_type, sizeof *view);
  if (view == NULL) return enif_make_badarg(env);
  enif_keep_resource(mapping);
  enif_keep_resource(control);
  *view = (view_t){.mapping = mapping, .control = control, .done = done, .length = length};
  atomic_fetch_add(&counters->views, 1);
  atomic_fetch_add(&counters->pinned_bytes, length);
  ERL_NIF_TERM binary = enif_make_resource_binary(env, view, mapping->base + offset, length);
  enif_release_resource(view);
  return binary;
}

// copy_out(mapping, offset, length) -> binary of its own
ERL_NIF_TERM copy_out(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  size_t offset, length;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  if (!get_range(env, argv[1], argv[2], mapping, &offset, &length)) return enif_make_badarg(env);
  if (length > NORMAL_SCHEDULER_BYTES && on_normal_scheduler())
    return on_dirty(env, "copy_out", copy_out, argc, argv);

  ErlNifBinary binary;
  if (!enif_alloc_binary(length, &binary)) return error_of(env, ENOMEM);
  memcpy(binary.data, mapping->base + offset, length);
  return enif_make_binary(env, &binary);
}

// checksum(mapping, offset, length) -> CRC-32C of the bytes
ERL_NIF_TERM checksum(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  size_t offset, length;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  if (!get_range(env, argv[1], argv[2], mapping, &offset, &length)) return enif_make_badarg(env);
  if (length > NORMAL_SCHEDULER_BYTES && on_normal_scheduler())
    return on_dirty(env, "checksum", checksum, argc, argv);
  return enif_make_uint(env, crc32c(mapping->base + offset, length));
}

// pinned() -> bytes under views that are alive in this node
ERL_NIF_TERM pinned(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  return enif_make_uint64(env, atomic_load(&counters->pinned_bytes));
}
