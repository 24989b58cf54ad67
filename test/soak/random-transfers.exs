# Ten thousand random transfers: the test of `make test`, twenty times as long.
{_output, status} =
  System.cmd("mix", ["test", "test/e2e/random_transfers_test.exs"],
    env: [{"SNAKEPIT_SHM_TRANSFERS", "10000"}, {"MIX_ENV", "test"}],
    into: IO.stream(),
    stderr_to_stdout: true
  )

System.halt(status)
