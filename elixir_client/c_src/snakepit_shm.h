// What the files of this NIF share. See docs/protocol.md for the objects that are mapped here.
//
//   mapping.c   resource "mapping": a shared-memory object in this process, and its 64-bit words
//   transfer.c  bytes into a mapping and out of one, and views that count themselves done
//   lock.c      resource "lock": the flock that tells the kernel's word about this process
//   crc32c.c    the checksum of sealed bytes
//   nif.c       atoms and the function table
#ifndef SNAKEPIT_SHM_H
#define SNAKEPIT_SHM_H

#include <erl_nif.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Copying this much takes a normal scheduler less than 0.1 ms; a dirty one costs 13 us to reach.
#define NORMAL_SCHEDULER_BYTES ((size_t)1024 * 1024)

typedef struct {
  uint8_t *base;        // NULL: opening failed half-way
  size_t size;
  bool writable;
  void *lock;           // kept: the session lock outlives every mapping and view, or NULL
  atomic_uint writers;  // copies into this mapping that are running now
} mapping_t;

typedef struct {
  atomic_ullong mappings, mapped_bytes, views, pinned_bytes, locks;
} counters_t;

typedef struct {
  ERL_NIF_TERM ok, error, ro, rw, true_, false_;
} atoms_t;

extern counters_t *counters; // survives an upgrade of this library: what it counts does
extern atoms_t atoms;
extern ErlNifResourceType *mapping_type, *view_type, *lock_type;

typedef ERL_NIF_TERM nif_t(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]);
nif_t map, load, store, add, words, idle;              // mapping.c
nif_t write_bytes, view, copy_out, checksum, pinned;   // transfer.c
nif_t lock, unlock;                                    // lock.c

void mapping_destroy(ErlNifEnv *env, void *object);
void view_destroy(ErlNifEnv *env, void *object);
void lock_destroy(ErlNifEnv *env, void *object);

ERL_NIF_TERM error_of(ErlNifEnv *env, int error_number);
bool get_lock(ErlNifEnv *env, ERL_NIF_TERM term, void **lock); // NULL for any atom
bool get_mapping(ErlNifEnv *env, ERL_NIF_TERM term, mapping_t **mapping);
// Whether [offset, offset + length) lies inside the mapping; the terms are read with it.
bool get_range(ErlNifEnv *env, ERL_NIF_TERM offset_term, ERL_NIF_TERM length_term,
               const mapping_t *mapping, size_t *offset, size_t *length);
// The aligned word at an offset, or NULL.
_Atomic(uint64_t) *get_word(ErlNifEnv *env, ERL_NIF_TERM offset_term, const mapping_t *mapping);
// A path without a zero byte in it.
bool get_path(ErlNifEnv *env, ERL_NIF_TERM term, char *path, size_t size);

uint32_t crc32c(const uint8_t *bytes, size_t length);

#endif
