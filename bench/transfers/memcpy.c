// A plain memcpy into warm private memory of this process: what the copy into a region is held against.
#include <erl_nif.h>
#include <stdlib.h>
#include <string.h>

static unsigned char *target;
static size_t target_size;

// copy(binary) -> size. The target is kept, so that only its first use pays for its pages.
static ERL_NIF_TERM copy(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[])
{
    ErlNifBinary source;
    (void)argc;
    if (!enif_inspect_binary(env, argv[0], &source))
        return enif_make_badarg(env);
    if (source.size > target_size) {
        free(target);
        target = malloc(source.size);
        target_size = target == NULL ? 0 : source.size;
        if (target == NULL)
            return enif_make_badarg(env);
    }
    memcpy(target, source.data, source.size);
    return enif_make_uint64(env, source.size);
}

static ErlNifFunc functions[] = {{"copy", 1, copy, 0}};

ERL_NIF_INIT(Elixir.Bench.Memcpy, functions, NULL, NULL, NULL, NULL)
