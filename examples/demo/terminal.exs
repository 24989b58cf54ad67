defmodule Demo.Terminal do
  @moduledoc "What the demo prints: plain text in a pipe, colour and a live line in a terminal."

  def title(text), do: IO.puts(["\n", clear(), style(:bright, text)])
  def note(text), do: IO.puts([clear(), style(:faint, text)])
  def good(text), do: IO.puts([clear(), style(:green, "ok "), text])
  def bad(text), do: IO.puts(:stderr, [clear(), style(:red, "failed "), text])

  @doc "Shows what is being done on one line that the next output replaces; nothing in a pipe."
  def progress(text) do
    if terminal?(), do: IO.write([clear(), style(:faint, text <> " …")])
  end

  def table(head, rows) do
    widths =
      for column <- 0..(length(head) - 1),
          do: [head | rows] |> Enum.map(&String.length(Enum.at(&1, column))) |> Enum.max()

    line = fn cells ->
      cells
      |> Enum.zip(widths)
      |> Enum.map_join("   ", fn {cell, w} -> String.pad_leading(cell, w) end)
    end

    IO.puts([clear(), style(:bright, line.(head))])
    Enum.each(rows, &IO.puts(line.(&1)))
  end

  def ms(micros) when micros < 1_000, do: "#{round(micros)} us"
  def ms(micros), do: "#{Float.round(micros / 1_000, 1)} ms"

  def bytes(n) when n >= 1_000_000, do: "#{Float.round(n / 1_000_000, 1)} MB"
  def bytes(n), do: "#{div(n, 1024)} KiB"

  defp clear, do: if(terminal?(), do: "\r\e[K", else: "")
  defp style(name, text), do: if(terminal?(), do: IO.ANSI.format([name, text], true), else: text)

  defp terminal? do
    System.get_env("NO_COLOR", "") == "" and match?({:ok, _}, :io.columns())
  end
end
