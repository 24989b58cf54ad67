defmodule SnakepitShm.Memory.Native do
  @moduledoc false
  # The functions of c_src/. Every argument is checked there: a wrong one raises ArgumentError.

  @on_load :load_nif

  @doc "Whether the NIF was built and could be loaded."
  @spec loaded?() :: boolean
  def loaded? do
    is_integer(pinned())
  rescue
    ErlangError -> false
  end

  # A missing NIF is no error: the file implementation takes over.
  @doc false
  def load_nif do
    path = :filename.join(priv_directory(), 'snakepit_shm_nif')
    _ = if File.exists?("#{path}.so"), do: :erlang.load_nif(path, 0)
    :ok
  end

  defp priv_directory do
    case :code.priv_dir(:snakepit_shm) do
      {:error, :bad_name} -> :filename.join(:filename.dirname(:code.which(__MODULE__)), '../priv')
      directory -> directory
    end
  end

  def map(_path, _size, _access, _lock), do: missing()
  def load(_mapping, _offset), do: missing()
  def store(_mapping, _offset, _value), do: missing()
  def add(_mapping, _offset, _value), do: missing()
  def words(_mapping, _offset, _count), do: missing()
  def idle(_mapping), do: missing()
  def write_list(_mapping, _offset, _binaries), do: missing()
  def view(_mapping, _offset, _length, _control, _done_offset), do: missing()
  def copy_out(_mapping, _offset, _length), do: missing()
  def checksum(_mapping, _offset, _length), do: missing()
  def pinned, do: missing()
  def usage, do: missing()
  def lock(_path), do: missing()
  def unlock(_lock), do: missing()

  defp missing, do: :erlang.nif_error(:nif_not_loaded)
end
