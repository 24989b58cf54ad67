defmodule SnakepitShm.Test.JunitFormatter do
  @moduledoc "Writes the results as JUnit XML to the path in `SNAKEPIT_SHM_JUNIT`."
  use GenServer

  @impl true
  def init(_options), do: {:ok, []}

  @impl true
  def handle_cast({:test_finished, test}, tests), do: {:noreply, [test | tests]}

  def handle_cast({:suite_finished, _times}, tests) do
    path = System.fetch_env!("SNAKEPIT_SHM_JUNIT")
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, document(Enum.reverse(tests)))
    {:noreply, tests}
  end

  def handle_cast(_other, tests), do: {:noreply, tests}

  defp document(tests) do
    suites = Enum.group_by(tests, & &1.module)

    [
      ~s(<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n),
      Enum.map(suites, &suite/1),
      "</testsuites>\n"
    ]
  end

  defp suite({module, tests}) do
    [
      ~s(  <testsuite name="#{escape(inspect(module))}" tests="#{length(tests)}" ),
      ~s(failures="#{count(tests, :failed)}" skipped="#{count(tests, :skipped)}">\n),
      Enum.map(tests, &test_case/1),
      "  </testsuite>\n"
    ]
  end

  defp test_case(test) do
    [
      ~s(    <testcase classname="#{escape(inspect(test.module))}" name="#{escape("#{test.name}")}" ),
      ~s(time="#{test.time / 1_000_000}">#{outcome(test.state, test)}</testcase>\n)
    ]
  end

  defp outcome(nil, _test), do: ""

  defp outcome({:failed, failures}, test) do
    text = ExUnit.Formatter.format_test_failure(test, failures, 0, 100, fn _key, text -> text end)
    ~s(<failure message="failed">#{escape(text)}</failure>)
  end

  defp outcome({:invalid, _module}, _test), do: ~s(<failure message="setup failed"/>)
  defp outcome({_skipped_or_excluded, _reason}, _test), do: "<skipped/>"

  defp count(tests, :failed),
    do: Enum.count(tests, &match?({kind, _} when kind in [:failed, :invalid], &1.state))

  defp count(tests, :skipped),
    do: Enum.count(tests, &match?({kind, _} when kind in [:skipped, :excluded], &1.state))

  # Characters that XML cannot hold are dropped.
  defp escape(text) do
    text
    |> String.replace(~r/[^\x09\x0A\x0D\x20-\x{D7FF}\x{E000}-\x{FFFD}]/u, "")
    |> String.replace("&", "&amp;")
    |> String.replace("<", "&lt;")
    |> String.replace(">", "&gt;")
    |> String.replace("\"", "&quot;")
  end
end
