#include "snakepit_shm.h"

#include <string.h>

#define POLYNOMIAL 0x82f63b78u // Castagnoli, reflected

static uint32_t with_table(uint32_t crc, const uint8_t *bytes, size_t length) {
  static _Atomic(uint32_t) table[256];
  static atomic_bool ready;
  if (!atomic_load_explicit(&ready, memory_order_acquire)) {
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t value = i;
      for (int bit = 0; bit < 8; bit++) value = value & 1 ? value >> 1 ^ POLYNOMIAL : value >> 1;
      atomic_store_explicit(&table[i], value, memory_order_relaxed); // threads that race write the same
    }
    atomic_store_explicit(&ready, true, memory_order_release);
  }
  while (length--)
    crc = atomic_load_explicit(&table[(crc ^ *bytes++) & 0xff], memory_order_relaxed) ^ crc >> 8;
  return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t with_sse42(uint32_t crc, const uint8_t *bytes,
                                                             size_t length) {
  uint64_t sum = crc;
  for (; length >= 8; length -= 8, bytes += 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    sum = __builtin_ia32_crc32di(sum, word);
  }
  crc = (uint32_t)sum;
  while (length--) crc = __builtin_ia32_crc32qi(crc, *bytes++);
  return crc;
}
#endif

uint32_t crc32c(const uint8_t *bytes, size_t length) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2")) return ~with_sse42(~0u, bytes, length);
#endif
  return ~with_table(~0u, bytes, length);
}
