#include "snakepit_shm.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MAP_POPULATE
#define MAP_POPULATE 0
#endif

#define MAX_WORDS 65536

bool get_path(ErlNifEnv *env, ERL_NIF_TERM term, char *path, size_t size) {
  ErlNifBinary binary;
  if (!enif_inspect_binary(env, term, &binary)) return false;
  if (binary.size == 0 || binary.size >= size || memchr(binary.data, 0, binary.size)) return false;
  memcpy(path, binary.data, binary.size);
  path[binary.size] = 0;
  return true;
}

bool get_mapping(ErlNifEnv *env, ERL_NIF_TERM term, mapping_t **mapping) {
  return enif_get_resource(env, term, mapping_type, (void **)mapping) && (*mapping)->base != NULL;
}

bool get_range(ErlNifEnv *env, ERL_NIF_TERM offset_term, ERL_NIF_TERM length_term,
               const mapping_t *mapping, size_t *offset, size_t *length) {
  ErlNifUInt64 first, count;
  if (!enif_get_uint64(env, offset_term, &first)) return false;
  if (!enif_get_uint64(env, length_term, &count)) return false;
  if (first > mapping->size || count > mapping->size - first) return false;
  *offset = first;
  *length = count;
  return true;
}

_Atomic(uint64_t) *get_word(ErlNifEnv *env, ERL_NIF_TERM offset_term, const mapping_t *mapping) {
  ErlNifUInt64 offset;
  if (!enif_get_uint64(env, offset_term, &offset) || offset % 8 != 0) return NULL;
  if (mapping->size < 8 || offset > mapping->size - 8) return NULL;
  return (_Atomic(uint64_t) *)(mapping->base + offset);
}

void mapping_destroy(ErlNifEnv *env, void *object) {
  mapping_t *mapping = object;
  if (mapping->base != NULL) {
    munmap(mapping->base, mapping->size);
    atomic_fetch_sub(&counters->mappings, 1);
    atomic_fetch_sub(&counters->mapped_bytes, mapping->size);
  }
  if (mapping->lock != NULL) enif_release_resource(mapping->lock);
}

// Maps an object that holds at least `size` bytes. Its pages are allocated already: populating the
// mapping now spares every later transfer the page faults.
static int map_file(const char *path, size_t size, bool writable, mapping_t *mapping) {
  int fd = open(path, (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return errno;

  struct stat status;
  int error_number = 0;
  if (fstat(fd, &status) != 0) {
    error_number = errno;
  } else if (!S_ISREG(status.st_mode) || (uint64_t)status.st_size < size) {
    error_number = EINVAL; // a shorter object would end this process with SIGBUS
  } else {
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    void *base = mmap(NULL, size, protection, MAP_SHARED | MAP_POPULATE, fd, 0);
    if (base == MAP_FAILED) error_number = errno;
    else mapping->base = base;
  }
  close(fd);
  return error_number;
}

// map(path, size, ro | rw, lock | nil) -> {ok, mapping} | {error, posix()}
ERL_NIF_TERM map(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  char path[PATH_MAX];
  ErlNifUInt64 size;
  void *lock;
  bool writable = enif_is_identical(argv[2], atoms.rw);
  if (!get_path(env, argv[0], path, sizeof path)) return enif_make_badarg(env);
  if (!enif_get_uint64(env, argv[1], &size)) return enif_make_badarg(env);
  if (!writable && !enif_is_identical(argv[2], atoms.ro)) return enif_make_badarg(env);
  if (!get_lock(env, argv[3], &lock)) return enif_make_badarg(env);
  if (size == 0 || size > PTRDIFF_MAX) return error_of(env, EINVAL);

  mapping_t *mapping = enif_alloc_resource(mapping_type, sizeof *mapping);
  if (mapping == NULL) return error_of(env, ENOMEM);
  *mapping = (mapping_t){.base = NULL, .size = size, .writable = writable, .lock = lock};
  if (lock != NULL) enif_keep_resource(lock);

  int error_number = map_file(path, size, writable, mapping);
  ERL_NIF_TERM result;
  if (error_number == 0) {
    atomic_fetch_add(&counters->mappings, 1);
    atomic_fetch_add(&counters->mapped_bytes, size);
    result = enif_make_tuple2(env, atoms.ok, enif_make_resource(env, mapping));
  } else {
    result = error_of(env, error_number);
  }
  enif_release_resource(mapping);
  return result;
}

// load(mapping, offset) -> the word there, loaded with acquire order
ERL_NIF_TERM load(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  _Atomic(uint64_t) *word = get_word(env, argv[1], mapping);
  if (word == NULL) return enif_make_badarg(env);
  return enif_make_uint64(env, atomic_load_explicit(word, memory_order_acquire));
}

// words(mapping, offset, count) -> that many words, each loaded with acquire order, first to last
ERL_NIF_TERM words(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  unsigned count;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  if (!enif_get_uint(env, argv[2], &count) || count == 0 || count > MAX_WORDS)
    return enif_make_badarg(env);
  _Atomic(uint64_t) *word = get_word(env, argv[1], mapping);
  if (word == NULL) return enif_make_badarg(env);
  size_t behind = mapping->size - (size_t)((uint8_t *)word - mapping->base);
  if (count > behind / 8) return enif_make_badarg(env);

  ERL_NIF_TERM small[64];
  ERL_NIF_TERM *terms = count <= 64 ? small : enif_alloc(count * sizeof *terms);
  if (terms == NULL) return enif_make_badarg(env);
  for (unsigned i = 0; i < count; i++)
    terms[i] = enif_make_uint64(env, atomic_load_explicit(word + i, memory_order_acquire));
  ERL_NIF_TERM list = enif_make_list_from_array(env, terms, count);
  if (terms != small) enif_free(terms);
  return list;
}

static _Atomic(uint64_t) *get_writable_word(ErlNifEnv *env, const ERL_NIF_TERM argv[],
                                            ErlNifUInt64 *value) {
  mapping_t *mapping;
  if (!get_mapping(env, argv[0], &mapping) || !mapping->writable) return NULL;
  if (!enif_get_uint64(env, argv[2], value)) return NULL;
  return get_word(env, argv[1], mapping);
}

// store(mapping, offset, value) -> ok; stored with release order
ERL_NIF_TERM store(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  ErlNifUInt64 value;
  _Atomic(uint64_t) *word = get_writable_word(env, argv, &value);
  if (word == NULL) return enif_make_badarg(env);
  atomic_store_explicit(word, value, memory_order_release);
  return atoms.ok;
}

// add(mapping, offset, value) -> the new value. Atomic, because every thread of this process may
// finish a view; no other process writes the word.
ERL_NIF_TERM add(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  ErlNifUInt64 value;
  _Atomic(uint64_t) *word = get_writable_word(env, argv, &value);
  if (word == NULL) return enif_make_badarg(env);
  return enif_make_uint64(env, atomic_fetch_add_explicit(word, value, memory_order_acq_rel) + value);
}

// idle(mapping) -> whether no copy into it is running, for a writer whose process was killed
ERL_NIF_TERM idle(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  mapping_t *mapping;
  if (!get_mapping(env, argv[0], &mapping)) return enif_make_badarg(env);
  return atomic_load(&mapping->writers) == 0 ? atoms.true_ : atoms.false_;
}
